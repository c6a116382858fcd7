"""TAB304: more requests carried into next year than were there to be handled."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity, plain
from assistant.rules.sums import balance_identities, more_carried_out_than_received, total


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    cells = case.cells
    for identity in balance_identities():
        carried_out = identity.right[1]
        needed = (*identity.left, carried_out)
        blanks = [address for address in needed if cells[address] is None]
        if blanks:
            yield from rule.blanks(blanks, case)
        elif more_carried_out_than_received(identity, cells):
            received = total(cells, identity.left)
            yield rule.finding(
                f"表三“{identity.label}”一列：结转下年度 {plain(cells[carried_out])} 件，"
                f"多于新收加上年结转 {received} 件",
                cells=(carried_out, *identity.left),
                found=plain(cells[carried_out]),
                expected=f"不超过 {received}",
            )


RULE = Rule(
    code="TAB304",
    name="carried-out-exceeds-received",
    severity=Severity.ERROR,
    summary="结转下年度的申请不可能多于本年新收加上年结转。",
    basis="国办公开办函〔2021〕30号附件：表三勾稽关系",
    cure="结转下年度只计年末仍在办理的申请，对照登记台账改正。",
    check=_check,
)
