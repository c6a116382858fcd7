"""A short Word paper in the form of our reports: a title, paragraphs, one table, who sends it."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table

from assistant.exporting.outline import printable
from assistant.exporting.packing import repack
from assistant.exporting.word_styles import set_page, set_styles

_WIDTH = 156  # millimetres between the margins


@dataclass(frozen=True, slots=True)
class WordPaper:
    """What stands in it; `widths` are the shares of the columns, `year` dates its properties."""

    title: str
    before: tuple[str, ...]
    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    after: tuple[str, ...]
    sender: str
    year: int


def to_word(paper: WordPaper) -> bytes:
    """The paper as a docx; the same paper gives the same bytes."""
    document = Document()
    set_styles(document)
    set_page(document)
    document.add_paragraph(printable(paper.title), style="Title")
    for text in paper.before:
        # Whom a letter is to begins at the margin, the text below it two characters in.
        style = "Normal" if text.endswith("：") else "公文正文"
        document.add_paragraph(printable(text), style=style)
    if paper.rows:
        _add_table(document, paper)
    for text in paper.after:
        document.add_paragraph(printable(text), style="公文正文")
    if paper.sender:
        sender = document.add_paragraph(printable(paper.sender), style="公文正文")
        sender.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _describe(document, paper)
    packed = io.BytesIO()
    document.save(packed)
    return repack(packed.getvalue())


def _add_table(document: WordDocument, paper: WordPaper) -> None:
    table = document.add_table(0, len(paper.heads), style="公文表格")
    table.autofit = False
    widths = [Mm(_WIDTH * share / sum(paper.widths)) for share in paper.widths]
    for row in (paper.heads, *paper.rows):
        _add_row(table, row, widths, heading=row is paper.heads)
    document.add_paragraph(style="表后间距")


def _add_row(table: Table, texts: Sequence[str], widths: Sequence[int], *, heading: bool) -> None:
    row = table.add_row()  # type: ignore[no-untyped-call]
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if heading:
        properties.append(OxmlElement("w:tblHeader"))
    for cell, text, width in zip(row.cells, texts, widths, strict=True):
        cell.width = width
        short = heading or len(text) < 5
        cell.paragraphs[0].style = "表格标签" if short else "表格左标签"
        cell.paragraphs[0].add_run(printable(text))
        margin = OxmlElement("w:vAlign")
        margin.set(qn("w:val"), "center")
        cell._tc.get_or_add_tcPr().append(margin)


def _describe(document: WordDocument, paper: WordPaper) -> None:
    properties = document.core_properties
    properties.title = printable(paper.title)[:255]
    properties.author = properties.last_modified_by = printable(paper.sender)[:255]
    properties.language, properties.comments, properties.revision = "zh-CN", "", 1
    # From the year reported on, never from the clock: the same paper has the same bytes.
    properties.created = properties.modified = datetime(paper.year, 12, 31)  # noqa: DTZ001
