"""TAB303: a column of table three whose results do not add up to （七）总计."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity
from assistant.rules.sums import result_identities, verdict


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    cells = case.cells
    for identity in result_identities(case.report.form):
        blanks = identity.blanks(cells)
        if blanks:
            yield from rule.blanks(blanks, case)
        elif identity.gap(cells):
            parts, printed = identity.sums(cells)
            seen = verdict(identity, case.report, cells, printed, parts)
            yield rule.finding(
                f"表三“{identity.label}”一列：（一）至（六）各项相加是 {parts}，"
                f"（七）总计填的是 {printed}（相差 {abs(parts - printed)}）{seen.hint}",
                cells=seen.cells,
                found=seen.found,
                expected=seen.expected,
            )


RULE = Rule(
    code="TAB303",
    name="result-sum-mismatch",
    severity=Severity.ERROR,
    summary="表三每一列：（一）至（六）全部结果行相加等于（七）总计。",
    basis="国办公开办函〔2021〕30号附件：表三“三、本年度办理结果”；部分公开只计这一情形，不计其他情形",
    cure="逐行核对这一列的结果；一件申请只能计一种结果，区分处理的只计在“部分公开”。",
    check=_check,
)
