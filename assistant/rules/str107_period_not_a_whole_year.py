"""STR107: a statistics period that is not a whole calendar year."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.report_titles import period_of
from assistant.rules.rule import Finding, Rule, Severity


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    period = period_of(case)
    if period and not period.whole_year:
        year = case.report.year
        written = case.narrative.whole[period.start : period.end]
        yield rule.at(
            case,
            (period.start, period.end),
            f"数据统计期限写成“{written}”，不是一个完整的年度",
            expected=f"{year}年1月1日至{year}年12月31日",
        )


RULE = Rule(
    code="STR107",
    name="period-not-a-whole-year",
    severity=Severity.WARNING,
    summary="数据统计期限不是从1月1日到12月31日的整年。",
    basis="《政府信息公开条例》第四十九条：上一年度工作年度报告",
    cure="统计期限改成当年1月1日至12月31日，并核对数据是不是按整年统计的；新设机构请在前言说明。",
    check=_check,
    needs=("narrative",),
)
