"""A short Word paper as a docx in the form of our reports."""

import io
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement

from assistant.exporting.outline import printable
from assistant.exporting.packing import repack
from assistant.exporting.word_styles import TABLE_STYLE, set_page, set_styles
from assistant.rollup.word_paper import WordPaper

_WIDTH = 156  # millimetres between the margins
_TWIPS = Decimal("56.69")  # a millimetre
_SHORT = 5  # characters: a number or a word stands in the middle of its cell


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
        document.add_paragraph(style="表后间距")._p.addprevious(_table(paper))
    for text in paper.after:
        document.add_paragraph(printable(text), style="公文正文")
    if paper.sender:
        sender = document.add_paragraph(printable(paper.sender), style="公文正文")
        sender.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _describe(document, paper)
    packed = io.BytesIO()
    document.save(packed)
    return repack(packed.getvalue())


def _table(paper: WordPaper) -> BaseOxmlElement:
    """The `w:tbl`, made as one text: row by row through python-docx takes ten times as long."""
    widths = [round(_WIDTH * share * _TWIPS / sum(paper.widths)) for share in paper.widths]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = _row(paper.heads, widths, "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>", "TableLabel")
    rows = (_row(row, widths, "<w:trPr><w:cantSplit/></w:trPr>") for row in paper.rows)
    table: BaseOxmlElement = parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="{TABLE_STYLE}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{head}{''.join(rows)}</w:tbl>"
    )
    return table


def _row(texts: Sequence[str], widths: Sequence[int], properties: str, style: str = "") -> str:
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style or _style_of(text)}"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{escape(printable(text))}</w:t></w:r></w:p></w:tc>'
        for text, width in zip(texts, widths, strict=True)
    )
    return f"<w:tr>{properties}{cells}</w:tr>"


def _style_of(text: str) -> str:
    return "TableLabel" if len(text) < _SHORT else "TableRowLabel"


def _describe(document: WordDocument, paper: WordPaper) -> None:
    properties = document.core_properties
    properties.title = printable(paper.title)[:255]
    properties.author = properties.last_modified_by = printable(paper.sender)[:255]
    properties.language, properties.comments, properties.revision = "zh-CN", "", 1
    # From the year reported on, never from the clock: the same paper has the same bytes.
    properties.created = properties.modified = datetime(paper.year, 12, 31)  # noqa: DTZ001
