"""TAB102: a count that is not a whole number."""

from collections.abc import Iterator
from decimal import Decimal

from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity, plain


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    decimals = list(map(type, case.tables.numbers)).count(Decimal)
    if decimals <= isinstance(case.cells.get("t2.fees"), Decimal):
        return
    for address, value in case.cells.items():
        cell = case.report.form.by_address[address]
        if cell.unit != "万元" and isinstance(value, Decimal):
            yield rule.finding(
                f"{cell.label}是件数，却带小数 {plain(value)}",
                cells=(address,),
                found=plain(value),
                expected="整数",
            )


RULE = Rule(
    code="TAB102",
    name="fraction-of-a-piece",
    severity=Severity.ERROR,
    summary="件数必须是整数，只有收费金额（万元）可以有小数。",
    basis="国办公开办函〔2021〕30号附件：表二、表三、表四按件统计",
    cure="核对是否把金额或百分比填进了件数格，改成整数。",
    check=_check,
)
