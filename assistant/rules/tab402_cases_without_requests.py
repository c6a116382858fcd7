"""TAB402: reviews or lawsuits in a year in which there was no request at all."""

from collections.abc import Iterator

from assistant.report.labels import CASE_GROUPS
from assistant.rules.case import Case
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity, plain


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    cells = case.cells
    requests = ("t3.new.total", "t3.carried_in.total")
    totals = tuple(f"t4.{group.id}.total" for group in CASE_GROUPS)
    blanks = [a for a in (*requests, *totals) if cells[a] is None]
    if blanks:
        yield from rule.blanks(blanks, case)
        return
    cases = case.tables.total(totals)
    if not case.tables.total(requests) and cases > 0:
        filled = tuple(a for a in totals if cells[a])
        yield rule.finding(
            f"本年没有新收和结转的申请，表四却有 {plain(cases)} 件复议、诉讼",
            cells=(*filled, *requests),
            found=plain(cases),
            expected="0，或在正文说明案件由往年的申请引起",
        )


RULE = Rule(
    code="TAB402",
    name="cases-without-requests",
    severity=Severity.NOTE,
    summary="没有任何申请的年份却有复议、诉讼，需要说明来由。",
    basis="表三与表四的关系（推算：案件一般由依申请公开引起，往年积案除外）",
    cure="核对表四；若案件由往年的申请引起，在依申请公开部分写一句说明。",
    check=_check,
)
