"""ARI201: a share that does not follow from the part and the whole told in the text."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.mentions.mention import Mention
from assistant.rules.percentages import Fit, fit, percent_of, rounded, severity_of, share_of
from assistant.rules.rule import Finding, Rule, Severity
from assistant.rules.told_numbers import (
    are_siblings,
    counts_time,
    explained_otherwise,
    is_exact,
    is_hedged,
    is_opinion,
    nearby,
    number,
)

_NAMES_WHOLE = re.compile("占(?!比|[达到了为约 ]|$)")
_ALL = 100
_CLOSE = 12  # characters between a part and its share
_NEAR = 3  # points


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    for one in case.narrative.mentions.shares:
        share, part, whole = one.share, one.part, one.whole
        if is_hedged(case, share) or "百分点" in share.quantity.unit:
            continue
        if whole is None:
            if part is not None or _is_rate(case, share):
                yield from _near_miss(rule, case, share)
        elif part is not None and _belong(case, share, part, whole):
            near = share.sentence == part.sentence == whole.sentence
            severity = rule.severity if near else Severity.WARNING
            yield from _judged(rule, case, share, (part, whole), severity)


def _belong(case: Case, share: Mention, part: Mention, whole: Mention) -> bool:
    """Whether the share is plainly that of `part` in `whole` and of nothing else near by."""
    if counts_time(case, part) or part.quantity.unit != whole.quantity.unit:
        return False
    if not is_exact(part, whole) or not 0 < part.quantity.value <= whole.quantity.value:
        return False
    if share.quantity.value == _ALL and part.quantity.value < whole.quantity.value:
        return False  # the fault of ARI205
    if fit(share.quantity, share_of(part.quantity.value, whole.quantity.value)) is Fit.HONEST:
        return False
    if is_opinion(case, share) or are_siblings(case, part, whole):
        return False
    return not explained_otherwise(case, share, part)


def _judged(
    rule: Rule, case: Case, share: Mention, of: tuple[Mention, Mention], severity: Severity
) -> Iterator[Finding]:
    part, whole = of
    exact = share_of(part.quantity.value, whole.quantity.value)
    verdict = fit(share.quantity, exact)
    if verdict is not Fit.HONEST:
        value = rounded(exact, share.quantity)
        yield rule.at(
            case,
            share.span,
            f"{number(part)} ÷ {number(whole)} = {value}，正文写的是 {share.text}",
            expected=value,
            severity=severity_of(severity, verdict, share.quantity),
        )


def _is_rate(case: Case, share: Mention) -> bool:
    """613件，准确率95.8%: a rate of the count before it, whatever it is called."""
    if is_opinion(case, share):
        return False
    return "率" in case.narrative.whole[max(0, share.start - 5) : share.start]


def _near_miss(rule: Rule, case: Case, share: Mention) -> Iterator[Finding]:
    """A part right before the share and a whole near by that give almost, not quite, the share.

    Where the text does not say what the share is of, only a near miss is worth a warning.
    """
    written = percent_of(share.quantity)
    around = [m for m in nearby(case, share) if is_exact(m) and not counts_time(case, m)]
    parts = [m for m in around if 0 <= share.start - m.end <= _CLOSE]
    if written is None or not parts or explained_otherwise(case, share, parts[-1]):
        return
    part = parts[-1]
    if _NAMES_WHOLE.search(case.narrative.whole, part.end, share.start):
        return
    wholes = [m for m in around if _may_hold(m, part, share)]
    gaps = [abs(share_of(part.quantity.value, w.quantity.value) - written[0]) for w in wholes]
    if gaps and min(gaps) <= _NEAR:
        whole = wholes[gaps.index(min(gaps))]
        yield from _judged(rule, case, share, (part, whole), Severity.WARNING)


def _may_hold(whole: Mention, part: Mention, share: Mention) -> bool:
    larger = whole.quantity.value > part.quantity.value > 0
    alike = whole.quantity.unit == part.quantity.unit and whole.year == part.year
    near = whole.subject == part.subject or whole.sentence == part.sentence
    return larger and alike and near and part.sentence == share.sentence


RULE = Rule(
    code="ARI201",
    name="share-wrong",
    severity=Severity.ERROR,
    summary="正文同时写了部分和总数的，占比要与它们相符（按所写位数四舍五入）。",
    basis="国办公开办函〔2021〕30号：年度报告内容要准确",
    cure="用部分数 ÷ 总数重新计算，改正占比或两个数中错的一个。",
    check=_check,
    needs=("narrative",),
)
