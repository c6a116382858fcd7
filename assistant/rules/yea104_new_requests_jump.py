"""YEA104: many times more, or many times fewer, new requests than last year."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.last_year import jumped_by_magnitude, lacking, last_cells
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity, plain

_NEW = "t3.new.total"
_FIVEFOLD = 5
_MANY = 100


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    if lacks := lacking(rule, case, [_NEW], [_NEW]):
        yield from lacks
        return
    now, then = case.cells[_NEW] or 0, last_cells(case)[_NEW] or 0
    low, high = min(now, then), max(now, then)
    if high < _MANY or high < _FIVEFOLD * max(low, 1):
        return
    tenfold = jumped_by_magnitude(now, then, _MANY) and low > 0
    yield rule.finding(
        f"本年新收申请 {plain(now)} 件，上年是 {plain(then)} 件，变化异常大",
        cells=(_NEW,),
        found=plain(now),
        expected=f"与上年 {plain(then)} 件相近，或说明变化原因",
        severity=Severity.WARNING if tenfold else rule.severity,
    )


RULE = Rule(
    code="YEA104",
    name="new-requests-jump",
    severity=Severity.NOTE,
    summary="新收申请比上年多或少五倍以上，先核对是否填错、统计范围是否变了。",
    basis="与上年报告比较（推算，以主管部门口径为准）",
    cure="核对登记台账；数字无误的，在依申请公开部分写明变化原因或统计范围的变化。",
    check=_check,
    needs=("previous",),
)
