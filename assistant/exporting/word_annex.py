"""附件 of a Word paper by GB/T 9704-2012: named below the text, each on a page of its own.

Our reader stops at the styles 附件说明 and 附件标记, for an annex is no part of the report.
"""

import io
from collections.abc import Sequence

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm

from assistant.exporting.annex import Annex, PictureSheet, SourceTable
from assistant.exporting.outline import printable
from assistant.exporting.sources import SourceRow
from assistant.exporting.word_styles import TABLE_STYLE
from assistant.exporting.word_table import PAGE_WIDTH, twips

_HEADS = ("序号", "位置", "正文中的数", "所指", "出处")
_WIDTHS = (11, 34, 27, 44, 40)  # millimetres
_STYLES = ("TableLabel", "TableRowLabel", "TableRowLabel", "TableRowLabel", "TableRowLabel")
_ABOUT_SOURCES = (
    "表二、表三、表四的数字取自填报数据。下表逐一列出正文里的数和它的出处；"
    "没有找到出处的，请人工核对后再发布。"
)
_NO_NUMBERS = "正文里没有数字。"


def add_annexes(document: Document, annexes: Sequence[Annex]) -> None:
    """Append the annexes, with their list below the text; without any, nothing."""
    if not annexes:
        return
    numbers = [str(i) for i in range(1, len(annexes) + 1)] if len(annexes) > 1 else [""]
    titles = [f"{n}.{a.title}" if n else a.title for n, a in zip(numbers, annexes, strict=True)]
    for index, title in enumerate(titles):
        style = "附件续行" if index else "附件说明"
        document.add_paragraph(title if index else f"附件：{title}", style=style)
    for number, annex in zip(numbers, annexes, strict=True):
        document.add_paragraph(f"附件{number}", style="附件标记")
        document.add_paragraph(annex.title, style="附件标题")
        if isinstance(annex, SourceTable):
            _add_sources(document, annex)
        else:
            _add_pictures(document, annex)


def _add_sources(document: Document, annex: SourceTable) -> None:
    document.add_paragraph(_ABOUT_SOURCES if annex.rows else _NO_NUMBERS, style="附件正文")
    if annex.rows:
        document.add_paragraph(style="表后间距")._p.addprevious(_table(annex.rows))


def _add_pictures(document: Document, annex: PictureSheet) -> None:
    from assistant.exporting.pictures.drawing import to_png

    for chart in annex.charts:
        paragraph = document.add_paragraph(style="附件图")
        picture = paragraph.add_run().add_picture(io.BytesIO(to_png(chart)), width=Mm(PAGE_WIDTH))
        picture._inline.docPr.set("descr", printable(chart.in_words()))


def _table(rows: Sequence[SourceRow]) -> BaseOxmlElement:
    table: BaseOxmlElement = parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="{TABLE_STYLE}"/>'
        f'<w:tblW w:w="{twips(PAGE_WIDTH)}" w:type="dxa"/><w:jc w:val="center"/>'
        '<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>'
        + "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in _WIDTHS)
        + "</w:tblGrid></w:tbl>"
    )
    table.append(_row(_HEADS, ("TableLabel",) * len(_HEADS), heading=True))
    for number, row in enumerate(rows, 1):
        texts = (str(number), row.place, row.written, row.means, row.source)
        table.append(_row(texts, _STYLES, heading=False))
    return table


def _row(texts: Sequence[str], styles: Sequence[str], heading: bool) -> BaseOxmlElement:
    repeated = "<w:tblHeader/>" if heading else ""
    row: BaseOxmlElement = parse_xml(
        f"<w:tr {nsdecls('w')}><w:trPr><w:cantSplit/>{repeated}</w:trPr></w:tr>"
    )
    for text, style, width in zip(texts, styles, _WIDTHS, strict=True):
        cell = parse_xml(
            f'<w:tc {nsdecls("w")}><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>'
            f'<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
            '<w:r><w:t xml:space="preserve"/></w:r></w:p></w:tc>'
        )
        next(cell.iter(qn("w:t"))).text = printable(text)
        row.append(cell)
    return row
