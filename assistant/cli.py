"""The shell door. Each command imports only what it needs, so that all start quickly."""

import functools
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant.drafting.writer import Writer
    from assistant.gathering import Gatherer, Tally
    from assistant.reading.fetch import Fetched
    from assistant.report.model import AnnualReport
    from assistant.retrieval.corpus import Corpus

OK, WRONG, UNUSABLE = 0, 1, 2
_FILE = click.Path(path_type=Path)
_WEB = ("http://", "https://")


def file_or_url(given: str) -> Path | str:
    """A file, or a web address as it is: a path would melt its slashes together."""
    return given if given.lower().startswith(_WEB) else Path(given)


def main(arguments: list[str] | None = None) -> None:
    """Run a command; exit 0 (done), 1 (done, something is wrong) or 2 (unusable)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        code = cli(args=arguments, prog_name="nianbao", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        sys.exit(OK)
    except click.ClickException as error:
        _fail(
            f"命令用法不对：{_usage_fault(error)}\n  怎么办：用 nianbao --help 或 nianbao 命令 --help 查看用法"
        )
    except click.Abort:
        _fail("已取消")
    except AssistantError as error:
        _fail(str(error))
    except BrokenPipeError:
        sys.exit(OK)
    sys.exit(code if isinstance(code, int) else OK)


def _fail(message: str) -> None:
    click.echo(message, err=True)
    sys.exit(UNUSABLE)


def _usage_fault(error: click.ClickException) -> str:
    match error:
        case click.NoSuchOption():
            return f"没有选项 {error.option_name}"
        case click.MissingParameter():
            return f"缺少参数 {error.param.human_readable_name if error.param else ''}"
        case click.BadParameter():
            return f"参数 {error.param.human_readable_name if error.param else ''} 的值不对（{error.message}）"
        case click.UsageError() if error.ctx and (match := re.search(r"'([^']*)'", error.message)):
            return f"没有“{match[1]}”这个命令或参数"
        case _:
            return error.format_message()


def _with_format(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds `--format text|json`, which every command has."""
    option = click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json"]),
        default="text",
        help="输出文字或 JSON（json：标准输出只有一个 JSON 文档）。",
    )
    return option(command)


def _print_json(value: object) -> None:
    import json

    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _read(source: Path | str) -> "AnnualReport":
    """Read a file or a web address, and say on standard error what was guessed or left blank."""
    from assistant.reading.open_file import read_report

    if isinstance(source, Path):
        report, name = read_report(source), source.name
    else:
        page, name = _fetch(source), source
        with page.as_file() as path:
            report = read_report(path)
    blanks = [note for note in report.notes if note.what == "blank cell"]
    for note in report.notes:
        if note not in blanks:
            click.echo(f"注意：{name} {note.where} {note.text}".replace("  ", " "), err=True)
    if blanks:
        click.echo(f"注意：{name} 有 {len(blanks)} 格没有填（空白不等于 0）", err=True)
    return report


def _fetch(address: str) -> "Fetched":
    """What stands at a web address, within the limits of the settings."""
    from assistant.reading.fetch import FetchLimits, fetch
    from assistant.settings import Settings

    settings = Settings()
    limits = FetchLimits(
        max_bytes=settings.fetch_max_bytes,
        seconds=settings.fetch_seconds,
        allow_private=settings.allow_private_addresses,
        proxy=settings.proxy,
    )
    return fetch(address, limits)


class _Commands(click.Group):
    """A group whose help is headed in Chinese, and so is that of its commands."""

    def get_help(self, ctx: click.Context) -> str:
        return _in_chinese(super().get_help(ctx))


class _Command(click.Command):
    """A command whose help is headed in Chinese."""

    def get_help(self, ctx: click.Context) -> str:
        return _in_chinese(super().get_help(ctx))


_Commands.command_class = _Command
_Commands.group_class = _Commands
_HEADINGS = {
    "Usage:": "用法：",
    "Options:": "选项：",
    "Commands:": "命令：",
    "[OPTIONS]": "[选项]",
    "COMMAND [ARGS]...": "命令 [参数]...",
    "Show this message and exit.": "显示帮助。",
    "Show the version and exit.": "显示版本。",
    "[required]": "[必填]",
    "[default: ": "[默认：",
}


def _in_chinese(text: str) -> str:
    for english, chinese in _HEADINGS.items():
        text = text.replace(english, chinese)
    return text


@click.group(cls=_Commands, help="年报助手：起草、核对政府信息公开工作年度报告。每个数字都有出处。")
@click.version_option(package_name="nianbao", prog_name="nianbao")
def cli() -> None:
    """The group of all commands."""


@cli.command(help="生成空白工作簿（xlsx）：三张官方表格和工作事实。")
@click.argument("out", type=_FILE)
@click.option("--agency", default="", help="单位名称。")
@click.option("--year", type=int, required=True, help="报告年度，如 2025。")
@click.option("--from", "previous", type=_FILE, help="上年报告：带入结转、现行有效件数和单位名称。")
@_with_format
def new(out: Path, agency: str, year: int, previous: Path | None, form: str) -> None:
    """Write a workbook to fill in."""
    from assistant.errors import UnusableInput
    from assistant.exporting.blank import blank_report
    from assistant.exporting.export import export

    if out.suffix.lower() != ".xlsx":
        raise UnusableInput(
            "文件名要以 .xlsx 结尾", where=str(out), cure="如 nianbao new 年报.xlsx …"
        )
    report = blank_report(agency, year, _read(previous) if previous else None)
    paths = export(report, ["xlsx"], out.parent, out.stem)
    if form == "json":
        _print_json({"files": [str(path) for path in paths]})
    else:
        click.echo(f"已生成 {paths[0]}。填好后：nianbao check {paths[0]}")


@cli.command(help="把报告或数据文件读成年度报告数据。")
@click.argument("file", type=file_or_url)
@_with_format
def read(file: Path | str, form: str) -> None:
    """Read any file as an annual report."""
    report = _read(file)
    if form == "json":
        click.echo(report.model_dump_json(indent=2))
        return
    from assistant.shell_text import report_in_words

    click.echo(report_in_words(report))


@cli.command(help="校验：找出会被退回的问题，说明依据和改法。")
@click.argument("file", type=file_or_url)
@click.option("--previous", type=file_or_url, help="上年报告。")
@click.option("--figures", type=file_or_url, help="数据文件，与报告逐格比对。")
@click.option("--select", default="", help="只用这些规则，如 TAB3,TAB401。")
@click.option("--ignore", default="", help="不用这些规则。")
@_with_format
def check(
    file: Path | str,
    previous: Path | str | None,
    figures: Path | str | None,
    select: str,
    ignore: str,
    form: str,
) -> int:
    """Check a report against the rules."""
    from assistant.rules.all_rules import RULES
    from assistant.rules.engine import check as run
    from assistant.rules.engine import outcome_as_json, selected
    from assistant.rules.rule import Case, Severity

    rules = selected(RULES, _codes(select), _codes(ignore))
    case = Case(
        _read(file),
        _read(previous) if previous else None,
        _read(figures) if figures else None,
    )
    outcome = run(case, rules)
    if form == "json":
        _print_json(outcome_as_json(outcome, case))
    else:
        from assistant.shell_text import outcome_in_words

        click.echo(outcome_in_words(outcome, case))
    return WRONG if outcome.count(Severity.ERROR) else OK


def _codes(text: str) -> list[str]:
    return [code.strip() for code in text.replace("，", ",").split(",") if code.strip()]


@cli.command(help="列出全部规则，或一条规则的依据和改法。")
@click.argument("code", required=False)
@_with_format
def rules(code: str | None, form: str) -> None:
    """Show rules."""
    from assistant.rules.all_rules import RULES
    from assistant.rules.engine import selected
    from assistant.shell_text import rule_as_json, rule_in_words

    chosen = selected(RULES, [code] if code else [])
    if form == "json":
        _print_json([rule_as_json(rule) for rule in chosen])
        return
    for rule in chosen:
        click.echo(rule_in_words(rule, whole=code is not None))


@cli.command(help="起草：按数据写出前言和一、五、六部分，写出 docx、html、md、json。")
@click.argument("figures", type=_FILE)
@click.option("--previous", type=_FILE, help="上年报告，用于同比。")
@click.option("--section", default="", help="只起草这些部分，如 1.2,5。")
@click.option(
    "--engine", type=click.Choice(["auto", "llm", "offline"]), default="auto", help="写作方式。"
)
@click.option("--out", type=_FILE, help="写到这个文件夹；不给则只显示。")
@_with_format
def draft(
    figures: Path, previous: Path | None, section: str, engine: str, out: Path | None, form: str
) -> int:
    """Draft a report from its figures."""
    from assistant.drafting.drafter import Drafter, section_ids
    from assistant.shell_text import draft_in_words

    wanted = section_ids(section)
    report = _read(figures)
    last = _read(previous) if previous else None
    drafter = Drafter(report, previous=last, corpus=_corpus(), writer=_writer(engine))
    for step in drafter.steps(wanted):
        if step.kind in ("section", "notice"):
            click.echo(f"{'起草 ' if step.kind == 'section' else '注意：'}{step.text}", err=True)
    result = drafter.result()
    _refuse_if_the_model_failed(engine, drafter.writer, result.notices)
    files = _write_draft(result, report, out) if out else []
    if form == "json":
        click.echo(result.model_dump_json(indent=2))
    else:
        click.echo(draft_in_words(result, files, whole=out is None))
    return WRONG if result.dropped else OK


def _refuse_if_the_model_failed(
    engine: str, writer: "Writer | None", notices: tuple[str, ...]
) -> None:
    """`--engine llm` was a wish for the model: without it there is no draft to hand out."""
    from assistant.errors import ModelUnavailable

    if engine == "llm" and writer is None:
        raise ModelUnavailable(
            "；".join(notices) or "模型不可用",
            cure="检查模型服务；或用 --engine auto（模型不行时自动离线）、--engine offline",
        )


def _write_draft(result: Any, report: "AnnualReport", out: Path) -> list[Path]:
    from assistant.drafting.draft import assemble
    from assistant.exporting.export import default_stem, export
    from assistant.exporting.saving import save

    files = export(assemble(result, report), ["docx", "html", "md"], out)
    name = f"{default_stem(report)}.json"
    return [*files, save(out, name, f"{result.model_dump_json(indent=2)}\n".encode())]


def _writer(engine: str) -> "Writer | None":
    """The model, if one is set and wanted."""
    from assistant.settings import Settings

    settings = Settings()
    if engine == "offline" or (engine == "auto" and not settings.has_model):
        if engine == "auto":
            click.echo("没有设置模型（OPENAI_MODEL），离线组稿", err=True)
        return None
    from assistant.drafting.model import ChatModel

    model = ChatModel(settings)
    click.echo(f"使用模型 {model.name}", err=True)
    return model


def _corpus() -> "Corpus":
    from assistant.retrieval.corpus import Corpus
    from assistant.settings import Settings

    settings = Settings()
    embedder = None
    if settings.embedding_model:
        from assistant.drafting.model import ServerEmbedder

        embedder = ServerEmbedder(settings)
    corpus = Corpus.open(settings.home, embedder)
    for notice in corpus.notices:
        click.echo(f"注意：{notice}", err=True)
    return corpus


@cli.command(help="问条例和资料库，回答附出处。")
@click.argument("question")
@click.option(
    "--engine", type=click.Choice(["auto", "llm", "offline"]), default="auto", help="写作方式。"
)
@_with_format
def ask(question: str, engine: str, form: str) -> None:
    """Answer a question from the corpus."""
    from assistant.chat.answer import answer_question

    answer = answer_question(question, _corpus(), _writer(engine))
    if form == "json":
        _print_json(
            {
                "question": question,
                "answer": answer.text,
                "engine": answer.engine,
                "sources": [source.model_dump() for source in answer.sources],
                "notices": list(answer.notices),
            }
        )
        return
    click.echo(answer.text)
    cited = "、".join(dict.fromkeys(f"{s.title} {s.locator}" for s in answer.sources))
    if cited:
        click.echo(f"\n出处：{cited}")
    for notice in answer.notices:
        click.echo(f"注意：{notice}", err=True)


@cli.command(help="在终端里对话：起草、校验、问条例。")
@click.argument("figures", type=_FILE, required=False)
@click.option("--previous", type=_FILE, help="上年报告。")
@click.option(
    "--engine", type=click.Choice(["auto", "llm", "offline"]), default="auto", help="写作方式。"
)
@_with_format
def chat(figures: Path | None, previous: Path | None, engine: str, form: str) -> None:
    """Talk about a report in the terminal; with JSON, one document of all turns at the end."""
    from assistant.chat.conversation import HELP, Conversation

    report = _read(figures) if figures else None
    last = _read(previous) if previous else None
    conversation = Conversation(report, functools.cache(_corpus), _writer(engine), last)
    click.echo(f"{HELP}\n（空行或 Ctrl-D 结束）", err=True)
    turns = []
    for line in sys.stdin:
        if not line.strip():
            break
        words = []
        for reply in conversation.respond(line):
            words.append(reply.text)
            if form == "text":
                click.echo(reply.text, nl=False)
        if form == "text":
            click.echo()
        turns.append({"message": line.strip(), "reply": "".join(words)})
    if form == "json":
        _print_json({"turns": turns})


@cli.command(help="把报告导出为官方格式的 docx、html、md、xlsx、json。")
@click.argument("file", type=_FILE)
@click.option("--to", "formats", default="docx", help="格式，用逗号隔开。")
@click.option("--out", type=_FILE, required=True, help="写到这个文件夹。")
@_with_format
def export(file: Path, formats: str, out: Path, form: str) -> None:
    """Export a report."""
    from assistant.exporting.export import export as write

    paths = write(_read(file), _codes(formats), out)
    if form == "json":
        _print_json({"files": [str(path) for path in paths]})
    else:
        click.echo("\n".join(f"已写出 {path}" for path in paths))


@cli.command(help="打开网页：填数、校验、起草、对话。")
@click.option("--host", default="127.0.0.1", help="监听地址。")
@click.option("--port", default=7860, type=click.IntRange(1, 65535), help="端口。")
@click.option("--figures", type=_FILE, help="打开时载入的数据文件。")
@_with_format
def serve(host: str, port: int, figures: Path | None, form: str) -> None:
    """Serve the web page until interrupted."""
    from ui.page import serve as run

    def announce(url: str) -> None:
        if form == "json":
            _print_json({"url": url})
        else:
            click.echo(f"网页地址：{url}  （Ctrl-C 结束）")

    report = _read(figures) if figures else None
    run(
        host,
        port,
        figures=report,
        corpus=_corpus,
        writer=lambda: _writer("auto"),
        announce=announce,
    )


@cli.group(help="资料库：条例、样例报告和自己加入的报告。")
def corpus() -> None:
    """The group of corpus commands."""


@corpus.command("add", help="加入年报、法规、通知：文件、文件夹（含下级）或网址。")
@click.argument("paths", nargs=-1, required=True)
@click.option("--again", is_flag=True, help="内容没有变的也重新读入。")
@_with_format
def corpus_add(paths: tuple[str, ...], again: bool, form: str) -> int:
    """Add files, folders and addresses; goes on after a bad one and lists those at the end."""
    from assistant.gathering import Gatherer, Tally, origins
    from assistant.shell_text import tally_as_json, tally_in_words

    library = _corpus()
    wanted, tally = origins(paths), Tally()
    try:
        _gather(wanted, Gatherer(library, _fetch, again=again), tally)
        library.refresh()
    except KeyboardInterrupt:
        click.echo("已中断，此前加入的都已保存", err=True)
    left = len(wanted) - tally.count
    if form == "json":
        _print_json(tally_as_json(tally, left))
    else:
        click.echo(tally_in_words(tally, left))
    usable = tally.added or tally.known
    return (WRONG if usable else UNUSABLE) if tally.bad or left else OK


def _gather(wanted: list[str], gatherer: "Gatherer", tally: "Tally") -> None:
    """Add one after the other, with a bar on a terminal and a line each elsewhere."""
    from assistant.shell_text import added_in_words

    if not sys.stderr.isatty():
        for origin in wanted:
            one = gatherer.add(origin)
            tally.take(one)
            click.echo(added_in_words(one), err=True)
        return
    with click.progressbar(wanted, label="加入资料", file=sys.stderr) as bar:
        for origin in bar:
            tally.take(gatherer.add(origin))


@corpus.command("list", help="列出资料。")
@_with_format
def corpus_list(form: str) -> None:
    """List documents."""
    from assistant.shell_text import document_as_json

    documents = _corpus().list()
    if form == "json":
        _print_json([document_as_json(d) for d in documents])
        return
    for document in documents:
        origin = "内置" if document.origin == "built-in" else "加入"
        click.echo(f"{document.id}  {origin}  {document.title}")


@corpus.command("remove", help="移除自己加入的一份资料。")
@click.argument("document_id")
@_with_format
def corpus_remove(document_id: str, form: str) -> None:
    """Remove a document."""
    from assistant.shell_text import document_as_json

    document = _corpus().remove(document_id)
    if form == "json":
        _print_json({"removed": document_as_json(document)})
    else:
        click.echo(f"已移除 {document.title}")


@corpus.command("search", help="检索资料。")
@click.argument("query")
@click.option("-k", default=5, type=click.IntRange(1, 50), help="条数。")
@_with_format
def corpus_search(query: str, k: int, form: str) -> None:
    """Search passages."""
    hits = _corpus().search(query, k)
    if form == "json":
        from assistant.shell_text import hit_as_json

        _print_json([hit_as_json(hit) for hit in hits])
        return
    for rank, hit in enumerate(hits, 1):
        passage = hit.passage
        text = passage.text if len(passage.text) < 160 else f"{passage.text[:160]}……"
        click.echo(f"{rank}. {passage.title} {passage.locator}\n   {text}")
    if not hits:
        click.echo("没有查到")


@corpus.command("rebuild", help="重建检索索引（不重新计算向量）。")
@_with_format
def corpus_rebuild(form: str) -> None:
    """Rebuild the index from the stored vectors."""
    library = _corpus()
    library.rebuild()
    if form == "json":
        _print_json({"rebuilt": True, "documents": len(library.list())})
    else:
        click.echo("索引已重建")
