"""ARI501: a date that no calendar has."""

import re
from calendar import monthrange
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity

_AFTER = re.compile(r"月(?:\s?(?P<day>\d{1,2})\s?[日号])?")
_BEFORE = re.compile(r"(?:(?<!\d)(?P<year>20\d\d)\s?年\s?)?(?<![\d.])(?P<month>\d{1,2})\s?$")
# 统计期限为20231月1日: the 年 between year and month was lost.
_YEAR_RUN_ON = re.compile(
    r"(?P<year>20(?<![\d.]20)[0-4]\d)(?P<rest>(?:0?[1-9]|1[0-2])月(?:\d{1,2}[日号]|底|末))"
)
_ISO = re.compile(r"20\d\d-\d{1,2}-\d{1,2}(?![\d-])")
_REACH = 12
_LEAP = 2024


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    for match in _YEAR_RUN_ON.finditer(case.narrative.plain):
        yield rule.at(
            case,
            match.span(),
            f"“{match[0]}”的年份后面漏了“年”字",
            expected=f"{match['year']}年{match['rest']}",
        )
    for start, end, year, month, day in _dates(case.narrative.plain):
        if why := _impossible(year, month, day):
            yield rule.at(
                case,
                (start, end),
                f"“{case.narrative.whole[start:end]}”不是真实的日期：{why}",
                expected="真实的日期",
            )


def _dates(text: str) -> Iterator[tuple[int, int, str | None, int, str | None]]:
    """Start, end, year, month and day of what looks like a date; a month alone is none."""
    for match in _AFTER.finditer(text):
        before = _BEFORE.search(text, max(0, match.start() - _REACH), match.start())
        if before and (before["year"] or match["day"]):
            yield before.start(), match.end(), before["year"], int(before["month"]), match["day"]
    for match in _ISO.finditer(text):
        year, month, day = match[0].split("-")
        if not text[max(0, match.start() - 1)].isdigit():
            yield match.start(), match.end(), year, int(month), day


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
    needs=("narrative",),
)
