"""TAB302: a column of table three in which what came in is not what went out."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity
from assistant.rules.sums import balance_identities, more_carried_out_than_received, verdict


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    cells = case.cells
    for identity in balance_identities():
        blanks = identity.blanks(cells)
        if blanks:
            yield from rule.blanks(blanks, case)
        elif identity.gap(cells) and not more_carried_out_than_received(identity, cells):
            received, handled = identity.sums(cells)
            seen = verdict(identity, case.report, cells, handled, received)
            yield rule.finding(
                f"表三“{identity.label}”一列：新收加上年结转是 {received}，"
                f"办理结果总计加结转下年是 {handled}（相差 {abs(received - handled)}）{seen.hint}",
                cells=seen.cells,
                found=seen.found,
                expected=seen.expected,
            )


RULE = Rule(
    code="TAB302",
    name="column-out-of-balance",
    severity=Severity.ERROR,
    summary="表三每一列：本年新收加上年结转，等于办理结果总计加结转下年度继续办理。",
    basis="国办公开办函〔2021〕30号附件：表三首格“第一项加第二项之和，等于第三项加第四项之和”",
    cure="核对这一列的新收、上年结转、（七）总计和结转下年四格；结转数应与去年报告和年末在办件一致。",
    check=_check,
)
