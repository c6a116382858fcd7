"""draft, ask, chat: everything that writes or talks."""

import functools
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.commands.opening import opened_corpus, read_and_note, writer_for
from assistant.commands.options import ENGINE, FILE, OK, WRONG, Command, print_json, with_format

if TYPE_CHECKING:
    from assistant.chat.project_talk import Exporter
    from assistant.drafting.writer import Writer
    from assistant.exporting.annex import Annex
    from assistant.report.model import AnnualReport


@click.command(
    cls=Command, help="起草：按数据写出前言和一、五、六部分，写出 docx、html、md、json。"
)
@click.argument("figures", type=FILE)
@click.option("--previous", type=FILE, help="上年报告，用于同比。")
@click.option("--section", default="", help="只起草这些部分，如 1.2,5。")
@ENGINE
@click.option("--out", type=FILE, help="写到这个文件夹；不给则只显示。")
@click.option("--with-sources", is_flag=True, help="docx 后附溯源表：正文每个数的出处。")
@with_format
def draft(
    figures: Path,
    previous: Path | None,
    section: str,
    engine: str,
    out: Path | None,
    with_sources: bool,
    form: str,
) -> int:
    """Draft a report from its figures."""
    from assistant.commands.tracing import sources_of_draft
    from assistant.drafting.drafter import Drafter, section_ids
    from assistant.shell_text import draft_in_words

    wanted = section_ids(section)
    report = read_and_note(figures)
    last = read_and_note(previous) if previous else None
    drafter = Drafter(report, previous=last, corpus=opened_corpus(), writer=writer_for(engine))
    for step in drafter.steps(wanted):
        if step.kind in ("section", "notice"):
            click.echo(f"{'起草 ' if step.kind == 'section' else '注意：'}{step.text}", err=True)
    result = drafter.result()
    _refuse_if_the_model_failed(engine, drafter.writer, result.notices)
    annexes = [sources_of_draft(result, report, last)] if with_sources else []
    files = _write_draft(result, report, out, annexes) if out else []
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


def _write_draft(
    result: Any, report: "AnnualReport", out: Path, annexes: "Sequence[Annex]"
) -> list[Path]:
    from assistant.drafting.draft import assemble
    from assistant.exporting.export import default_stem, export
    from assistant.exporting.saving import save

    files = export(assemble(result, report), ["docx", "html", "md"], out, annexes=annexes)
    name = f"{default_stem(report)}.json"
    return [*files, save(out, name, f"{result.model_dump_json(indent=2)}\n".encode())]


@click.command(cls=Command, help="问条例和资料库，回答附出处。")
@click.argument("question")
@ENGINE
@with_format
def ask(question: str, engine: str, form: str) -> None:
    """Answer a question from the corpus."""
    from assistant.chat.answer import answer_question

    answer = answer_question(question, opened_corpus(), writer_for(engine))
    if form == "json":
        print_json(
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


@click.command(cls=Command, help="在终端里对话：起草、校验、问条例。")
@click.argument("figures", type=FILE, required=False)
@click.option("--previous", type=FILE, help="上年报告。")
@ENGINE
@click.option("--out", type=FILE, help="说“导出”时写到这个文件夹。")
@with_format
def chat(
    figures: Path | None, previous: Path | None, engine: str, out: Path | None, form: str
) -> None:
    """Talk about a report in the terminal; with JSON, one document of all turns at the end."""
    from assistant.chat.choosing import chooser_for
    from assistant.chat.conversation import HELP, Conversation
    from assistant.settings import Settings

    report = read_and_note(figures) if figures else None
    last = read_and_note(previous) if previous else None
    writer = writer_for(engine)
    conversation = Conversation(
        report,
        functools.cache(opened_corpus),
        writer,
        last,
        exporter=_exporter_to(out) if out else None,
        chooser=chooser_for(Settings(), writer) if writer else None,
    )
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
            if reply.figures is not None:
                click.echo(
                    "注意：数据文件没有改，改动只在这次对话里；说“导出Excel”存下来", err=True
                )
        if form == "text":
            click.echo()
        turns.append({"message": line.strip(), "reply": "".join(words)})
    if form == "json":
        print_json({"turns": turns})


def _exporter_to(folder: Path) -> "Exporter":
    from assistant.exporting.export import RENDERERS, export

    def write(report: "AnnualReport", formats: tuple[str, ...]) -> str:
        paths = export(report, formats or tuple(RENDERERS), folder)
        return "\n".join(f"已写出 {path}" for path in paths)

    return write
