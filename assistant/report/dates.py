"""Dates in running text: 2022年1月20日, 5月13日, 1—6月, 2022-01-20, 二〇二二年一月二十日."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.report.units import half_width

_ZH = {c: str(i) for i, c in enumerate("零一二三四五六七八九")} | {"〇": "0"}
_ZH_NUMBERS = {
    f"{tens}{ones}": 10 * i + j
    for i, tens in enumerate(("", "十", "二十", "三十"))
    for j, ones in enumerate(("", *"一二三四五六七八九"))
    if i or j
}
_MONTH = r"(?:1[0-2]|0?[1-9])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_ZH_MONTH = r"(?:十[一二]?|[一二三四五六七八九])"
_ZH_DAY = r"(?:三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_DATE = re.compile(
    r"(?P<year>(?<!\d)(?:20|19)\d{2}|二[〇零][〇零一二三四五六七八九]{2})\s?年度?"
    rf"(?:\s?(?P<month>{_MONTH}|{_ZH_MONTH})\s?月(?:份|底|初)?(?:\s?(?P<day>{_DAY}|{_ZH_DAY})\s?日)?)?"
    rf"|(?<![\d.])(?P<month2>{_MONTH})\s?月(?:\s?(?P<day2>{_DAY})\s?日)?"
    rf"|(?<!\d)(?P<year3>20\d{{2}})[-/.](?P<month3>{_MONTH})[-/.](?P<day3>{_DAY})(?!\d)"
    r"|(?<!\d)(?P<year4>20\d{2})(?=[-—至~－](?:20)\d{2}\s?年)"
    rf"|(?<![\d.])(?P<month5>{_MONTH})(?=\s?(?:[-–—~～－至到]|——)\s?{_MONTH}\s?月)"
    rf"|(?<=日至)(?P<day6>{_DAY})\s?日"
    rf"|(?<![零一二三四五六七八九十])(?P<month7>{_ZH_MONTH})月(?P<day7>{_ZH_DAY})日"
)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as written; parts that the text does not give are None."""

    start: int
    end: int
    text: str
    year: int | None
    month: int | None
    day: int | None

    def fits(self, other: "DateMention") -> bool:
        """Whether this says nothing that `other` does not say too."""
        mine = (self.year, self.month, self.day)
        theirs = (other.year, other.month, other.day)
        return all(a is None or a == b for a, b in zip(mine, theirs, strict=True))


def find_dates(text: str) -> list[DateMention]:
    """Every date or year of a text, in reading order."""
    return [
        DateMention(
            match.start(),
            match.end(),
            text[match.start() : match.end()],
            _year(_first(match, "year", "year3", "year4")),
            _number(_first(match, "month", "month2", "month3", "month5", "month7")),
            _number(_first(match, "day", "day2", "day3", "day6", "day7")),
        )
        for match in _dates(half_width(text))
    ]


def date_spans(plain: str) -> Iterator[tuple[int, int]]:
    """Where the dates of a half-width text stand, in reading order."""
    return (match.span() for match in _dates(plain))


def _dates(plain: str) -> Iterator[re.Match[str]]:
    """Matches of `_DATE`, tried only where one can begin: at a number before 年, 月, a dash …"""
    starts = [_first_digit(plain, mark.start()) for mark in _AFTER_DIGITS.finditer(plain)]
    written = [run.start() for run in _YEAR_IN_WORDS.finditer(plain)]
    if _MONTHS_IN_WORDS.search(plain):
        written += [run.start() for run in _MONTH_IN_WORDS.finditer(plain)]
    if written:
        starts = sorted({*starts, *written})
    end = 0
    for start in starts:
        if start >= end and (match := _DATE.match(plain, start)):
            end = match.end()
            yield match


def _first_digit(plain: str, end: int) -> int:
    """Where the digits begin that end there."""
    start = end - 1
    while start and plain[start - 1].isdecimal():
        start -= 1
    return start


# What is searched stands first, not the digits: it is rarer and so found faster.
_AFTER_DIGITS = re.compile(r"[年月日\-—–~～－至到/.\s](?<=\d[年月日\-—–~～－至到/.\s])")
_YEAR_IN_WORDS = re.compile(r"二[〇零]")
_MONTH_IN_WORDS = re.compile(r"[一二三四五六七八九十]{1,2}月")
_MONTHS_IN_WORDS = re.compile(r"月(?<=[一二三四五六七八九十]月)")


def _first(match: re.Match[str], *names: str) -> str:
    return next((match[name] for name in names if match[name]), "")


def _year(written: str) -> int | None:
    return int("".join(_ZH.get(c, c) for c in written)) if written else None


def _number(written: str) -> int | None:
    return (_ZH_NUMBERS.get(written) or int(written)) if written else None
