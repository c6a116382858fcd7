"""STR114: a date of publication so late that the page was probably published again."""

from collections.abc import Iterator
from datetime import date, timedelta

from assistant.rules.case import Case
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity, Where


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    published = case.report.published
    if published is None:
        yield NotAssessed(rule.code, "没有发布日期，无法判断")
        return
    deadline = date(case.report.year + 1, *case.kind.deadline)
    late = date.fromisoformat(published) - deadline
    if late > timedelta(days=180):
        yield rule.finding(
            f"{published} 发布，比期限 {deadline.isoformat()} 晚 {late.days} 天，可能是重新发布的日期",
            found=published,
            expected=f"不晚于 {deadline.isoformat()}",
            where=Where(section="published", text=published),
        )


RULE = Rule(
    code="STR114",
    name="published-very-late",
    severity=Severity.NOTE,
    summary="发布日期比期限晚半年以上，可能是网页改版或重新发布后日期被覆盖。",
    basis="《政府信息公开条例》第四十九条；发布后有变动是第三方评估常列的问题，以主管部门口径为准",
    cure="核对首次发布的日期；如果是改版造成的，请恢复原来的发布日期。",
    check=_check,
)
