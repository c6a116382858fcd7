"""eval: offline evaluations, each a suite of its own."""

from collections.abc import Callable
from typing import Any

import click

from assistant.commands.options import OK, WRONG, Command, print_json, with_format

_SUITES = ("reading", "rules")


@click.command(
    "eval", cls=Command, help="离线评测：reading 读文件的准确率，rules 校验规则的召回率和误报。"
)
@click.argument("suites", nargs=-1, type=click.Choice(_SUITES))
@with_format
def evaluate(suites: tuple[str, ...], form: str) -> int:
    """Run offline evaluations; all that there are without a name."""
    results: dict[str, Any] = {}
    held = True
    for suite in suites or _SUITES:
        data, words, good = {"reading": _reading, "rules": _rules}[suite](_tell)
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
