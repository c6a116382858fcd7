"""ARI203: the shares of all parts that do not make a hundred."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby

from assistant.rules.case import Case
from assistant.rules.mentions.mention import Share
from assistant.rules.percentages import percent_of, shown
from assistant.rules.rule import Finding, Rule, Severity
from assistant.rules.told_numbers import is_hedged

_HUNDRED = 100
_WITHIN = 10  # further away the list is no complete one


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    mentions = case.narrative.mentions
    if len(mentions.shares) < 2:
        return
    complete = {
        tuple(part.start for part in one.parts) for one in mentions.breakdowns if one.complete
    }
    for _, group in groupby(mentions.shares, key=lambda s: s.share.sentence):
        shares = [s for s in group if s.share.kind == "share" and not is_hedged(case, s.share)]
        if len(shares) > 1 and _of_one_whole(shares):
            parts = tuple(s.part.start for s in shares if s.part is not None)
            yield from _judged(rule, case, shares, parts in complete)


def _of_one_whole(shares: list[Share]) -> bool:
    return len({s.whole.start if s.whole else -1 for s in shares}) == 1


def _judged(rule: Rule, case: Case, shares: list[Share], complete: bool) -> Iterator[Finding]:
    read = [p for s in shares if (p := percent_of(s.share.quantity)) is not None]
    total = sum((value for value, _ in read), Fraction(0))
    slack = sum((step for _, step in read), Fraction(0)) / 2
    gap = total - _HUNDRED
    if abs(gap) <= slack or abs(gap) > _WITHIN or len(read) != len(shares):
        return
    if complete or (gap > 0 and len(shares) > 2):
        shown_all = " + ".join(s.share.text for s in shares)
        yield rule.at(
            case,
            (shares[0].share.start, shares[-1].share.end),
            f"各项占比 {shown_all} = {shown(total)}，不是 100%",
            found=shown(total),
            expected="100%",
        )


RULE = Rule(
    code="ARI203",
    name="shares-not-hundred",
    severity=Severity.WARNING,
    summary="列全的各项占比相加是 100%（各自四舍五入的误差除外）。",
    basis="国办公开办函〔2021〕30号：年度报告内容要准确",
    cure="按件数重新计算每一项的占比；各项有重叠的，写明可以重复。",
    check=_check,
    needs=("narrative",),
)
