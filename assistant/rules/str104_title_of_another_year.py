"""STR104: a title whose year is not that of the report or of its figures."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.report_titles import period_of, title_where, year_of_title
from assistant.rules.rule import Finding, Rule, Severity


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    year, titled = case.report.year, year_of_title(case)
    if titled is not None and titled != year:
        yield rule.finding(
            f"标题写的是 {titled} 年，报告的年度是 {year} 年",
            found=titled,
            expected=year,
            where=title_where(case),
        )
    period = period_of(case)
    if period and period.first[0] == period.last[0] and period.first[0] not in (year, titled):
        yield rule.at(
            case,
            (period.start, period.end),
            f"数据统计期限是 {period.first[0]} 年，报告是 {year} 年的",
            expected=f"{year}年1月1日至{year}年12月31日",
        )


RULE = Rule(
    code="STR104",
    name="title-of-another-year",
    severity=Severity.ERROR,
    summary="标题的年份与报告年度、数据统计期限的年份不一致。",
    basis="《政府信息公开条例》第四十九条：公布上一年度工作年度报告",
    cure="核对标题、前言统计期限和表格是不是同一个年度，改成一致。",
    check=_check,
    needs=("narrative",),
)
