"""TAB204: an amount with parts smaller than a cent (分)."""

from collections.abc import Iterator
from decimal import Decimal

from assistant.rules.case import Case
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity, plain

_DECIMALS = 6  # a 分 is 0.000001 万元


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    fees = case.cells.get("t2.fees")
    if fees is None and "t2.fees" in case.cells:
        yield from rule.blanks(["t2.fees"], case)
    if isinstance(fees, Decimal) and len(plain(fees).partition(".")[2].rstrip("0")) > _DECIMALS:
        yield rule.finding(
            f"行政事业性收费 {plain(fees)} 万元，小数超过 6 位，比一分钱还小",
            cells=("t2.fees",),
            found=plain(fees),
            expected="最多 6 位小数（精确到分）",
        )


RULE = Rule(
    code="TAB204",
    name="fees-finer-than-a-cent",
    severity=Severity.WARNING,
    summary="收费金额的小数超过 6 位，已不到一分钱，多半是计算留下的尾数。",
    basis="国办公开办函〔2021〕30号附件：表二“本年收费金额（单位：万元）”",
    cure="按财务数据四舍五入到分（6 位小数）以内再填。",
    check=_check,
)
