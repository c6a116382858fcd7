"""ARI502: a period of time that ends before it begins."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity

_TO = r"\s?(?:起|开始)?\s?[，,]?\s?(?:至|到|止于|—{1,2}|–|-|－|~|～)\s?"
_DAYS = re.compile(
    r"(?P<y1>20\d\d)\s?年\s?(?P<m1>\d{1,2})\s?月\s?(?P<d1>\d{1,2})\s?日"
    + _TO
    + r"(?:(?P<y2>20\d\d)\s?年\s?)?(?P<m2>\d{1,2})\s?月\s?(?P<d2>\d{1,2})\s?日"
)
_YEARS = re.compile(rf"(?P<y1>20\d\d)\s?(?:年度?)?{_TO}(?P<y2>20\d\d)\s?年")


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    text = case.narrative.plain
    for match in _DAYS.finditer(text):
        year = int(match["y1"])
        start = (year, int(match["m1"]), int(match["d1"]))
        end = (int(match["y2"] or year), int(match["m2"]), int(match["d2"]))
        if end < start:
            yield _finding(rule, case, match, Severity.ERROR if match["y2"] else Severity.WARNING)
    for match in _YEARS.finditer(text):
        if int(match["y2"]) < int(match["y1"]):
            yield _finding(rule, case, match, Severity.ERROR)


def _finding(rule: Rule, case: Case, match: re.Match[str], severity: Severity) -> Finding:
    return rule.at(
        case,
        match.span(),
        f"时间段“{match[0]}”的结束早于开始",
        expected="结束不早于开始",
        severity=severity,
    )


RULE = Rule(
    code="ARI502",
    name="period-ends-before-start",
    severity=Severity.ERROR,
    summary="时间段的结束不能早于开始；跨年的要写出年份。",
    basis="国办公开办函〔2021〕30号：年度报告内容要准确",
    cure="核对起止时间，改正年份、月份或顺序；跨年的写明“次年”或年份。",
    check=_check,
    needs=("narrative",),
)
