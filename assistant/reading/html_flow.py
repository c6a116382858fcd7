"""The flow of a page: text into paragraphs, cells into grids, without recursion.

Tables may stand in tables: each open table collects what its cells hold; at its end it
turns out to be a table, or a layout whose cells are just text.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.reading.blocks import Block, Budget, Paragraph, Picture, TextGrid
from assistant.reading.html_table import PageCell, closed_table

Attributes = Mapping[str, str | None]

_BREAK = "\u2028"
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "center-inline",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "o:p",
        "st1:chsdate",
    ]
)
_CJK = r"\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”‘’…—"
_SOURCE_BREAK = re.compile(
    rf"(?<=[{_CJK}])[ \t]*[\r\n\f][ \t\r\n\f]*|[ \t]*[\r\n\f][ \t\r\n\f]*(?=[{_CJK}])"
)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_INDENT = re.compile(r"^ ?(?:\u3000|[\xa0\u2002\u2003]{2})")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\xad]")


@dataclass(frozen=True, slots=True)
class Placed:
    """A block and the number of the element that it stands in."""

    block: Block
    element: int


@dataclass
class _Stream:
    """Where text goes: the page itself, or one open cell."""

    blocks: list[Placed] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)


@dataclass
class _Table:
    element: int
    rows: list[list[PageCell]] = field(default_factory=list)


class PageFlow:
    """Takes the elements and texts of a page in reading order.

    Elements are numbered as they begin; `parents` and `ends` tell what stands in what,
    `around` which elements a page marks as navigation, share bars or footers.
    """

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.parents: list[int] = [0]
        self.ends: list[int] = [0]
        self.around: list[int] = []
        self._open = [0]
        self._streams = [_Stream()]
        self._tables: list[_Table] = []
        self._cells: list[tuple[int, int]] = []
        self._too_deep = 0
        self._pre = 0
        self._heading = 0

    def text(self, text: str) -> None:
        """A piece of running text."""
        if self._pre:
            text = text.replace("\r\n", "\n").replace("\n", _BREAK)
        self._streams[-1].text.append(text)

    def enter(self, tag: str, attributes: Attributes, around: bool) -> None:
        """An element begins."""
        self.parents.append(self._open[-1])
        self.ends.append(0)
        self._open.append(len(self.parents) - 1)
        if around:
            self.around.append(self._open[-1])
        if tag == "br":
            self._streams[-1].text.append(_BREAK)
        elif tag == "img":
            self._streams[-1].pictures.append(Picture(attributes.get("alt") or ""))
        elif tag not in _INLINE:
            self._flush()
            self._enter_block(tag, attributes)

    def leave(self, tag: str) -> None:
        """An element ends."""
        if tag not in _INLINE and tag not in ("br", "img"):
            self._flush()
            self._leave_block(tag)
        self.ends[self._open.pop()] = len(self.parents) - 1

    def finish(self) -> list[Placed]:
        """Everything that was taken in, in reading order."""
        self._flush()
        while self._open:
            self.ends[self._open.pop()] = len(self.parents) - 1
        blocks = self._streams[0].blocks
        self.budget.check("段落", len(blocks), self.budget.limits.blocks)
        return blocks

    def _enter_block(self, tag: str, attributes: Attributes) -> None:
        if tag == "table":
            if len(self._tables) >= self.budget.limits.nesting:
                self._too_deep += 1
            else:
                self._tables.append(_Table(self._open[-1]))
        elif tag == "tr" and self._in_table():
            self._tables[-1].rows.append([])
        elif tag in ("td", "th") and self._in_table():
            self._cells.append((_span(attributes, "rowspan"), _span(attributes, "colspan")))
            self._streams.append(_Stream())
        elif tag == "pre":
            self._pre += 1
        else:
            self._heading = _HEADINGS.get(tag, self._heading)

    def _leave_block(self, tag: str) -> None:
        if tag == "table":
            self._leave_table()
        elif tag in ("td", "th") and self._in_table() and self._cells:
            rowspan, colspan = self._cells.pop()
            cell = PageCell(self._streams.pop().blocks, rowspan, colspan)
            rows = self._tables[-1].rows
            if not rows:
                rows.append([])
            rows[-1].append(cell)
        elif tag == "pre":
            self._pre -= 1
        elif tag in _HEADINGS:
            self._heading = 0

    def _in_table(self) -> bool:
        return bool(self._tables) and not self._too_deep

    def _leave_table(self) -> None:
        if self._too_deep:
            self._too_deep -= 1
            return
        table = self._tables.pop()
        closed = closed_table(table.rows, self.budget)
        blocks = self._streams[-1].blocks
        if isinstance(closed, TextGrid):
            blocks.append(Placed(closed, table.element))
        else:
            blocks += closed
        self.budget.check("段落", len(blocks), self.budget.limits.blocks)

    def _flush(self) -> None:
        stream = self._streams[-1]
        if stream.text:
            text = "".join(stream.text)
            stream.text.clear()
            stream.blocks += [
                Placed(Paragraph(paragraph, self._heading), self._open[-1])
                for paragraph in paragraphs(text)
            ]
        if stream.pictures:
            stream.blocks += [Placed(picture, self._open[-1]) for picture in stream.pictures]
            stream.pictures.clear()


def paragraphs(text: str) -> list[str]:
    """The paragraphs of running text: broken where a line is indented or an empty one stands."""
    if not text.strip():
        return []
    plain = _INVISIBLE.sub("", text)
    lines = [_SPACES.sub(" ", _SOURCE_BREAK.sub("", line)) for line in plain.split(_BREAK)]
    found: list[str] = []
    apart = True
    for line in lines:
        bare = re.sub(r"[\xa0\u2002\u2003 ]+", " ", line).strip(" \u3000")
        if not bare:
            apart = True
            continue
        if apart or _INDENT.match(line):
            found.append(bare)
        else:
            found[-1] += f"\n{bare}"
        apart = False
    return found


def _span(attributes: Attributes, name: str) -> int:
    """A span as written; what is no number counts as one, 0 as all that is left."""
    match = re.match(r"\s*(\d{1,6})", attributes.get(name) or "1")
    return int(match[1]) if match else 1
