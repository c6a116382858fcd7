"""YEA203: licences, penalties or coercion far from last year's figures."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.last_year import (
    amount,
    explained,
    jumped,
    jumped_by_magnitude,
    lacking,
    last_cells,
)
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity, plain

_ROWS = (
    ("t2.licensing", "行政许可"),
    ("t2.penalties", "行政处罚"),
    ("t2.coercion", "行政强制"),
)
_ORDINARY, _LARGE = 50, 500


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    for address, label in _ROWS:
        if lacks := lacking(rule, case, [address], [address]):
            yield from lacks
            continue
        now, then = amount(case.cells, address), amount(last_cells(case), address)
        if not jumped(now, then, _ORDINARY) or now == then:
            continue
        grave = jumped_by_magnitude(now, then, _LARGE)
        told = grave and explained(case, "arithmetic.correction", (label, "统计"))
        yield rule.finding(
            f"{label}处理决定由上年 {plain(then)} 件变为 {plain(now)} 件，变化异常大",
            cells=(address,),
            found=plain(now),
            expected=f"与上年 {plain(then)} 件相近，或说明原因",
            severity=Severity.WARNING if grave and not told else rule.severity,
        )


RULE = Rule(
    code="YEA203",
    name="decisions-jump",
    severity=Severity.NOTE,
    summary="许可、处罚、强制比上年增减过半需要看一眼，相差十倍以上或突然归零多半是填错或口径变了。",
    basis="与上年报告比较（推算，以主管部门口径为准）",
    cure="与业务科室核对数量和统计口径；数字无误的，在正文说明变化原因。",
    check=_check,
    needs=("previous",),
)
