"""eval: offline evaluations, each a suite of its own."""

from collections.abc import Callable
from typing import Any

import click

from assistant.commands.options import OK, WRONG, Command, print_json, with_format

_SUITES = ("reading", "rules", "retrieval")
_BY_NAME_ONLY = ("drafting",)  # takes an hour with a small model


@click.command(
    "eval",
    cls=Command,
    help="评测：reading 读文件的准确率，rules 校验规则的召回率和误报，"
    "retrieval 检索能否找到该找的段落，"
    "drafting 起草质量（有模型时三种写法对照，时间长，要写明才跑）。",
)
@click.argument("suites", nargs=-1, type=click.Choice(_SUITES + _BY_NAME_ONLY))
@click.option("--files", type=click.IntRange(1, 6), default=6, help="drafting：用前几份数据文件。")
@click.option("--sections", default="", help="drafting：只起草这些部分，如 1.2,1.5。")
@with_format
def evaluate(suites: tuple[str, ...], files: int, sections: str, form: str) -> int:
    """Run evaluations; without a name all that need no model and end soon."""
    results: dict[str, Any] = {}
    held = True
    runs: dict[str, Callable[[Callable[[str], None]], tuple[Any, str, bool]]] = {
        "reading": _reading,
        "rules": _rules,
        "retrieval": _retrieval,
        "drafting": lambda tell: _drafting(tell, files, sections),
    }
    for suite in suites or _SUITES:
        data, words, good = runs[suite](_tell)
        results[suite] = data
        held = held and good
        if form == "text":
            click.echo(words)
    if form == "json":
        print_json(results)
    return OK if held else WRONG


def _tell(what: str) -> None:
    click.echo(what, err=True)


def _reading(tell: Callable[[str], None]) -> tuple[Any, str, bool]:
    from evals.reading.benchmark import in_words, run

    scores = run(tell=tell)
    return {name: score.as_json() for name, score in scores.items()}, in_words(scores), True


def _rules(tell: Callable[[str], None]) -> tuple[Any, str, bool]:
    from evals.rules.benchmark import below_floors, in_words, run

    result = run(tell=tell)
    return result.as_json(), in_words(result), not below_floors(result)


def _retrieval(tell: Callable[[str], None]) -> tuple[Any, str, bool]:
    from evals.retrieval.benchmark import below_floors, in_words, run

    result = run(tell=tell)
    return result.as_json(), in_words(result), not below_floors(result)


def _drafting(tell: Callable[[str], None], files: int, sections: str) -> tuple[Any, str, bool]:
    from assistant.commands.opening import opened_corpus, writer_for
    from assistant.drafting.drafter import section_ids
    from evals.drafting.benchmark import SECTIONS, as_json, in_words, run, unsupported_in_ours

    wanted = section_ids(sections) if sections else SECTIONS
    rows = run(writer_for("auto"), opened_corpus(), files=files, sections=wanted, tell=tell)
    return as_json(rows), in_words(rows), not unsupported_in_ours(rows)
