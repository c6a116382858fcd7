"""A report as the sequence of headings, paragraphs and tables that every paper prints."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.report.layout import Grid, Section, TableId
from assistant.report.model import AnnualReport, SectionText, Value

_TABLES: dict[str, TableId] = {"2": "table2", "3": "table3", "4": "table4"}
_UNPRINTABLE = re.compile(r"[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BEYOND = re.compile(r"（[六七八九十]）")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: `level` 1 for a section, 2 for a part; `id` as in the contract (“1.2”)."""

    id: str
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of body text, without its indent; a line break inside stays `\\n`."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """One official table, printed after the heading of section `id`."""

    id: str
    grid: Grid


Block = Heading | Paragraph | Table


def outline(report: AnnualReport) -> Iterator[Block]:
    """Everything that is printed below the title, in reading order.

    The six sections always stand, with their tables; the five parts of section 一 stand
    unless the report wrote that section without parts. A heading is the report's own
    wording where it has one, else the official one. Blank paragraphs are left out.
    """
    yield from _paragraphs(report.preface)
    for section in report.form.sections:
        yield from _section(report, section)
    official = {section.id for section in report.form.sections}
    for section_id, extra in report.sections.items():
        if section_id not in official:
            yield Heading(section_id, 1, heading_text(extra.title) or section_id)
            yield from _paragraphs(extra.paragraphs)


def printable(text: str) -> str:
    """The text without the characters that XML 1.0 cannot hold; line ends become `\\n`."""
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def heading_text(text: str) -> str:
    """The text as one printable line."""
    return " ".join(printable(text).split())


def shown(value: Value) -> str:
    """A cell as printed: plain digits, nothing where it is blank."""
    return "" if value is None else format(value, "f" if not isinstance(value, int) else "d")


def _section(report: AnnualReport, section: Section) -> Iterator[Block]:
    written = report.sections.get(section.id) or SectionText(title="")
    before, beyond = _around_parts(written)
    yield Heading(section.id, 1, heading_text(written.title) or section.title)
    yield from _paragraphs(before)
    if section.id in _TABLES:
        yield Table(section.id, report.form.grid(_TABLES[section.id]))
    if written.parts or not written.paragraphs:
        yield from _parts(section, written)
    yield from _paragraphs(beyond)


def _around_parts(written: SectionText) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The paragraphs above the parts of a section, and those of a sixth part that the form has not."""
    texts = written.paragraphs
    at = next((i for i, text in enumerate(texts) if _BEYOND.match(text)), len(texts))
    return (texts[:at], texts[at:]) if written.parts else (texts, ())


def _parts(section: Section, written: SectionText) -> Iterator[Block]:
    official = {part.id: part.title for part in section.parts}
    for part_id in (*official, *(key for key in written.parts if key not in official)):
        part = written.parts.get(part_id)
        title = heading_text(part.title) if part else ""
        yield Heading(part_id, 2, title or official.get(part_id, part_id))
        yield from _paragraphs(part.paragraphs if part else ())


def _paragraphs(texts: tuple[str, ...]) -> Iterator[Paragraph]:
    for text in texts:
        plain = printable(text).strip()
        if plain:
            yield Paragraph(plain)
