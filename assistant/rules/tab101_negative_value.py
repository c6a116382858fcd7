"""TAB101: a count or an amount below zero."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity, plain


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    if min(case.tables.numbers, default=0) >= 0:
        return
    for address, value in case.cells.items():
        if value is not None and value < 0:
            label = case.report.form.by_address[address].label
            yield rule.finding(
                f"{label}填了负数 {plain(value)}",
                cells=(address,),
                found=plain(value),
                expected="0 或正数",
            )


RULE = Rule(
    code="TAB101",
    name="negative-value",
    severity=Severity.ERROR,
    summary="表格里的件数和金额不能是负数。",
    basis="国办公开办函〔2021〕30号附件：各表为件数、金额的统计",
    cure="对照台账改成 0 或正数；2019 年旧表的“本年增/减”不要填进新表。",
    check=_check,
)
