"""TAB105: a count so large that digits were probably run together."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity, plain

# The largest seen in real city reports are some four million penalties and three thousand requests.
_LARGEST = {"table2": 10**8, "table3": 10**6, "table4": 10**6}


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    if max(case.tables.numbers, default=0) < 10**6:
        return
    for address, value in case.cells.items():
        cell = case.report.form.by_address[address]
        limit = _LARGEST[cell.table]
        if value is not None and value >= limit:
            yield rule.finding(
                f"{cell.label}为 {plain(value)}，大得不合常理",
                cells=(address,),
                found=plain(value),
                expected=f"小于 {limit}",
            )


RULE = Rule(
    code="TAB105",
    name="implausible-size",
    severity=Severity.WARNING,
    summary="数值大得不合常理，多半是几个数连在了一起或多按了一位。",
    basis="表格内部核对（已公开的市级年报处罚数在数百万件以内，申请数在数千件以内）",
    cure="对照台账核对位数；如果属实，请在正文里说明。",
    check=_check,
)
