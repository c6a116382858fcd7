"""What a page carries besides its text: running heads, feet, page numbers."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from statistics import median
from typing import Literal

from assistant.reading.pdf_page import Line, Page
from assistant.report.model import Note

FURNITURE = "page furniture"
_EDGE = 0.12  # of the page's height: heads and feet stand in it
_OUTERMOST = 2  # lines at either edge
_SHARE = 0.4  # of the pages, at least two: what repeats there is no text
_SAME_PLACE = 6.0  # points
_NUMBERED = re.compile(r"[—–―－-]+\d{1,4}[—–―－-]+|第?\d{1,4}页?[/／，,]?共?\d{1,4}页|第\d{1,4}页")

_Zone = Literal["top", "bottom"]
_Found = tuple[Page, Line]


def without_furniture(pages: Sequence[Page]) -> tuple[list[Page], list[Note]]:
    """The pages without what repeats at their edges, and one note of each thing left out.

    A line is left out where it is a page number between dashes, or where the same words
    stand at the same place of other pages too, numbers aside. A bare number counts only
    if it goes up with the pages: at a page's foot it may as well be a cell of a table.
    """
    groups: dict[tuple[_Zone, str, int], list[_Found]] = defaultdict(list)
    for page in pages:
        for zone, line in _at_the_edges(page):
            groups[_key(zone, page, line)].append((page, line))
    dropped: set[int] = set()
    notes = []
    for found in groups.values():
        gone = _repeated(found, len(pages)) or [f for f in found if _is_page_number(f[1])]
        if gone:
            dropped.update(id(line) for _, line in gone)
            notes.append(_note(gone))
    kept = [
        replace(page, lines=tuple(line for line in page.lines if id(line) not in dropped))
        for page in pages
    ]
    return kept, notes


def _at_the_edges(page: Page) -> list[tuple[_Zone, Line]]:
    top = [line for line in page.lines[:_OUTERMOST] if line.box[3] < _EDGE * page.height]
    foot = [line for line in page.lines[-_OUTERMOST:] if line.box[1] > (1 - _EDGE) * page.height]
    return [*(("top", line) for line in top), *(("bottom", line) for line in foot)]


def _squeezed(line: Line) -> str:
    return "".join(line.text.split())


def _key(zone: _Zone, page: Page, line: Line) -> tuple[_Zone, str, int]:
    text = _squeezed(line)
    if text.isdecimal():
        return zone, "#", int(text) - page.number
    return zone, re.sub(r"\d+", "#", text), round(line.size)


def _repeated(found: list[_Found], pages: int) -> list[_Found]:
    """Those of lines that say the same which stand at the same place of enough pages."""
    words = any(character.isalpha() for character in _squeezed(found[0][1]))
    if not words and not _squeezed(found[0][1]).isdecimal():
        return []
    at = median(line.box[1] for _, line in found)
    same = [(page, line) for page, line in found if abs(line.box[1] - at) <= _SAME_PLACE]
    enough = max(2, _SHARE * pages)
    return same if len({page.number for page, _ in same}) >= enough else []


def _is_page_number(line: Line) -> bool:
    return _NUMBERED.fullmatch(_squeezed(line)) is not None


def _note(gone: list[_Found]) -> Note:
    page, line = gone[0]
    more = f"等 {len(gone)} 处" if len(gone) > 1 else ""
    return Note(
        what=FURNITURE,
        where=f"第 {page.number} 页",
        text=f"“{line.text[:60]}”{more}是页眉、页脚或页码，没有当作正文",
    )
