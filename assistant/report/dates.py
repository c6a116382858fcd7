"""Dates in running text: 2022年1月20日, 5月13日, 2022年, 2022-01-20, 二〇二二年."""

import re
from dataclasses import dataclass

_ZH = {c: str(i) for i, c in enumerate("零一二三四五六七八九")} | {"〇": "0"}
_DATE = re.compile(
    r"(?P<year>(?<!\d)(?:20|19)\d{2}|二[〇零][〇零一二三四五六七八九]{2})\s?年度?"
    r"(?:\s?(?P<month>1[0-2]|0?[1-9])\s?月(?:份|底|初)?(?:\s?(?P<day>3[01]|[12]\d|0?[1-9])\s?日)?)?"
    r"|(?<![\d.])(?P<month2>1[0-2]|0?[1-9])\s?月(?:\s?(?P<day2>3[01]|[12]\d|0?[1-9])\s?日)?"
    r"|(?<!\d)(?P<year3>20\d{2})[-/.](?P<month3>1[0-2]|0?[1-9])[-/.](?P<day3>3[01]|[12]\d|0?[1-9])(?!\d)"
    r"|(?<!\d)(?P<year4>20\d{2})(?=[-—至~－](?:20)\d{2}\s?年)"
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
    found = []
    for match in _DATE.finditer(text):
        year = match["year"] or match["year3"] or match["year4"]
        month = match["month"] or match["month2"] or match["month3"]
        day = match["day"] or match["day2"] or match["day3"]
        digits = "".join(_ZH.get(c, c) for c in year) if year else ""
        found.append(
            DateMention(
                match.start(),
                match.end(),
                match[0],
                int(digits) if digits else None,
                int(month) if month else None,
                int(day) if day else None,
            )
        )
    return found
