"""YEA103: table three is last year's, cell by cell."""

from collections.abc import Iterator, Mapping

from assistant.report.model import Value
from assistant.rules.case import Case
from assistant.rules.last_year import last_cells
from assistant.rules.rule import Finding, Rule, Severity, plain

_ENOUGH_CELLS = 5
_FEW, _MANY = 3, 10  # new requests: below few two years are alike by chance


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    cells, last = case.cells, last_cells(case)
    new = cells.get("t3.new.total") or 0
    if new < _FEW or new != last.get("t3.new.total"):
        return
    filled = _filled(cells)
    if len(filled) >= _ENOUGH_CELLS and filled == _filled(last):
        yield rule.finding(
            f"表三有数的 {len(filled)} 格与上年报告完全相同（新收都是 {plain(new)} 件），"
            "多半是沿用了上年的表",
            cells=("t3.new.total",),
            found=f"{len(filled)} 格与上年相同",
            expected="本年的数据",
            severity=rule.severity if new >= _MANY else Severity.NOTE,
        )


def _filled(cells: Mapping[str, Value]) -> dict[str, Value]:
    return {a: value for a, value in cells.items() if value and a.startswith("t3.")}


RULE = Rule(
    code="YEA103",
    name="table-three-copied",
    severity=Severity.WARNING,
    summary="表三不会与上年一格不差，完全相同说明沿用了上年的表。",
    basis="国办公开办函〔2021〕30号：年度报告不准确、内容雷同的要追究责任",
    cure="按本年的登记台账重新填写表三；确实相同的，在依申请公开部分说明一句。",
    check=_check,
    needs=("previous",),
)
