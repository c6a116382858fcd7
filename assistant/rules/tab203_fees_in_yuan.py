"""TAB203: an amount that was probably entered in yuan where the form wants 万元."""

from collections.abc import Iterator
from decimal import Decimal

from assistant.report.agency import AgencyKind
from assistant.rules.case import Case
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity, plain

_LARGE = 100_000  # 万元, that is a thousand million yuan
_LARGE_OF_A_TOWN = 1_000
_IMPOSSIBLE_FACTOR = 10  # ten times as much is no question any more
_IMPOSSIBLE_FOR_A_CITY = 10_000_000  # no city or province takes a hundred thousand million yuan
_TOWNS = (AgencyKind.TOWN, AgencyKind.SUBDISTRICT)


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    if "t2.fees" not in case.cells:
        yield NotAssessed(rule.code, "2019 年旧表没有收费金额一格")
        return
    fees = case.cells["t2.fees"]
    if fees is None:
        yield from rule.blanks(["t2.fees"], case)
    elif fees >= _LARGE_OF_A_TOWN and fees >= _large_for(case.kind):
        yield rule.finding(
            f"行政事业性收费填了 {plain(fees)} 万元，对{case.kind}来说过大，可能是按“元”填的",
            cells=("t2.fees",),
            found=f"{plain(fees)} 万元",
            expected=f"若单位是元，应为 {plain(Decimal(fees) / 10000)} 万元",
            severity=Severity.WARNING if fees >= _impossible_for(case.kind) else None,
        )


def _large_for(kind: AgencyKind) -> Decimal:
    """From which amount in 万元 on it is more likely one in yuan."""
    if kind in (AgencyKind.PROVINCE, AgencyKind.CITY):
        return Decimal(_IMPOSSIBLE_FOR_A_CITY)
    return Decimal(_LARGE_OF_A_TOWN if kind in _TOWNS else _LARGE)


def _impossible_for(kind: AgencyKind) -> Decimal:
    """From which amount in 万元 on it can hardly be anything but yuan."""
    large = _large_for(kind)
    return large if large >= _IMPOSSIBLE_FOR_A_CITY else large * _IMPOSSIBLE_FACTOR


RULE = Rule(
    code="TAB203",
    name="fees-in-yuan",
    severity=Severity.NOTE,
    summary="收费金额的单位是万元，数值过大可能是按元填的。",
    basis="国办公开办函〔2021〕30号附件：表二“本年收费金额（单位：万元）”",
    cure="核对单位；按元统计的除以 10000 再填。",
    check=_check,
)
