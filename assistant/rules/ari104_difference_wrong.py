"""ARI104: “增加N件” that does not follow from the two numbers told beside it."""

from collections.abc import Iterator
from decimal import Decimal

from assistant.rules.case import Case
from assistant.rules.mentions.mention import Mention
from assistant.rules.rule import Finding, Rule, Severity
from assistant.rules.told_numbers import number


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    for one in case.narrative.mentions.changes:
        change, now, before = one.change, one.now, one.before
        if change.kind != "difference" or now is None or before is None:
            continue
        if any(m.quantity.about or m.kind == "share" for m in (change, now, before)):
            continue
        if len({m.quantity.unit for m in (change, now, before)}) > 1:
            continue
        exact = abs(Decimal(now.quantity.value) - before.quantity.value)
        if abs(Decimal(change.quantity.value).copy_abs() - exact) > _slack(change, now, before):
            unit = now.quantity.unit
            yield rule.at(
                case,
                change.span,
                f"由 {number(before)}{unit} 到 {number(now)}{unit}，相差 {exact.normalize():f}{unit}，"
                f"正文写的是 {change.text}",
                expected=f"{exact.normalize():f}{unit}",
            )


def _slack(*mentions: Mention) -> Decimal:
    """Nothing between exact counts; one of the last place between numbers rounded to 万."""
    step = max(mention.quantity.step for mention in mentions)
    return step if step > 1 else Decimal(0)


RULE = Rule(
    code="ARI104",
    name="difference-wrong",
    severity=Severity.ERROR,
    summary="正文同时写了前后两个数的，增减的件数要等于它们的差。",
    basis="国办公开办函〔2021〕30号：年度报告内容要准确",
    cure="重新相减，改正差额或两个数中错的一个。",
    check=_check,
    needs=("narrative",),
)
