"""TAB203: an amount that was probably entered in yuan where the form wants 万元."""

from collections.abc import Iterator
from decimal import Decimal

from assistant.report.agency import AgencyKind, agency_kind
from assistant.rules.case import Case
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity, plain

_LARGE_FOR_SMALL_ORGANS = 100_000  # 万元, that is a thousand million yuan


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    if "t2.fees" not in case.report.form.by_address:
        yield NotAssessed(rule.code, "2019 年旧表没有收费金额一格")
        return
    fees = case.report.cell("t2.fees")
    kind = agency_kind(case.report.agency)
    if fees is None:
        yield from rule.blanks(["t2.fees"], case)
    elif fees >= _LARGE_FOR_SMALL_ORGANS and kind not in (AgencyKind.PROVINCE, AgencyKind.CITY):
        yield rule.finding(
            f"行政事业性收费填了 {plain(fees)} 万元，对{kind}来说过大，可能是按“元”填的",
            cells=("t2.fees",),
            found=f"{plain(fees)} 万元",
            expected=f"若单位是元，应为 {plain(Decimal(fees) / 10000)} 万元",
        )


RULE = Rule(
    code="TAB203",
    name="fees-in-yuan",
    severity=Severity.NOTE,
    summary="收费金额的单位是万元，数值过大可能是按元填的。",
    basis="国办公开办函〔2021〕30号附件：表二“本年收费金额（单位：万元）”",
    cure="核对单位；按元统计的除以 10000 再填。",
    check=_check,
)
