"""YEA405: said to have grown, while by the tables it fell, or the other way."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.compared_years import compared, fits_unusual, goes
from assistant.rules.rule import Finding, Rule, Severity

_SAYS = {1: "增加", -1: "减少"}


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    for one in compared(case):
        change = one.change
        if not change.direction or not one.usual or any(goes(change, c) for c in one.usual):
            continue
        if fits_unusual(one) is not None:
            continue
        best = one.usual[0]
        really = "没有变化" if best.now == best.then else _SAYS[-change.direction]
        yield rule.at(
            case,
            change.span,
            f"{one.meaning.words}比上年{really}（{best.name}），正文写的是{_SAYS[change.direction]}",
            expected=really,
            cells=best.definition.cells,
            severity=one.severity,
        )


RULE = Rule(
    code="YEA405",
    name="direction-against-tables",
    severity=Severity.ERROR,
    summary="正文说增加或减少，要与两年的表一致。",
    basis="国办公开办函〔2021〕30号：年度报告内容要准确；本年与上年的表二、表三、表四",
    cure="核对两年的数字，改正“增”“减”和幅度。",
    check=_check,
    needs=("narrative", "previous"),
)
