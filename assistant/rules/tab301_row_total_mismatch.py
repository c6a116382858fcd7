"""TAB301: a row of table three whose six kinds of applicant do not add up to its total."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity
from assistant.rules.sums import row_identities, verdict


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    cells = case.cells
    for identity in row_identities(case.report.form):
        blanks = identity.blanks(cells)
        if blanks:
            yield from rule.blanks(blanks, case)
        elif identity.gap(cells):
            parts, printed = identity.sums(cells)
            seen = verdict(identity, case.report, cells, printed, parts)
            yield rule.finding(
                f"表三“{identity.label}”一行：六类申请人相加是 {parts}，总计填的是 {printed}"
                f"（相差 {abs(parts - printed)}）{seen.hint}",
                cells=seen.cells,
                found=seen.found,
                expected=seen.expected,
            )


RULE = Rule(
    code="TAB301",
    name="row-total-mismatch",
    severity=Severity.ERROR,
    summary="表三每一行：自然人加五类组织等于总计。",
    basis="国办公开办函〔2021〕30号附件：表三“总计”列",
    cure="对照台账核对这一行的七格，改正填错的一格。",
    check=_check,
)
