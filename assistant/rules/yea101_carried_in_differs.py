"""YEA101: requests carried in that last year's report did not carry out."""

from collections.abc import Iterator

from assistant.report.labels import COLUMNS
from assistant.rules.case import Case
from assistant.rules.last_year import explained, lacking, last_cells
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity, plain

_IN, _OUT = "t3.carried_in", "t3.carried_out"


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    cells, last = case.cells, last_cells(case)
    if (total := f"{_IN}.total") in cells and cells[total] == last.get(f"{_OUT}.total"):
        return  # what only moved between kinds of applicant is the fault of YEA102
    for column in COLUMNS:
        now, then = f"{_IN}.{column.id}", f"{_OUT}.{column.id}"
        if lacks := lacking(rule, case, [now], [then]):
            yield from lacks
        elif cells[now] != last[then]:
            told = explained(case, "arithmetic.correction", ("结转", "上年", "上一年"))
            yield rule.finding(
                f"表三“{column.name}”一列：上年结转填了 {plain(cells[now])} 件，"
                f"上年报告的结转下年度是 {plain(last[then])} 件",
                cells=(now,),
                found=plain(cells[now]),
                expected=plain(last[then]),
                severity=Severity.WARNING if told else rule.severity,
            )


RULE = Rule(
    code="YEA101",
    name="carried-in-differs",
    severity=Severity.ERROR,
    summary="本年的上年结转等于上年报告的结转下年度，总计和每类申请人都应一致。",
    basis="国办公开办函〔2021〕30号附件：表三“上年结转”与上年“结转下年度继续办理”",
    cure="对照登记台账改正；如果上年的数字错了，在依申请公开部分写一句更正说明。",
    check=_check,
    needs=("previous",),
)
