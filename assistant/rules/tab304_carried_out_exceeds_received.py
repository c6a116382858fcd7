"""TAB304: more requests carried into next year than were there to be handled."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity, plain
from assistant.rules.sums import carries_too_many


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    tables = case.tables
    if not (tables.gaps or tables.blanks):
        return
    told = tables.cancelled.get("balance", ())  # by TAB305
    for number in tables.sums.columns["balance"]:
        identity = tables.identity(number)
        carried_out = identity.right[1]
        cells = (carried_out, *identity.left)
        blanks = [address for address in cells if tables.cells[address] is None]
        if blanks:
            yield from rule.blanks(blanks, case)
        elif carries_too_many(tables, number) and number not in told:
            received = tables.total(identity.left)
            yield rule.finding(
                f"表三“{identity.label}”一列：结转下年度 {plain(tables.cells[carried_out])} 件，"
                f"多于新收加上年结转 {received} 件",
                cells=cells,
                found=plain(tables.cells[carried_out]),
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
