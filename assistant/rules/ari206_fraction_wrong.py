"""ARI206: 四分之一 of what the numbers beside it make another fraction."""

from collections.abc import Iterator
from fractions import Fraction

from assistant.rules.case import Case
from assistant.rules.percentages import share_of, shown
from assistant.rules.rule import Finding, Rule, Severity
from assistant.rules.told_numbers import is_exact, number

_TOLERANCE = Fraction(1, 10)  # people say a third of what is 0.31 to 0.36


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    for one in case.narrative.mentions.shares:
        share, part, whole = one.share, one.part, one.whole
        unit = share.quantity.unit
        if not unit.startswith("/") or not unit[1:].isdigit() or part is None or whole is None:
            continue
        if not is_exact(part, whole) or whole.quantity.value <= 0 or unit == "/0":
            continue
        said = Fraction(share.quantity.value) * 100 / int(unit[1:])
        exact = share_of(part.quantity.value, whole.quantity.value)
        if abs(exact - said) > said * _TOLERANCE:
            yield rule.at(
                case,
                share.span,
                f"{number(part)} ÷ {number(whole)} = {shown(exact)}，正文写的是{share.text}",
                expected=shown(exact),
            )


RULE = Rule(
    code="ARI206",
    name="fraction-wrong",
    severity=Severity.WARNING,
    summary="“四分之一”“三分之二”要与正文里的部分数和总数大致相符。",
    basis="国办公开办函〔2021〕30号：年度报告内容要准确",
    cure="按件数重新计算，改成准确的百分比。",
    check=_check,
    needs=("narrative",),
)
