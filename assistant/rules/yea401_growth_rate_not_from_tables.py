"""YEA401: a growth rate that the tables of the two years do not give under any definition."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.compared_years import compared, fits_unusual, goes, is_rate, says, size
from assistant.rules.percentages import Fit, severity_of
from assistant.rules.rule import Finding, Rule, Severity


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    for one in compared(case):
        change = one.change
        right_way = [c for c in one.usual if c.then > 0 and goes(change, c)]
        if not is_rate(change) or not right_way:
            continue  # a wrong direction is the fault of YEA405, growth from zero of YEA407
        verdicts = {says(change, c) for c in right_way}
        if Fit.HONEST in verdicts or fits_unusual(one) is not None:
            continue
        best = right_way[0]
        verdict = Fit.CUT if Fit.CUT in verdicts else Fit.WRONG
        values = "或 ".join(dict.fromkeys(size(change, c) for c in right_way))
        yield rule.at(
            case,
            change.span,
            f"{one.meaning.words}的增减幅度应为 {values}（{best.name}），正文写的是 {change.text}",
            expected=values,
            cells=best.definition.cells,
            severity=severity_of(one.severity, verdict, change.quantity),
        )


RULE = Rule(
    code="YEA401",
    name="growth-rate-not-from-tables",
    severity=Severity.ERROR,
    summary="正文的同比增减幅度要能由本年和上年的表算出来。",
    basis="国办公开办函〔2021〕30号：年度报告内容要准确；本年与上年的表二、表三、表四",
    cure="用（本年数 − 上年数）÷ 上年数重新计算；按别的口径算的，写明口径。",
    check=_check,
    needs=("narrative", "previous"),
)
