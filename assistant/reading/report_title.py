"""The title above a report, in one to three lines, and the agency and year that it names."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.reading.blocks import Paragraph
from assistant.reading.page_furniture import is_furniture, is_meta_line
from assistant.report.model import FIRST_YEAR, LAST_YEAR

_LONGEST = 100  # characters
_NAME = r"[^\d《》。；：:]{0,60}?"
_YEAR = r"(?P<year>20\d{2}|二[〇零○O0][〇零○一二三四五六七八九十]{2,3})(?:年度?|度)?"
_ISSUE = r"(?:政府)?(?:信息(?:与政务|和政务|、政务)?公开|政务公开)(?:工作)?(?:情况)?"
_REPORT = r"的?(?:年度)?(?:情况)?(?:工作)?(?:总结)?(?:年度)?(?:工作)?(?:情况)?的?(?:报告|年报|总结)"
_BRACKET = r"(?:[（(][^（）()]{0,20}[）)])?"
_TITLES = (
    re.compile(
        rf"(?:关于)?(?P<before>{_NAME})(?:关于)?的?{_YEAR}(?P<after>{_NAME})的?{_ISSUE}{_REPORT}{_BRACKET}"
    ),
    re.compile(rf"(?:关于)?(?P<before>{_NAME})的?{_ISSUE}{_YEAR}(?P<after>){_REPORT}{_BRACKET}"),
    re.compile(rf"(?:关于)?(?P<before>{_NAME})的?{_ISSUE}{_REPORT}(?P<after>)[（(]{_YEAR}[）)]"),
)
_YEARLESS = re.compile(
    rf"(?P<before>{_NAME})的?政府信息公开工作年度报告(?:的?(?:统一)?(?:格式|模板|样式|样本)){{0,3}}"
)
ORGAN = re.compile(
    r"(?:人民政府|政府|办公[室厅]|委员会|管委会|办事处|街道|[局厅委办院署处部行社]|中心|支队|总队|大队|[省市县区旗镇乡州盟])$"
)
_DIGITS = str.maketrans("〇零○OＯ一二三四五六七八九", "00000123456789")


@dataclass(frozen=True, slots=True)
class Title:
    """A title that was recognised: its lines, joined, and what they name.

    `agency` is empty and `year` zero where it names none; its lines are `start` to `end`.
    """

    text: str
    agency: str
    year: int
    start: int
    end: int


def find_title(head: Sequence[Paragraph]) -> Title | None:
    """The last title above the first section, of one to three lines; with the agency if it can be."""
    best: Title | None = None
    for end in range(len(head), 0, -1):
        if len(head[end - 1].text) > _LONGEST:
            continue
        for start in range(end - 1, max(-1, end - 4), -1):
            found = _as_title([p.text for p in head[start:end]], start, end)
            if found and (best is None or (found.agency and found.end == best.end)):
                best = found
            if best is not None and best.agency:
                return best
        if best is not None:
            return best
    return _without_year(head)


def title_at_start(text: str) -> Title | None:
    """The title that a text begins with, such as a page's `<title>` with the site's name after it."""
    plain = squeezed(text[:300])
    for pattern in _TITLES:
        if match := pattern.match(plain):
            return _named(match, 0, 0)
    return None


def _without_year(head: Sequence[Paragraph]) -> Title | None:
    """A title that names no year, such as that of the blank form."""
    for end in range(len(head), 0, -1):
        match = _YEARLESS.fullmatch(squeezed(head[end - 1].text[:_LONGEST]))
        if match:
            agency = cleaned(match["before"])
            return Title(match[0], agency if ORGAN.search(agency) else "", 0, end - 1, end)
    return None


def _as_title(lines: Sequence[str], start: int, end: int) -> Title | None:
    flat = [squeezed(line) for line in lines]
    text = "".join(flat)
    if len(text) > _LONGEST or not all(flat) or any(is_meta_line(line) for line in lines):
        return None
    if len(flat) > 1 and (any(is_furniture(line) for line in lines) or _whole(flat[0])):
        return None
    match = _whole(text)
    if match is None:
        return None
    found = _named(match, start, end)
    return found if len(flat) == 1 or ORGAN.search(found.agency) else None


def _whole(text: str) -> re.Match[str] | None:
    return next((m for pattern in _TITLES if (m := pattern.fullmatch(text))), None)


def _named(match: re.Match[str], start: int, end: int) -> Title:
    before, after = cleaned(match["before"]), cleaned(match["after"])
    agency = before + after if after and ORGAN.search(after) else before or after
    return Title(
        match[0], agency if len(agency) >= 2 else "", year_written(match["year"]), start, end
    )


def squeezed(text: str) -> str:
    """A title as it is compared and kept: half-width digits, no spaces, no marks around it."""
    plain = "".join(text.split())
    digits = {ord(c): unicodedata.normalize("NFKC", c) for c in plain if c.isdigit()}
    return re.sub(r"[*#_]|^[【\[《]+|[】\]》]+$", "", plain.translate(digits))


def cleaned(name: str) -> str:
    """An agency's name without the words that lead to it."""
    return re.sub(r"^(?:关于(?:印发|公布|发布)?|附件\d*)|(?:关于|的)$", "", name).strip("-—·|>＞ ")


def year_written(written: str) -> int:
    """A year in figures or in Chinese characters; zero where it cannot be one of a report."""
    year = written.translate(_DIGITS).replace("十", "1" if len(written) == 4 else "")
    return int(year) if year.isdigit() and FIRST_YEAR <= int(year) <= LAST_YEAR else 0
