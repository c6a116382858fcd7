"""ARI103: a growth rate that does not follow from the numbers told beside it."""

from collections.abc import Iterator
from decimal import Decimal

from assistant.rules.case import Case
from assistant.rules.mentions.mention import Change, Mention
from assistant.rules.percentages import Fit, fit, growth_of, rounded, severity_of
from assistant.rules.rule import Finding, Rule, Severity
from assistant.rules.told_numbers import is_exact, number


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    differences: dict[int, Mention] = {}
    for change in case.narrative.mentions.changes:
        rate, now = change.change, change.now
        if now is None or not is_exact(now):
            continue
        if rate.kind == "difference" and not rate.quantity.about:
            differences[now.start] = rate
        elif rate.kind == "growth" and rate.quantity.unit in ("%", "‰"):
            before = _before(change, now, differences.get(now.start))
            if before is not None and before > 0:
                yield from _judged(rule, case, rate, now, before)


def _before(change: Change, now: Mention, beside: Mention | None) -> int | Decimal | None:
    """The older value that the text tells, itself or by the difference told beside the rate."""
    if change.before is not None:
        return change.before.quantity.value if is_exact(change.before) else None
    rate = change.change
    if beside is None or beside.sentence != rate.sentence or beside.direction != rate.direction:
        return None
    if beside.quantity.unit != now.quantity.unit:
        return None
    return now.quantity.value - beside.direction * beside.quantity.value


def _judged(
    rule: Rule, case: Case, rate: Mention, now: Mention, before: int | Decimal
) -> Iterator[Finding]:
    exact = abs(growth_of(now.quantity.value, before))
    verdict = fit(rate.quantity, exact)
    if verdict is not Fit.HONEST:
        value = rounded(exact, rate.quantity)
        yield rule.at(
            case,
            rate.span,
            f"由 {before} 到 {number(now)}，变化幅度是 {value}，正文写的是 {rate.text}",
            expected=value,
            severity=severity_of(rule.severity, verdict, rate.quantity),
        )


RULE = Rule(
    code="ARI103",
    name="growth-rate-wrong",
    severity=Severity.ERROR,
    summary="正文同时写了前后两个数的，增减幅度要与它们相符（按所写位数四舍五入）。",
    basis="国办公开办函〔2021〕30号：年度报告内容要准确",
    cure="用（本年数 − 上年数）÷ 上年数重新计算，改正幅度或两个数中错的一个。",
    check=_check,
    needs=("narrative",),
)
