"""STR112: published before the year reported on was over."""

from collections.abc import Iterator
from datetime import date

from assistant.rules.case import Case
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity, Where


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    published, year = case.report.published, case.report.year
    if published is None:
        yield NotAssessed(rule.code, "没有发布日期，无法判断")
    elif date.fromisoformat(published) <= date(year, 12, 31):
        yield rule.finding(
            f"{year} 年的年报在 {published} 就发布了，年度还没有结束",
            found=published,
            expected=f"{year + 1}-01-01 之后",
            where=Where(section="published", text=published),
        )


RULE = Rule(
    code="STR112",
    name="published-before-the-year-ended",
    severity=Severity.ERROR,
    summary="发布日期在报告年度结束之前。",
    basis="《政府信息公开条例》第四十九条：报告上一年度的情况",
    cure="核对发布日期和报告年度，其中一个写错了。",
    check=_check,
)
