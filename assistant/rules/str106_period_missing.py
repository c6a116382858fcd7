"""STR106: a report that does not say which period its figures cover."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.outline import is_whole
from assistant.rules.report_titles import period_of, says_period
from assistant.rules.rule import Finding, Rule, Severity, Where

_WHERE = ("preface", "1", "1.1", "1.2", "1.3", "1.4", "1.5")


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    if not is_whole(case) or period_of(case):
        return
    preface = case.narrative.text_of("preface")
    if any(says_period(case.narrative.text_of(s)) for s in case.narrative.sections if s in _WHERE):
        return
    year = case.report.year
    yield rule.finding(
        "前言没有写明数据的统计期限",
        found="没有统计期限",
        expected=f"{year}年1月1日至12月31日",
        where=Where(section="preface", text=preface[:40]),
    )


RULE = Rule(
    code="STR106",
    name="period-missing",
    severity=Severity.NOTE,
    summary="全文没有写明数据统计期限。",
    basis="《政府信息公开条例》第四十九条：上一年度；各地通常要求写明统计期限，以主管部门口径为准",
    cure="在前言里写上“本报告所列数据的统计期限自××年1月1日起至12月31日止”。",
    check=_check,
    needs=("narrative",),
)
