"""What stands on a page of a PDF, by its place: lines of text, ruled tables, pictures.

Places are in points from the page's upper left corner. The process that takes a file
apart (`pdf_pages.py`) and the one that asked for it pass pages as lines of JSON.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, TypedDict

from assistant.reading.radicals import without_radicals

Box = tuple[float, float, float, float]  # x0, top, x1, bottom
GAP = 0.9  # of the size of the letters: a wider gap parts two words of a table without lines


class Char(TypedDict):
    """What is used of a letter as pdfplumber gives it."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters without a wide gap in it."""

    x0: float
    x1: float
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text where it stands; `size` is that of its letters."""

    box: Box
    size: float
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """Its words with a space where a wide gap stands."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class RuledCell:
    """A cell between ruling lines; its lines of text are parted by `\\n`."""

    box: Box
    text: str


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table by its ruling lines; `lines` repeats its text as lines, if it has one column."""

    box: Box
    cells: tuple[RuledCell, ...]
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One page: what stands on it, top to bottom.

    `turned` counts letters that lie on their side (watermarks); `unsure` lists what the
    recognition of a picture read without being sure of the digits.
    """

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    tables: tuple[RuledTable, ...] = ()
    pictures: tuple[Box, ...] = ()
    turned: int = 0
    unsure: tuple[str, ...] = ()

    @property
    def letters(self) -> int:
        """How many letters stand on it, tables included."""
        texts = [line.text for line in self.lines]
        texts += [cell.text for table in self.tables for cell in table.cells]
        return sum(len("".join(text.split())) for text in texts)


def page_as_json(page: Page) -> dict[str, Any]:
    """The page as values that JSON knows."""
    return asdict(page)


def page_from_json(data: dict[str, Any]) -> Page:
    """The page that `page_as_json` put into words."""
    return Page(
        data["number"],
        data["width"],
        data["height"],
        tuple(map(_line, data["lines"])),
        tuple(map(_table, data["tables"])),
        tuple(_box(picture) for picture in data["pictures"]),
        data["turned"],
        tuple(data["unsure"]),
    )


def _box(data: list[float]) -> Box:
    x0, top, x1, bottom = data
    return x0, top, x1, bottom


def _line(data: dict[str, Any]) -> Line:
    words = tuple(Word(word["x0"], word["x1"], word["text"]) for word in data["words"])
    return Line(_box(data["box"]), data["size"], words)


def _table(data: dict[str, Any]) -> RuledTable:
    cells = tuple(RuledCell(_box(cell["box"]), cell["text"]) for cell in data["cells"])
    return RuledTable(_box(data["box"]), cells, tuple(map(_line, data["lines"])))


def lines_of(chars: Iterable[Char]) -> list[Line]:
    """Letters as lines, top to bottom, each left to right.

    Letters of one line need not stand at the same height (other fonts, raised digits): a
    letter whose middle lies within half a letter of the line's belongs to it.
    """
    rows: list[list[Char]] = []
    middle = 0.0
    for char in sorted(chars, key=lambda c: (c["top"] + c["bottom"], c["x0"])):
        at = (char["top"] + char["bottom"]) / 2
        if rows and at - middle <= 0.5 * min(char["size"], rows[-1][0]["size"]):
            rows[-1].append(char)
        else:
            rows.append([char])
            middle = at
    return [line for row in rows if (line := _line_of(row))]


def _line_of(row: list[Char]) -> Line | None:
    row.sort(key=lambda char: char["x0"])
    seen = [char for char in row if not char["text"].isspace()]
    if not seen:
        return None
    size = sorted(char["size"] for char in seen)[len(seen) // 2]
    box = (
        seen[0]["x0"],
        min(char["top"] for char in seen),
        max(char["x1"] for char in seen),
        max(char["bottom"] for char in seen),
    )
    return Line(box, size, tuple(_words(row, size)))


def _words(row: list[Char], size: float) -> Iterable[Word]:
    text, x0, x1, space = "", 0.0, 0.0, False
    for char in row:
        if char["text"].isspace():
            space = bool(text)
            continue
        gap = char["x0"] - x1
        if text and gap > GAP * size:
            yield Word(x0, x1, text)
            text = ""
        elif text and (space or _parted(text[-1], char["text"], gap, size)):
            text += " "
        x0 = x0 if text else char["x0"]
        text += without_radicals(char["text"])
        x1, space = char["x1"], False
    if text:
        yield Word(x0, x1, text)


def _parted(before: str, after: str, gap: float, size: float) -> bool:
    """Whether a gap without a space in it is one: only Latin words are set apart by gaps."""
    return gap > 0.2 * size and before.isascii() and after[:1].isascii() and _wordy(before, after)


def _wordy(before: str, after: str) -> bool:
    return before.isalpha() or after[:1].isalpha() or (before.isdigit() and after[:1].isdigit())
