"""The outline of a report: the numbers and the words of its titles, as they are printed."""

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.report.model import AnnualReport
from assistant.rules.case import Case
from assistant.rules.rule import Where

_CN = "一二三四五六七八九十"
_NUMBER = re.compile(
    rf"[#>*\s]{{0,20}}(?:第?(?P<cn>[{_CN}]{{1,3}})(?:部分|[、.．,，]|(?=\s))"
    rf"|[（(](?P<paren>[{_CN}]{{1,3}})[）)]"
    r"|[（(](?P<parendigit>\d{1,2})[）)]"
    r"|(?P<digit>\d{1,2})[.．、](?!\d)"
    r"|(?P<circle>[①-⑳]))[、.．，,]?"
)
_DROPPED = re.compile(r"[\s#*_“”\"、，,.。；;：:（）()]")
_ENOUGH = 3
PARTIAL = "只有部分正文，没有六个部分的标题，无法判断整体结构"
PART_NAMES = {
    "1.1": "主动公开",
    "1.2": "依申请公开",
    "1.3": "政府信息管理",
    "1.4": "政府信息公开平台建设",
    "1.5": "监督保障",
}


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number at the beginning of a line: its style, its value, and where it ends."""

    style: str
    value: int
    end: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A printed title: what it opens, its number (None without one), its words alone."""

    id: str
    title: str
    number: Numbered | None
    words: str

    @property
    def expected(self) -> int:
        """The number that the form gives it."""
        return int(self.id[-1])

    @property
    def where(self) -> Where:
        """The place of a finding about this title."""
        return Where(section=self.id, text=self.title)


@lru_cache(maxsize=4096)
def number_at_start(line: str) -> Numbered | None:
    """The number that a line begins with: 一、 （一） （1） 1. ① 第一部分; else None."""
    match = _NUMBER.match(line)
    if match is None or match.lastgroup is None:
        return None
    written = match[match.lastgroup]
    return Numbered(match.lastgroup, value_of(written), match.end())


def value_of(written: str) -> int:
    """The value of a number as chains write it: 三, 十二, 3, ③."""
    if written.isascii():
        return int(written)
    if "①" <= written <= "⑳":
        return ord(written) - ord("①") + 1
    tens, mark, ones = written.partition("十")
    if not mark:
        return _CN.index(written[0]) + 1 if written[0] in _CN else 0
    return 10 * (_CN.index(tens[0]) + 1 if tens else 1) + (_CN.index(ones[0]) + 1 if ones else 0)


def chinese(value: int) -> str:
    """A small number as titles write it: 3 is 三, 12 is 十二."""
    tens, ones = divmod(value, 10)
    last = _CN[ones - 1] if ones else ""
    return last if not tens else (_CN[tens - 1] if tens > 1 else "") + "十" + last


def words_of(text: str) -> str:
    """A title's words without spaces and marks, as titles are compared."""
    return _DROPPED.sub("", text)


@lru_cache(maxsize=4096)
def _heading(key: str, title: str) -> Heading:
    number = number_at_start(title)
    return Heading(key, title, number, words_of(title[number.end :] if number else title))


def section_headings(report: AnnualReport) -> list[Heading]:
    """The printed titles of the sections, in the order in which the report gives them."""
    return [_heading(key, s.title) for key, s in report.sections.items() if s.title.strip()]


def part_headings(report: AnnualReport) -> list[Heading]:
    """The printed titles of the parts of section 一, in the order in which the report gives them."""
    section = report.sections.get("1")
    if section is None:
        return []
    return [_heading(key, p.title) for key, p in section.parts.items() if p.title.strip()]


def is_whole(case: Case) -> bool:
    """Whether a case is a whole report, so that what is absent is missing (not: a few parts)."""
    return len(section_headings(case.report)) >= _ENOUGH


def extra_part_lines(case: Case) -> list[str]:
    """Lines of section 一 that open a part beyond the five, numbered on from the others."""
    styles = {h.number.style for h in part_headings(case.report) if h.number}
    section = case.report.sections.get("1")
    if section is None or not styles:
        return []
    lines = (line for p in section.paragraphs for line in p.split("\n"))
    return [line for line in lines if (n := number_at_start(line)) and n.style in styles]
