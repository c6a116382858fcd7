"""The narrative: preface, six sections, five parts; no text lost, none doubled."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.reading.blocks import Block, Paragraph, Picture, TextGrid
from assistant.reading.headings import Opening, number_of, part_heading, section_heading
from assistant.reading.label_match import is_form_text
from assistant.reading.origin import is_signature
from assistant.reading.page_furniture import (
    is_contents_line,
    is_furniture,
    is_page_mark,
    without_end,
)
from assistant.report.model import Note, PartText, SectionText

_SHOWN = 200
_TABLE_SECTIONS = frozenset("234")


@dataclass
class Holder:
    """A section or a part while it is read."""

    title: str
    paragraphs: list[str] = field(default_factory=list)
    parts: dict[str, "Holder"] = field(default_factory=dict)
    pictures: int = 0


@dataclass
class Narrative:
    """What stands above the first section, the sections, what stands below, and notes."""

    head: list[Paragraph] = field(default_factory=list)
    sections: dict[str, Holder] = field(default_factory=dict)
    below: list[Paragraph] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    repeated: tuple[str, ...] = ()

    def frozen(self) -> dict[str, SectionText]:
        """The sections in the order of the form."""
        return {
            key: SectionText(
                title=holder.title,
                paragraphs=tuple(holder.paragraphs),
                parts={
                    i: PartText(title=p.title, paragraphs=tuple(p.paragraphs))
                    for i, p in sorted(holder.parts.items())
                },
            )
            for key, holder in sorted(self.sections.items())
        }

    def opening(self) -> list[str]:
        """The paragraphs of section 一 and its parts."""
        holder = self.sections.get("1", Holder(""))
        return [t for one in (holder, *holder.parts.values()) for t in one.paragraphs]

    def pictured(self) -> frozenset[str]:
        """The sections in which a picture stands."""
        return frozenset(key for key, holder in self.sections.items() if holder.pictures)


def read_narrative(blocks: Sequence[Block], official: frozenset[int]) -> Narrative:
    """The text of a report in its sections; `official` are the ids of the grids that are tables."""
    lines = _lines(blocks)
    openings, repeated, contents = _openings(lines)
    result = Narrative(repeated=repeated)
    reader = _Reader(result)
    for index, block in enumerate(lines):
        if index in contents:
            continue
        if opening := openings.get(index):
            reader.open(opening)
        elif isinstance(block, Paragraph):
            reader.take(block)
        elif isinstance(block, Picture):
            reader.picture()
        elif id(block) not in official:
            reader.other_table(block)
    for key in repeated:
        text = f"“{result.sections[key].title}”出现了不止一次，第二次起按文字收入"
        result.notes.append(Note(what="repeated section", where=key, text=text))
    _cut_end(result)
    return result


def _lines(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with paragraphs cut where a line inside them is a heading; page marks dropped."""
    lines: list[Block] = []
    for block in blocks:
        if not isinstance(block, Paragraph):
            lines.append(block)
        elif not is_page_mark(block.text) and block.text.strip():
            lines += _cut(block)
    return lines


def _cut(paragraph: Paragraph) -> list[Paragraph]:
    texts = paragraph.text.split("\n")
    if len(texts) == 1 or section_heading(" ".join(texts)):
        return [paragraph]
    groups: list[list[str]] = [[]]
    for text in texts:
        if section_heading(text) or (part_heading(text) and number_of(text.strip())):
            groups.append([text])
            groups.append([])
        else:
            groups[-1].append(text)
    joined = ("\n".join(group).strip() for group in groups)
    return [Paragraph(text, paragraph.heading) for text in joined if text]


def _openings(
    lines: Sequence[Block],
) -> tuple[dict[int, Opening], tuple[str, ...], frozenset[int]]:
    """Which lines open a section; a table of contents opens none, a second opening neither.

    Also the ids that are opened more than once, contents apart (a file of two reports), and
    the lines of the table of contents.
    """
    found = {
        index: opening
        for index, block in enumerate(lines)
        if isinstance(block, Paragraph) and (opening := section_heading(block.text))
    }
    contents = _contents(lines, found)
    kept: dict[int, Opening] = {}
    seen: set[str] = set()
    repeated: list[str] = []
    for index, opening in found.items():
        if index in contents:
            continue
        if opening.id in seen:
            repeated.append(opening.id)
        else:
            seen.add(opening.id)
            kept[index] = opening
    return kept, tuple(dict.fromkeys(repeated)), contents


def _contents(lines: Sequence[Block], found: dict[int, Opening]) -> frozenset[int]:
    """Headings of a table of contents: three or more in a row, all of which come again."""
    runs: list[list[int]] = [[]]
    for index in found:
        if runs[-1] and not _adjoin(lines, runs[-1][-1], index):
            runs.append([])
        runs[-1].append(index)
    first = runs[0]
    later = {found[i].id for run in runs[1:] for i in run}
    again = len(first) >= 3 and sum(found[i].id in later for i in first) >= 3
    return frozenset(range(first[0], first[-1] + 1)) if again else frozenset()


def _adjoin(lines: Sequence[Block], start: int, end: int) -> bool:
    between = lines[start + 1 : end]
    return all(
        isinstance(b, Paragraph) and part_heading(b.text) and len(b.text) < 30 for b in between
    )


class _Reader:
    """Puts each line where it belongs, in reading order."""

    def __init__(self, result: Narrative) -> None:
        self.result = result
        self._section: Holder | None = None
        self._section_id = ""
        self._at: Holder | None = None
        self._style = ""
        self._last = 0

    def open(self, opening: Opening) -> None:
        later = max(self.result.sections, default="")
        self._section = self._at = Holder(opening.title)
        self._section_id, self._style, self._last = opening.id, "", 0
        self.result.sections[opening.id] = self._section
        if later > opening.id:
            before = self.result.sections[later].title
            self.note("section out of order", f"“{opening.title}”排在“{before}”之后")
        if opening.rest:
            self.take(Paragraph(opening.rest))

    def take(self, paragraph: Paragraph) -> None:
        text = paragraph.text.strip()
        if self._section is None or self._at is None:
            self.result.head.append(paragraph)
        elif self._section_id in _TABLE_SECTIONS and is_form_text(text):
            return
        elif is_contents_line(text):
            self.note("page furniture", f"未收入正文：{text}")
        elif self._section_id == "1" and self._opens_part(self._section, text):
            return
        else:
            self._at.paragraphs.append(text)

    def _opens_part(self, section: Holder, text: str) -> bool:
        opening, number = part_heading(text), number_of(text)
        if (
            opening is not None
            and opening.id not in section.parts
            and self._fits(number is None, text)
        ):
            if (later := max(section.parts, default="")) > opening.id:
                text = f"“{opening.title}”排在“{section.parts[later].title}”之后"
                self.result.notes.append(
                    Note(what="part out of order", where=opening.id, text=text)
                )
            self._at = section.parts[opening.id] = Holder(opening.title)
            if number is not None:
                self._style, self._last = number.style, number.value
            if opening.rest:
                self._at.paragraphs.append(opening.rest)
            return True
        if number is None or number.style != self._style or number.value != self._last + 1:
            return False
        self._last = number.value
        self._at = section
        section.paragraphs.append(text)
        self.note("extra part", f"五个方面之外的部分，文字放在第一部分末尾：{text[:40]}")
        return True

    def _fits(self, bare: bool, text: str) -> bool:
        """Whether a heading has the style of the parts before it."""
        number = number_of(text)
        if bare or not self._style or number is None:
            return True
        return number.style == self._style or number.value == self._last + 1

    def picture(self) -> None:
        if self._section is not None:
            self._section.pictures += 1

    def other_table(self, grid: TextGrid) -> None:
        """A table that is none of the three keeps its text, a row a line."""
        if not grid.text.strip():
            return
        if self._section is None or self._at is None:
            return
        self._at.paragraphs.append(grid.text)
        self.note("other table", f"不是格式里的表，按文字收入：{grid.text[:_SHOWN]}")

    def note(self, what: str, text: str) -> None:
        self.result.notes.append(Note(what=what, where=self._section_id, text=text))


def _cut_end(result: Narrative) -> None:
    """Signature and page furniture below the last section are no text of the report."""
    if not result.sections:
        return
    last = result.sections[max(result.sections)]
    holder = last.parts[max(last.parts)] if last.parts else last
    kept, below = without_end([Paragraph(text) for text in holder.paragraphs])
    while len(kept) > 1 and is_signature(kept[-1].text):
        below.insert(0, kept.pop())
    holder.paragraphs = [p.text for p in kept]
    result.below = below
    furniture = [p.text for p in below if is_furniture(p.text)]
    signature = [p.text for p in below if not is_furniture(p.text)]
    for what, texts in (("page furniture", furniture), ("signature", signature)):
        if texts:
            shown = "；".join(texts)[:_SHOWN]
            result.notes.append(Note(what=what, where="6", text=f"未收入正文：{shown}"))
