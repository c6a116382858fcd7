"""What the title above a report says: its year, its agency, its wording; and the period it covers."""

import re
from dataclasses import dataclass

from assistant.report.dates import find_dates
from assistant.report.units import half_width
from assistant.rules.case import Case
from assistant.rules.narrative import Narrative, once_kept
from assistant.rules.rule import Where

_KIND = re.compile(
    r"(?:政府)?(?:信息(?:与政务|和政务|、政务)?公开|政务公开)(?:工作)?(?:情况)?.{0,12}?(?:报告|年报|总结)"
)
_BRACKETS = re.compile(r"[（(][^（）()]{0,20}[）)]|[《》〈〉<>“”]")
_YEAR = re.compile(r"(?:20\d{2}|二[〇零○O][〇零○一二三四五六七八九]{2})(?:年度|年|度)?")
_DAY = r"(?P<{0}m>\d{{1,2}})月(?P<{0}d>\d{{1,2}})日"
_PERIOD = re.compile(
    r"(?<!\d)(?P<y1>20\d{2})年度?" + _DAY.format("a") + r"[^。；\d]{0,10}?"
    r"(?:至|到|起|和|与|[-—－–~～―─])[^。；\d]{0,6}(?:(?P<y2>20\d{2})年)?" + _DAY.format("b")
)
_UNTIL = re.compile(
    r"(?:统计|数据)[^。；\d]{0,12}?截[止至]到?(?P<y>20\d{2})年(?P<m>\d{1,2})月(?P<d>\d{1,2})日"
)
_SAID = re.compile(
    r"1月1日[^。]{0,24}?12月31日|12月31日[^。]{0,30}?1月1日|1月?[-—－–~～至到]+12月"
    r"|(?:统计|数据|报告)[^。]{0,12}?(?:期限|期间|时间|周期|截止|截至|止)|截[止至][^。]{0,12}?12月(?:31日|底)"
)


@dataclass(frozen=True, slots=True)
class Period:
    """A statistics period as written: from and to as (year, month, day), its place in `plain`."""

    start: int
    end: int
    first: tuple[int, int, int]
    last: tuple[int, int, int]

    @property
    def whole_year(self) -> bool:
        """Whether it runs from 1 January to 31 December of one year."""
        (y1, *day1), (y2, *day2) = self.first, self.last
        return y1 == y2 and day1 == [1, 1] and day2 == [12, 31]


def title_of(case: Case) -> str:
    """The report's printed title with half-width digits and without spaces; empty without one."""
    return half_width("".join(case.report.title.split()))


def title_where(case: Case) -> Where:
    """The place of a finding about the title."""
    return Where(section="title", text=case.report.title)


def year_of_title(case: Case) -> int | None:
    """The year that the title names; None where it names none or several."""
    years = {date.year for date in find_dates(title_of(case)) if date.year and date.month is None}
    return years.pop() if len(years) == 1 else None


def agency_of_title(case: Case) -> str:
    """The words of the title that are neither year nor the report's own name: the agency."""
    plain = _KIND.sub("", _YEAR.sub("", _BRACKETS.sub("", title_of(case))))
    return re.sub(r"^关于|的$|^的|工作$|^\W+|\W+$", "", plain)


def period_of(case: Case) -> Period | None:
    """The first statistics period that the preface names."""
    return _period(case.narrative)


@once_kept
def _period(narrative: Narrative) -> Period | None:
    span = narrative.span_of("preface")
    plain = narrative.plain
    if span is None:
        return None
    match = _PERIOD.search(plain, *span)
    if match is None:
        until = _UNTIL.search(plain, *span)
        return _until(until, narrative.year) if until else None
    y1 = int(match["y1"])
    first = (y1, int(match["am"]), int(match["ad"]))
    last = (int(match["y2"] or y1), int(match["bm"]), int(match["bd"]))
    return Period(match.start(), match.end(), first, last)


def _until(match: re.Match[str], year: int) -> Period | None:
    """A period of which only the end is told; None where that is a day of another year."""
    last = (int(match["y"]), int(match["m"]), int(match["d"]))
    return Period(match.start(), match.end(), (year, 1, 1), last) if last[0] == year else None


def says_period(text: str) -> bool:
    """Whether a text says anywhere which period its figures cover."""
    return bool(_SAID.search("".join(half_width(text).split())))
