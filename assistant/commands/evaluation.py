"""eval: offline evaluations, each a suite of its own; two runs compared."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.commands.options import FILE, OK, WRONG, Command, Commands, print_json, with_format
from assistant.errors import UnusableInput

if TYPE_CHECKING:
    from evals.drafting.arms import Arm
    from evals.suites import Result

_SOON = ("reading", "rules", "retrieval", "drafting")
_BY_NAME_ONLY = ("chat", "scorers")  # for whoever changes the program: only a checkout has chat's
_ENGINES = ("auto", "offline", "llm", "plain", "published")
_HELP = (
    "评测：reading 读文件的准确率，rules 校验规则的召回率和误报，retrieval 检索能否找到该找的段落，"
    "drafting 起草质量（离线、有模型、同一模型一个大提示词三种写法对照），chat 对话意图（只在源码里），scorers 评分器自检（按已知程度"
    "改坏草稿，看各项分数是否依次下降）。不写名称则离线跑前四项。\n\n"
    "两次结果比较：nianbao eval compare 结果一 结果二，说明哪些差别是真的。"
)


class _Evaluation(Commands):
    """The group whose first word may be a suite instead of a command."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0] not in self.commands and args[0] not in ctx.help_option_names):
            args = ["run", *args]
        return super().parse_args(ctx, args)


@click.group("eval", cls=_Evaluation, help=_HELP)
def evaluate() -> None:
    """Evaluate, or compare two evaluations."""


@evaluate.command("run", cls=Command, help=f"跑评测，可以省去 run。{_HELP}")
@click.argument("suites", nargs=-1, type=click.Choice(_SOON + _BY_NAME_ONLY))
@click.option(
    "--engine",
    default="",
    help="drafting：写法，用逗号隔开：offline、llm、plain、published（发布的报告本身，作对照）；auto 是有模型时三种都跑。默认 auto，不写评测名称时 offline。",
)
@click.option(
    "--corpus",
    type=FILE,
    help="drafting：用这个文件夹里同一单位连续两年的报告做案例（任何格式），不用内置案例。",
)
@click.option("--files", type=click.IntRange(1), default=1000, help="drafting：只用前几个案例。")
@click.option("--sections", default="", help="drafting：只起草这些部分，如 1.2,1.5。")
@click.option(
    "--out",
    type=FILE,
    help="写到这个文件夹：results.json、records.json、page.html、日志；模型中断后接着跑也靠它。",
)
@click.option("--judge", is_flag=True, help="drafting：再请模型两两评判（不计入分数，要有模型）。")
@with_format
def evaluate_run(
    suites: tuple[str, ...],
    engine: str,
    corpus: Path | None,
    files: int,
    sections: str,
    out: Path | None,
    judge: bool,
    form: str,
) -> int:
    """Run evaluations; without a name all that need no model and end soon."""
    from evals.scoring.threads import one_thread

    one_thread()
    from evals.suites import PLAIN_SUITES

    engine = engine or ("auto" if suites else "offline")
    results: dict[str, Result] = {}
    for suite in suites or _SOON:
        started = time.monotonic()
        if suite == "drafting":
            found = _drafting(engine, corpus, files, sections, out)
            found = _judged(found) if judge else found
        else:
            found = PLAIN_SUITES[suite](_tell)
        results[suite] = found.taking(time.monotonic() - started)
        if form == "text":
            click.echo("\n".join(filter(None, (results[suite].words, results[suite].judged))))
    if out:
        _write(results, out)
    if form == "json":
        print_json({suite: result.data for suite, result in results.items()})
    return OK if all(result.held for result in results.values()) else WRONG


@evaluate.command(
    "compare", cls=Command, help="比较两次评测：两次都有的每一套，哪些差别是真的，哪些可能是偶然。"
)
@click.argument("first", type=FILE)
@click.argument("second", type=FILE)
@with_format
def compare(first: Path, second: Path, form: str) -> None:
    """Say which differences between two runs are real; both are folders of `--out`."""
    from evals.harness.record import read_records
    from evals.reporting.comparing import as_json, compare_suites, in_words
    from evals.suites import TITLES

    found, alone = compare_suites(read_records(first), read_records(second))
    for suite in alone:
        _tell(f"注意：{TITLES.get(suite, suite)}只在其中一次里，没有比较")
    if form == "json":
        print_json(as_json(found))
    else:
        told = (f"{TITLES.get(suite, suite)}\n\n{in_words(one)}" for suite, one in found.items())
        click.echo("\n\n".join(told))


def _tell(what: str) -> None:
    click.echo(what, err=True)


def _drafting(
    engine: str, corpus: Path | None, files: int, sections: str, out: Path | None
) -> "Result":
    from evals.drafting.case_files import cases_of_folder, write_case
    from evals.drafting.cases import sample_cases
    from evals.harness.running import refuse_without_the_extra, run
    from evals.suites import drafting

    refuse_without_the_extra()
    if corpus:
        gathered = cases_of_folder(corpus, _tell)
        cases = list(gathered.cases)[:files]
        for notice in gathered.notices:
            _tell(f"注意：{notice}")
        if out:
            for case in cases:
                write_case(case, out / "cases")
    else:
        cases = sample_cases(files)
    whole = not (corpus or sections) and files >= len(sample_cases())
    arms, settings = _arms(engine, sections)
    return drafting(
        cases,
        arms,
        lambda: run(cases, arms, out=out, settings=settings, tell=_tell),
        built_in=whole,
    )


def _judged(result: "Result") -> "Result":
    from assistant.commands.opening import writer_for
    from evals.suites import judged

    writer = writer_for("llm")
    return judged(result, writer) if writer is not None else result


def _arms(engine: str, sections: str) -> "tuple[list[Arm], dict[str, str]]":
    from assistant.commands.opening import writer_for
    from assistant.drafting.drafter import section_ids
    from assistant.retrieval.corpus import Corpus
    from assistant.settings import Settings
    from evals.drafting.arms import GroundedArm, OfflineArm, PlainArm, PublishedArm

    settings = Settings()
    wanted = _engines(engine, has_model=settings.has_model)
    # A home of its own: what a person put into the corpus must not move the scores.
    corpus = Corpus.open(settings.home / "eval")
    writer = writer_for("llm") if {"llm", "plain"} & set(wanted) else None
    parts = section_ids(sections)
    arms: list[Arm] = []
    if "offline" in wanted:
        arms.append(OfflineArm(corpus, parts))
    if writer is not None and "llm" in wanted:
        arms.append(GroundedArm(writer, corpus, parts))
    if writer is not None and "plain" in wanted:
        arms.append(PlainArm(writer, parts))
    if "published" in wanted:
        arms.append(PublishedArm(parts))
    told = {"temperature": str(settings.temperature), "seed": str(settings.seed)}
    model = {"model": settings.model, **told} if writer is not None else {}
    return arms, {"sections": sections or "全部", **model}


def _engines(engine: str, *, has_model: bool) -> Sequence[str]:
    wanted = [one.strip() for one in engine.replace("，", ",").split(",") if one.strip()]
    unknown = [one for one in wanted if one not in _ENGINES]
    if unknown or not wanted:
        raise UnusableInput(
            f"没有“{'、'.join(unknown)}”这种写法", cure=f"可写：{'、'.join(_ENGINES)}，用逗号隔开"
        )
    if "auto" in wanted:
        return ("offline", "llm", "plain") if has_model else ("offline",)
    return wanted


def _write(results: "dict[str, Result]", out: Path) -> None:
    import json

    from evals.harness.record import write_records
    from evals.reporting.page import page, suite_of
    from evals.suites import TITLES

    out.mkdir(parents=True, exist_ok=True)
    data = {suite: result.data for suite, result in results.items()}
    text = json.dumps(data, ensure_ascii=False, indent=1)
    (out / "results.json").write_text(text + "\n", "utf-8")
    write_records({suite: result.record for suite, result in results.items()}, out)
    shown = [suite_of(TITLES[s], r.words, r.held, r.record, r.run) for s, r in results.items()]
    judged = [result.judged for result in results.values() if result.judged]
    shown += [suite_of("模型评判（不计入分数）", words, held=True) for words in judged]
    (out / "page.html").write_text(page(shown), "utf-8")
    _tell(f"写好 {out / 'page.html'}、{out / 'results.json'}")
