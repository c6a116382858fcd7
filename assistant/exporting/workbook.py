"""The workbook that staff fill in: the official tables, work facts, problems, a guide."""

import io
import math
from collections.abc import Mapping, Sequence
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from assistant.exporting.list_sheet import ListSheet
from assistant.exporting.outline import heading_text, printable
from assistant.exporting.packing import dated, repack
from assistant.exporting.workbook_cells import (
    HEAD,
    HINT,
    INPUT,
    LABEL,
    ROW_LABEL,
    add_styles,
    put_number,
    put_text,
)
from assistant.exporting.workbook_checks import write_checks
from assistant.exporting.workbook_counting import comment_of, write_counting_rules
from assistant.exporting.workbook_list_sheet import add_list_sheet
from assistant.exporting.workbook_lists import DERIVED_NOTES, FactPrompt, write_lists
from assistant.report.layout import Grid, GridCell, TableId
from assistant.report.model import AnnualReport

SHEETS: dict[TableId, str] = {"table2": "表二", "table3": "表三", "table4": "表四"}
_SECTIONS: dict[TableId, str] = {"table2": "2", "table3": "3", "table4": "4"}
_TOP = 2  # rows above a table: its title and a hint
_TOTAL_WIDTH: dict[TableId, int] = {"table2": 84, "table3": 120, "table4": 120}


def to_xlsx(
    report: AnnualReport,
    prompts: Sequence[FactPrompt] = (),
    lists: Sequence[ListSheet] = (),
) -> bytes:
    """The report as a workbook that `assistant.reading.workbook` reads back without loss.

    Label cells are locked (no password), value cells are open and take only numbers from
    zero up; a note with a cell's address becomes that cell's comment, the counting rule of a
    row its label's. Sums stand beside the totals, red where they differ. `prompts` are asked in
    the sheet of work facts; `lists` are appended to be read. The same input gives the same bytes.

    Raises:
        UnusableInput: A text is longer than a cell can hold.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    add_styles(book)
    basics = book.create_sheet("基本信息")
    for grid in report.form.grids:
        _write_table(book.create_sheet(SHEETS[grid.table]), grid, report)
    write_lists(book, basics, report, prompts)
    for one in lists:
        add_list_sheet(book, one)
    properties = book.properties
    properties.title = heading_text(report.full_title)
    properties.creator = properties.lastModifiedBy = heading_text(report.agency)
    properties.created = properties.modified = dated(report)
    packed = io.BytesIO()
    # Not book.save(), which stamps the time of saving.
    ExcelWriter(book, ZipFile(packed, "w", ZIP_DEFLATED)).save()
    return repack(packed.getvalue())


def _write_table(sheet: Worksheet, grid: Grid, report: AnnualReport) -> None:
    title = report.form.title_of(_SECTIONS[grid.table])
    put_text(sheet, 1, 1, title, HEAD)
    put_text(sheet, 2, 1, "只填浅黄色的格；没有发生填 0，还不清楚就空着。", HINT)
    for row in (1, 2):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=grid.columns)
    for cell in grid.cells:
        _write_cell(sheet, cell, grid, report)
        _merge(sheet, cell)
    places = _places(grid)
    _comment(sheet, places, report)
    write_counting_rules(sheet, grid, _TOP)
    _restrict(sheet, places, report)
    _lay_out(sheet, grid)
    write_checks(sheet, grid, report, places)


def _write_cell(sheet: Worksheet, cell: GridCell, grid: Grid, report: AnnualReport) -> None:
    row, column = cell.row + _TOP + 1, cell.column + 1
    if cell.address:
        put_number(sheet, row, column, report.cell(cell.address), INPUT)
    else:
        body = grid.header_rows and cell.row >= grid.header_rows and cell.rowspan == 1
        put_text(sheet, row, column, cell.text, ROW_LABEL if body else LABEL)


def _merge(sheet: Worksheet, cell: GridCell) -> None:
    """Merge what the cell spans, and frame all of it."""
    if cell.rowspan == 1 and cell.colspan == 1:
        return
    row, column = cell.row + _TOP + 1, cell.column + 1
    for below in range(row, row + cell.rowspan):
        for right in range(column, column + cell.colspan):
            sheet.cell(below, right).style = sheet.cell(row, column).style
    sheet.merge_cells(
        start_row=row,
        end_row=row + cell.rowspan - 1,
        start_column=column,
        end_column=column + cell.colspan - 1,
    )


def _places(grid: Grid) -> dict[str, str]:
    """Where each address of a table stands in its sheet, such as `D6`."""
    return {
        cell.address: f"{get_column_letter(cell.column + 1)}{cell.row + _TOP + 1}"
        for cell in grid.cells
        if cell.address
    }


def _comment(sheet: Worksheet, places: Mapping[str, str], report: AnnualReport) -> None:
    for note in report.notes:
        if note.where in places and note.text and note.what not in DERIVED_NOTES:
            sheet[places[note.where]].comment = comment_of(printable(note.text))


def _restrict(sheet: Worksheet, places: Mapping[str, str], report: AnnualReport) -> None:
    counts = DataValidation("whole", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
    money = DataValidation("decimal", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
    for rule, what in ((counts, "0 或正整数"), (money, "0 或正数，单位万元")):
        rule.showErrorMessage = True
        rule.errorTitle, rule.error = "这里只填数字", f"请填{what}；不清楚就空着，不要写“/”或文字。"
    for address, place in places.items():
        rule = money if report.form.by_address[address].unit == "万元" else counts
        rule.add(place)
    for rule in (counts, money):
        if rule.sqref:
            sheet.add_data_validation(rule)


def _lay_out(sheet: Worksheet, grid: Grid) -> None:
    scale = _TOTAL_WIDTH[grid.table] / sum(grid.widths)
    widths = [round(width * scale, 2) for width in grid.widths]
    for index, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    for row in range(grid.rows):
        single = [cell for cell in grid.cells if cell.row == row and cell.rowspan == 1]
        lines = max(_lines(c, sum(widths[c.column : c.column + c.colspan])) for c in single)
        sheet.row_dimensions[row + _TOP + 1].height = 8 + 15 * lines
    if grid.header_rows:
        sheet.freeze_panes = f"A{grid.header_rows + _TOP + 1}"
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "portrait" if grid.columns < 5 else "landscape"
    sheet.page_setup.fitToHeight = 1
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _lines(cell: GridCell, width: float) -> int:
    """How many lines a label takes in a column of `width` digits; a Chinese character takes two."""
    units = sum(2 if character > "\xff" else 1 for character in cell.text)
    return max(1, math.ceil(units / max(width - 2, 2)))
