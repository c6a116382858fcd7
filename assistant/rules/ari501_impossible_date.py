"""ARI501: a date that no calendar has."""

import re
from calendar import monthrange
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity

_DATE = re.compile(
    r"(?:(?<!\d)(?P<year>20\d\d)\s?年\s?)?(?<![\d.])"
    r"(?P<month>\d{1,2})\s?月(?:\s?(?P<day>\d{1,2})\s?[日号])?"
    r"|(?<![\d-])(?P<year2>20\d\d)-(?P<month2>\d{1,2})-(?P<day2>\d{1,2})(?![\d-])"
)
_LEAP = 2024


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    for match in _DATE.finditer(case.narrative.plain):
        year = match["year"] or match["year2"]
        month, day = match["month"] or match["month2"], match["day"] or match["day2"]
        if (year or day) and (why := _impossible(year, int(month), day)):
            yield rule.at(
                case,
                match.span(),
                f"“{match[0]}”不是真实的日期：{why}",
                expected="真实的日期",
            )


def _impossible(year: str | None, month: int, day: str | None) -> str:
    """Why there is no such date; empty where there is."""
    if not 1 <= month <= 12:
        return f"没有 {month} 月"
    last = monthrange(int(year) if year else _LEAP, month)[1]
    if day is None or 1 <= int(day) <= last:
        return ""
    return f"{f'{year} 年 ' if year else ''}{month} 月没有 {int(day)} 日"


RULE = Rule(
    code="ARI501",
    name="impossible-date",
    severity=Severity.ERROR,
    summary="日期必须真实存在，没有 13 月，也没有 2 月 30 日。",
    basis="国办公开办函〔2021〕30号：年度报告内容要准确",
    cure="核对原始文件，改成真实的日期。",
    check=_check,
)
