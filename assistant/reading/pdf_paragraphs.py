"""Printed lines joined to the paragraphs that they were broken from."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median, mode

from assistant.reading.blocks import Paragraph
from assistant.reading.headings import number_of, part_heading, section_heading
from assistant.reading.pdf_page import Line

_SENTENCE_ENDS = "。！？：；”）)】》"
_INDENT = 1.2  # letters: the first line of a paragraph stands in by two
_ROOM = 2.1  # letters: with this much left on a line, the next word would have fitted
_GAP = 1.5  # of the usual pitch: more white than this parts paragraphs
_MARGIN = 3.0  # points


@dataclass(frozen=True, slots=True)
class Placed:
    """A line and the page that it stands on."""

    page: int
    line: Line


@dataclass(frozen=True)
class Typesetting:
    """How a file is set: the size of its letters, its margins, whether paragraphs stand in."""

    lines: tuple[Placed, ...]

    @cached_property
    def size(self) -> float:
        """The size that most letters have, in points."""
        sizes = [round(p.line.size) for p in self.lines for _ in range(len(p.line.text))]
        return float(mode(sizes)) if sizes else 12.0

    @cached_property
    def pitch(self) -> float:
        """From one line to the next, in points."""
        steps = [b.line.box[1] - a.line.box[1] for a, b in pairwise(self.lines) if a.page == b.page]
        return median([step for step in steps if step > 0.5 * self.size] or [1.75 * self.size])

    @cached_property
    def margins(self) -> tuple[float, float]:
        """Left and right: where most of the text's lines begin and end."""
        body = [p.line for p in self.lines if abs(p.line.size - self.size) <= 1] or [
            p.line for p in self.lines
        ]
        starts = sorted(line.box[0] for line in body)
        ends = sorted(line.box[2] for line in body)
        few = max(1, len(body) // 20)
        left = next(
            (x for x in starts if sum(1 for s in starts if abs(s - x) <= _MARGIN) > few), starts[0]
        )
        return left, ends[min(len(ends) - 1, (len(ends) * 17) // 20)]

    @cached_property
    def stands_in(self) -> bool:
        """Whether paragraphs begin two letters in."""
        inner = sum(1 for p in self.lines if self.indent(p.line) > _INDENT)
        return 0.05 * len(self.lines) <= inner

    def indent(self, line: Line) -> float:
        """How far a line stands in, in letters."""
        return (line.box[0] - self.margins[0]) / line.size

    def room(self, line: Line) -> float:
        """How much is left at the end of a line, in letters."""
        return (self.margins[1] - line.box[2]) / line.size

    def centred(self, line: Line) -> bool:
        """Whether a line stands in the middle, with room on both sides."""
        left, right = self.indent(line), self.room(line)
        return left > _INDENT and right > _INDENT and abs(left - right) < _INDENT


def paragraphs_of(run: Sequence[Placed], setting: Typesetting) -> list[Paragraph]:
    """The paragraphs of a run of lines, also of those that go on over the page."""
    groups: list[list[Placed]] = []
    for placed in run:
        if groups and not _begins(groups[-1][-1], placed, setting):
            groups[-1].append(placed)
        else:
            groups.append([placed])
    return [Paragraph(_joined(group)) for group in groups]


def _begins(before: Placed, here: Placed, setting: Typesetting) -> bool:
    """Whether a paragraph begins with this line."""
    a, b = before.line, here.line
    if abs(a.size - b.size) > 1.2 or (
        _parted(before, here, setting) and not _is_title(a, b, setting)
    ):
        return True
    if _is_title(a, b, setting):
        return False
    if _is_heading(a) and setting.room(a) > _ROOM:
        return True
    ended = a.text[-1] in _SENTENCE_ENDS
    if setting.indent(b) > _INDENT or (ended and _is_heading(b)):
        return True
    short = setting.room(a) > _ROOM
    return short and (ended or not setting.stands_in)


def _parted(before: Placed, here: Placed, setting: Typesetting) -> bool:
    step = here.line.box[1] - before.line.box[1]
    return before.page == here.page and step > _GAP * max(setting.pitch, 1.2 * here.line.size)


def _is_title(a: Line, b: Line, setting: Typesetting) -> bool:
    """Whether two lines are one title, larger than the text and in the middle."""
    large = a.size > 1.15 * setting.size and abs(a.size - b.size) <= 1.2
    near = 0 < b.box[1] - a.box[1] < 2.5 * a.size
    return large and near and setting.centred(b) and not _is_heading(b)


def _is_heading(line: Line) -> bool:
    text = line.text
    if section_heading(text) is not None or part_heading(text) is not None:
        return True
    number = number_of(text)
    return number is not None and number.style in ("cn", "paren") and len(text) < 32


def _joined(group: Sequence[Placed]) -> str:
    text = ""
    for placed in group:
        more = placed.line.text
        apart = re.search(r"[A-Za-z]$", text) and re.match(r"[A-Za-z]", more)
        text += f" {more}" if apart else more
    return text
