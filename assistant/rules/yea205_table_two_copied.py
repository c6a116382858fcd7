"""YEA205: large figures of table two that are last year's to the last digit."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.last_year import last_cells
from assistant.rules.rule import Finding, Rule, Severity, plain

_ROWS = {
    "t2.licensing": "行政许可",
    "t2.penalties": "行政处罚",
    "t2.coercion": "行政强制",
    "t2.fees": "行政事业性收费",
}
_LARGE = 100


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    cells, last = case.cells, last_cells(case)
    same = [a for a in _ROWS if (cells.get(a) or 0) >= _LARGE and cells[a] == last.get(a)]
    if same:
        shown = "、".join(f"{_ROWS[a]} {plain(cells[a])}" for a in same)
        yield rule.finding(
            f"表二的{shown}与上年报告一模一样，可能没有更新",
            cells=tuple(same),
            found=shown,
            expected="本年的数据",
            severity=rule.severity if len(same) > 1 else Severity.NOTE,
        )


RULE = Rule(
    code="YEA205",
    name="table-two-copied",
    severity=Severity.WARNING,
    summary="许可、处罚、强制、收费的大数不会两年一个不差，相同说明没有更新。",
    basis="国办公开办函〔2021〕30号：年度报告不准确、内容雷同的要追究责任",
    cure="与业务科室核对本年的数量，按本年的台账填写。",
    check=_check,
    needs=("previous",),
)
