"""YEA407: a growth rate of what was zero last year."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.compared_years import compared, is_rate
from assistant.rules.rule import Finding, Rule, Severity


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    for one in compared(case):
        if is_rate(one.change) and one.usual and all(c.then == 0 for c in one.usual):
            best = one.usual[0]
            if best.now:
                yield rule.at(
                    case,
                    one.change.span,
                    f"{one.meaning.words}上年是 0，不能计算增长率，正文却写 {one.change.text}",
                    expected=f"比上年增加 {best.now} 件",
                    cells=best.definition.cells,
                )


RULE = Rule(
    code="YEA407",
    name="growth-from-zero",
    severity=Severity.WARNING,
    summary="上年为 0 的不能计算增长率，只能写增加的件数。",
    basis="国办公开办函〔2021〕30号：年度报告内容要准确",
    cure="删去百分比，写“上年未发生，本年N件”。",
    check=_check,
    needs=("narrative", "previous"),
)
