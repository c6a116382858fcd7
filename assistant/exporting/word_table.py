"""An official table as Word XML: the template's merged cells, sized for a 156 mm page."""

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement

from assistant.exporting.outline import shown
from assistant.exporting.word_styles import NUMBER_SIZES, TABLE_MARGIN, TABLE_STYLE
from assistant.report.layout import Grid, GridCell, TableId
from assistant.report.model import AnnualReport

PAGE_WIDTH = 156.0  # millimetres between the margins
_TWIPS = 1440 / 25.4  # a millimetre
_DIGIT = 0.555 / 72 * 25.4  # millimetres of a digit per point of size, in the widest stand-in

# Millimetres. 自然人 stands on one line, 社会公益组织 breaks two by two, a group's label after
# its number; most reasons then take one line, and table three fits one page with its heading.
_WIDTHS: dict[TableId, tuple[float, ...]] = {
    "table2": (39, 39, 39, 39),
    "table3": (8, 16.8, 52.7, 13.4, 10.7, 10.7, 10.7, 10.7, 10.7, 11.6),
    "table4": (10.4,) * 15,
}
_ROW: dict[TableId, float] = {"table2": 7, "table3": 5.6, "table4": 7}  # millimetres, at least
_VERTICAL = 5  # a label that spans more rows than this in a narrow column is set vertically
_NARROW, _WIDE = 9.0, 30.0  # millimetres


def widths_of(grid: Grid) -> tuple[float, ...]:
    """The column widths of a table on paper, in millimetres; they add up to the page's."""
    widths = _WIDTHS[grid.table]
    scale = PAGE_WIDTH / sum(widths)
    return tuple(width * scale for width in widths)


def word_table(grid: Grid, report: AnnualReport) -> BaseOxmlElement:
    """The `w:tbl` of one official table with its values.

    Row and column counts and merged cells are those of the grid. Heading rows repeat on
    every page where a table is longer than one; no row splits; tables three and four and
    each block of table two stay on one page where they fit.
    """
    widths = widths_of(grid)
    table: BaseOxmlElement = parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="{TABLE_STYLE}"/>'
        f'<w:tblW w:w="{twips(PAGE_WIDTH)}" w:type="dxa"/><w:jc w:val="center"/>'
        '<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>'
        + "".join(f'<w:gridCol w:w="{_across_twips(widths, i, 1)}"/>' for i in range(len(widths)))
        + "</w:tblGrid></w:tbl>"
    )
    for row in range(grid.rows):
        line = _row(_ROW[grid.table], row < grid.header_rows)
        keep = _stays_with_next(grid, row)
        for cell in _across(grid, row):
            line.append(_cell(cell, row, grid, widths, report, keep))
        table.append(line)
    return table


def twips(millimetres: float) -> int:
    """Twentieths of a point."""
    return round(millimetres * _TWIPS)


def _across_twips(widths: tuple[float, ...], column: int, span: int) -> int:
    """From edge to edge: rounded one by one, columns would not add up to the table's width."""
    return twips(sum(widths[: column + span])) - twips(sum(widths[:column]))


def _across(grid: Grid, row: int) -> list[GridCell]:
    """The cells that cover one row, left to right, also those that began above it."""
    covering = [cell for cell in grid.cells if cell.row <= row < cell.row + cell.rowspan]
    return sorted(covering, key=lambda cell: cell.column)


def _stays_with_next(grid: Grid, row: int) -> bool:
    """Whether a page may not end below this row: all but the last row of a table or block."""
    below = [cell for cell in grid.cells if cell.row <= row + 1 < cell.row + cell.rowspan]
    return bool(below) and all(cell.colspan < grid.columns for cell in below)


def _row(height: float, heading: bool) -> BaseOxmlElement:
    repeated = "<w:tblHeader/>" if heading else ""
    row: BaseOxmlElement = parse_xml(
        f"<w:tr {nsdecls('w')}><w:trPr><w:cantSplit/>"
        f'<w:trHeight w:val="{twips(height)}" w:hRule="atLeast"/>{repeated}</w:trPr></w:tr>'
    )
    return row


def _cell(
    cell: GridCell,
    row: int,
    grid: Grid,
    widths: tuple[float, ...],
    report: AnnualReport,
    keep: bool,
) -> BaseOxmlElement:
    width = sum(widths[cell.column : cell.column + cell.colspan])
    across = _across_twips(widths, cell.column, cell.colspan)
    vertical = cell.rowspan > _VERTICAL and width < _NARROW
    merged = ""
    if cell.rowspan > 1:
        merged = f'<w:vMerge w:val="{"restart" if row == cell.row else "continue"}"/>'
    element: BaseOxmlElement = parse_xml(
        f'<w:tc {nsdecls("w")}><w:tcPr><w:tcW w:w="{across}" w:type="dxa"/>'
        + (f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else "")
        + merged
        + ('<w:textDirection w:val="tbRlV"/>' if vertical else "")
        + '<w:vAlign w:val="center"/></w:tcPr></w:tc>'
    )
    text = shown(report.cell(cell.address)) if cell.address else cell.text
    style = _style(cell, grid, text, width, vertical)
    element.append(_paragraph(text if row == cell.row else "", style, keep))
    return element


def _style(cell: GridCell, grid: Grid, text: str, width: float, vertical: bool) -> str:
    if cell.address:
        room = width - 2 * TABLE_MARGIN
        if width >= _WIDE:
            return "TableWide"
        fitting = (name for name, size in NUMBER_SIZES if len(text) * size * _DIGIT <= room)
        return next(fitting, NUMBER_SIZES[-1][0])
    if vertical or cell.row < grid.header_rows or not grid.header_rows:
        return "TableLabel"
    return "TableGroupLabel" if cell.rowspan > 1 else "TableRowLabel"


def _paragraph(text: str, style: str, keep: bool) -> BaseOxmlElement:
    kept = "<w:keepNext/>" if keep else ""
    paragraph: BaseOxmlElement = parse_xml(
        f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{style}"/>{kept}</w:pPr></w:p>'
    )
    if text:
        run = OxmlElement("w:r")
        content = OxmlElement("w:t")
        content.text = text
        content.set(qn("xml:space"), "preserve")
        run.append(content)
        paragraph.append(run)
    return paragraph
