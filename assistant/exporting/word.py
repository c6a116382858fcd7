"""The report as a Word paper that a clerk can edit and hand in."""

import io
from collections.abc import Sequence

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from assistant.exporting.annex import Annex
from assistant.exporting.outline import Heading, Paragraph, heading_text, outline
from assistant.exporting.packing import dated, repack
from assistant.exporting.word_annex import add_annexes
from assistant.exporting.word_styles import font_table, set_page, set_styles
from assistant.exporting.word_table import word_table
from assistant.report.model import AnnualReport

_UNUSED = ("/customXml/", "/docProps/thumbnail", "/word/stylesWithEffects", "/word/numbering")
_TITLE_CHARACTERS = 20  # of 二号 in a line of 156 mm
_LONGEST_PROPERTY = 255  # characters that python-docx and Office take


def to_docx(report: AnnualReport, annexes: Sequence[Annex] = ()) -> bytes:
    """The report as a docx by GB/T 9704-2012 with the three official tables.

    Title, preface, six sections, five parts, then the annexes; a blank cell stays empty. The
    same report gives the same bytes: dates come from the report, never from the clock.
    """
    document = Document()
    _drop_leftovers(document)
    set_styles(document)
    set_page(document)
    document.add_paragraph(_title(report), style="Title")
    for block in outline(report):
        if isinstance(block, Heading):
            document.add_heading(block.text, level=block.level)
        elif isinstance(block, Paragraph):
            document.add_paragraph(block.text, style="公文正文")
        else:
            gap = document.add_paragraph(style="表后间距")
            gap._p.addprevious(word_table(block.grid, report))
    add_annexes(document, annexes)
    _number_pages(document)
    _describe(document, report)
    packed = io.BytesIO()
    document.save(packed)
    return repack(packed.getvalue())


def _title(report: AnnualReport) -> str:
    """The title; one that fills more than a line breaks after the agency, between words."""
    title, agency = heading_text(report.full_title), heading_text(report.agency)
    width = sum(1 if character > "\xff" else 0.5 for character in title)
    if width <= _TITLE_CHARACTERS or not title.startswith(agency) or title == agency:
        return title
    return f"{agency}\n{title.removeprefix(agency).lstrip()}"


def _drop_leftovers(document: WordDocument) -> None:
    """Take the parts of python-docx's template away that this paper does not use."""
    for relations in (document.part.package.rels, document.part.rels):
        for key in [k for k, r in relations.items() if _name(r.target_part).startswith(_UNUSED)]:
            del relations[key]
    fonts = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    fonts._blob = font_table()


def _name(part: Part) -> str:
    return str(part.partname)


def _number_pages(document: WordDocument) -> None:
    """The page number between dashes, centred at the foot."""
    footer = document.sections[0].footer
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.style = document.styles["footer"]
    paragraph.add_run("— ")
    paragraph._p.append(
        parse_xml(
            f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        )
    )
    paragraph.add_run(" —")


def _describe(document: WordDocument, report: AnnualReport) -> None:
    properties = document.core_properties
    properties.title = heading_text(report.full_title)[:_LONGEST_PROPERTY]
    properties.author = heading_text(report.agency)[:_LONGEST_PROPERTY]
    properties.last_modified_by = properties.author
    properties.subject = f"{report.year}年度政府信息公开工作年度报告"
    properties.keywords = "政府信息公开；年度报告"
    properties.language = "zh-CN"
    # Its own property for the day of publication would be `created`, which every paper has.
    properties.comments = f"发布日期：{report.published}" if report.published else ""
    properties.revision = 1
    properties.created = properties.modified = dated(report)
