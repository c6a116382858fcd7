"""ARI105: a word says more and the numbers beside it say less, or the other way."""

from bisect import bisect_left
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.mentions.mention import Mention
from assistant.rules.rule import Finding, Rule, Severity
from assistant.rules.told_numbers import number

_SAYS = {1: "增加", -1: "减少"}
_SIGN = {"+": 1, "-": -1}
_CLOSE = 4


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    seen: set[int] = set()
    for one in case.narrative.mentions.changes:
        change, now, before = one.change, one.now, one.before
        if now is not None and before is not None and change.direction:
            seen.add(now.start)
            yield from _judged(rule, case, before, now, change.direction, change)
    for before, now, direction in _reached(case):
        if now.start not in seen:
            yield from _judged(rule, case, before, now, direction, now)


def _judged(
    rule: Rule, case: Case, before: Mention, now: Mention, says: int, at: Mention
) -> Iterator[Finding]:
    older, newer = before.quantity.value, now.quantity.value
    if before.quantity.unit == now.quantity.unit and (newer - older) * says < 0:
        yield rule.at(
            case,
            (min(at.start, now.start, before.start), max(at.end, now.end, before.end))
            if at.sentence == before.sentence == now.sentence
            else at.span,
            f"由 {number(before)} 到 {number(now)} 是{_SAYS[-says]}，正文写的是{_SAYS[says]}",
            expected=_SAYS[-says],
        )


def _reached(case: Case) -> Iterator[tuple[Mention, Mention, int]]:
    """由46个增至39个: both numbers with the word between them."""
    everything = case.narrative.mentions.all
    for hit in case.narrative.words["arithmetic.reached"]:
        direction = _SIGN.get(hit.meaning)
        at = bisect_left(everything, hit.end, key=lambda m: m.start)
        if direction is None or not 0 < at < len(everything):
            continue
        before, now = everything[at - 1], everything[at]
        if 0 <= hit.start - before.end <= _CLOSE and now.start - hit.end <= _CLOSE:
            yield before, now, direction


RULE = Rule(
    code="ARI105",
    name="direction-against-numbers",
    severity=Severity.ERROR,
    summary="“增加”“减少”要与前后两个数的大小一致。",
    basis="国办公开办函〔2021〕30号：年度报告内容要准确",
    cure="核对前后两个数，改正“增”“减”或数字。",
    check=_check,
    needs=("narrative",),
)
