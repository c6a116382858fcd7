"""A list put into a workbook as a sheet of its own."""

import math
from collections.abc import Sequence

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from assistant.exporting.list_sheet import ListSheet
from assistant.exporting.workbook_cells import (
    HEAD,
    HINT,
    LABEL,
    LIST_CELL,
    put_number,
    put_text,
)

HIGHEST_ROW = 409  # points; spreadsheets allow no more
_HEAD_ROW = 3


def add_list_sheet(book: Workbook, one: ListSheet) -> None:
    """Append the sheet; our reader passes it, for it holds no label of a form."""
    sheet = book.create_sheet(one.name)
    put_text(sheet, 1, 1, one.name, HEAD)
    put_text(sheet, 2, 1, one.about, HINT)
    for row in (1, 2):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(one.heads))
    sheet.row_dimensions[2].height = 15 * lines_of([one.about], [sum(one.widths)])
    for column, (head, width) in enumerate(zip(one.heads, one.widths, strict=True), 1):
        put_text(sheet, _HEAD_ROW, column, head, LABEL)
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, texts in enumerate(one.rows, _HEAD_ROW + 1):
        for column, value in enumerate(texts, 1):
            if isinstance(value, str):
                put_text(sheet, number, column, value, LIST_CELL)
            else:
                put_number(sheet, number, column, value, LIST_CELL)
        sheet.row_dimensions[number].height = min(4 + 15 * lines_of(texts, one.widths), HIGHEST_ROW)
    sheet.freeze_panes = f"A{_HEAD_ROW + 1}"
    print_on_a4(sheet, _HEAD_ROW)


def print_on_a4(sheet: Worksheet, head_row: int = 0) -> None:
    """As wide as a page, as many pages as it takes; a row of heads stands on each of them."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if head_row:
        sheet.print_title_rows = f"{head_row}:{head_row}"


def lines_of(row: Sequence[str | int], widths: Sequence[float]) -> int:
    """How many lines the fullest cell of a row takes; a Chinese character is as wide as two digits."""
    full = (
        math.ceil(sum(2 if c > "\xff" else 1 for c in str(value)) / max(width - 2, 2))
        for value, width in zip(row, widths, strict=True)
    )
    return max(1, *full)
