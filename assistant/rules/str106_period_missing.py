"""STR106: a report that does not say which period its figures cover."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.outline import is_whole
from assistant.rules.report_titles import period_of, says_period
from assistant.rules.rule import Finding, Rule, Severity, Where

_WHERE = ("preface", "1")  # where it is looked for as people word it
_WORDS = ("统计期限", "统计时限", "统计时间", "所列数据", "1月1日")  # and these in any part


def _named(text: str) -> bool:
    return any(word in text for word in _WORDS)


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    if not is_whole(case) or period_of(case):
        return
    preface = case.narrative.text_of("preface")
    texts = (case.narrative.text_of(section) for section in case.narrative.sections)
    told = (
        t for i, t in zip(case.narrative.sections, texts, strict=True) if i in _WHERE or _named(t)
    )
    if any(says_period(text) for text in told):
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
