"""YEA301: last year's undecided cases that this year's table does not know."""

from collections.abc import Iterator

from assistant.report.labels import CASE_GROUPS
from assistant.rules.case import Case
from assistant.rules.last_year import amount, lacking, last_cells
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity, plain


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    for group in CASE_GROUPS:
        total, pending = f"t4.{group.id}.total", f"t4.{group.id}.pending"
        if lacks := lacking(rule, case, [total], [pending]):
            yield from lacks
            continue
        left, now = amount(last_cells(case), pending), amount(case.cells, total)
        if left > now:
            yield rule.finding(
                f"上年{group.name}尚未审结 {plain(left)} 件，本年总计只有 {plain(now)} 件，"
                "看不出这些案件的结果",
                cells=(total,),
                found=plain(now),
                expected=f"不少于 {plain(left)}，或说明去向",
            )


RULE = Rule(
    code="YEA301",
    name="pending-cases-vanished",
    severity=Severity.NOTE,
    summary="上年尚未审结的复议、诉讼，本年应有结果或仍列尚未审结。",
    basis="表四与上年表四的关系（推算，是否计入上年积案以主管部门口径为准）",
    cure="查清上年未结案件的结果，计入表四，或在依申请公开部分说明去向。",
    check=_check,
    needs=("previous",),
)
