"""YEA204: fees about ten thousand times last year's or a ten-thousandth: 元 taken for 万元."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.last_year import amount, lacking, last_cells
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity, plain

_FEES = "t2.fees"
_UNIT = 10_000
_LOW, _HIGH = _UNIT // 5, _UNIT * 5
_TENFOLD, _NOTABLE = 10, 50


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    if lacks := lacking(rule, case, [_FEES], [_FEES]):
        yield from lacks
        return
    now, then = amount(case.cells, _FEES), amount(last_cells(case), _FEES)
    low, high = min(now, then), max(now, then)
    if low <= 0 or high < _TENFOLD * low:
        return
    other_unit = low * _LOW <= high <= low * _HIGH
    if other_unit:
        yield rule.finding(
            f"行政事业性收费由上年 {plain(then)} 万元变为 {plain(now)} 万元，相差约一万倍，"
            "可能把“元”当成了“万元”",
            cells=(_FEES,),
            found=f"{plain(now)} 万元",
            expected=f"与上年 {plain(then)} 万元相近",
        )
    elif high >= _NOTABLE:
        yield rule.finding(
            f"行政事业性收费由上年 {plain(then)} 万元变为 {plain(now)} 万元，变化异常大",
            cells=(_FEES,),
            found=f"{plain(now)} 万元",
            expected=f"与上年 {plain(then)} 万元相近，或说明原因",
            severity=Severity.NOTE,
        )


RULE = Rule(
    code="YEA204",
    name="fees-unit-changed",
    severity=Severity.WARNING,
    summary="收费金额与上年相差约一万倍，多半是“元”“万元”用混了。",
    basis="国办公开办函〔2021〕30号附件：表二收费金额单位为万元",
    cure="核对收费金额和单位，表二一律折算成万元。",
    check=_check,
    needs=("previous",),
)
