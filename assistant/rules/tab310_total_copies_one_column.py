"""TAB310: a total column that repeats the natural persons although others applied too."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    for fault in case.tables.faults:
        if fault.kind == "total":
            cells = tuple(address for address, _ in fault.changes)
            yield rule.finding(
                "表三“总计”一列与“自然人”一列完全相同，没有加上各类组织",
                cells=cells,
                found="与自然人一列相同",
                expected="六类申请人之和",
            )


RULE = Rule(
    code="TAB310",
    name="total-copies-one-column",
    severity=Severity.ERROR,
    summary="表三总计列照抄了自然人列，组织的申请没有合计进去。",
    basis="国办公开办函〔2021〕30号附件：表三“总计”列",
    cure="总计一列改为自然人加五类组织之和。",
    check=_check,
)
