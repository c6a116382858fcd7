"""YEA403: “较上年减少N件” that the tables of the two years do not give."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.compared_years import compared, fits_unusual, goes, says, size
from assistant.rules.percentages import Fit
from assistant.rules.rule import Finding, Rule, Severity


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    for one in compared(case):
        change = one.change
        if change.kind != "difference":
            continue
        right_way = [c for c in one.usual if goes(change, c)]
        if not right_way or any(says(change, c) is Fit.HONEST for c in right_way):
            continue
        if fits_unusual(one) is None:
            best = right_way[0]
            values = "或 ".join(dict.fromkeys(size(change, c) for c in right_way))
            yield rule.at(
                case,
                change.span,
                f"{one.meaning.words}与上年相差 {values}（{best.name}），正文写的是 {change.text}",
                expected=values,
                cells=best.definition.cells,
                severity=Severity.WARNING if change.quantity.about else one.severity,
            )


RULE = Rule(
    code="YEA403",
    name="difference-not-from-tables",
    severity=Severity.ERROR,
    summary="正文的“较上年增加（减少）N件”要等于两年表中数字之差。",
    basis="国办公开办函〔2021〕30号：年度报告内容要准确；本年与上年的表二、表三、表四",
    cure="用本年数减上年数重新计算；按别的口径算的，写明口径。",
    check=_check,
    needs=("narrative", "previous"),
)
