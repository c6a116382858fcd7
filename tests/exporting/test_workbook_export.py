"""The workbook: the official tables with their merged cells, open where values stand."""

import io
import re

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from assistant.exporting.workbook import SHEETS, to_xlsx
from assistant.report.forms import LAYOUT_2021
from assistant.report.layout import Grid
from assistant.report.model import AnnualReport


@pytest.fixture(scope="module")
def book(report: AnnualReport) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(to_xlsx(report)))


@pytest.mark.parametrize("grid", LAYOUT_2021.grids, ids=lambda grid: grid.table)
def test_a_sheet_is_laid_out_as_the_form(book: Workbook, report: AnnualReport, grid: Grid) -> None:
    sheet = book[SHEETS[grid.table]]
    for cell in grid.cells:
        printed = sheet.cell(cell.row + 3, cell.column + 1)
        assert printed.value == (report.cell(cell.address) if cell.address else cell.text) or (
            cell.address and float(printed.value) == float(report.cell(cell.address) or 0)
        )
        assert printed.protection.locked is (cell.address is None)
    merged = {
        (r.min_row - 3, r.min_col - 1, r.max_row - 3, r.max_col - 1) for r in sheet.merged_cells
    }
    spanning = {
        (c.row, c.column, c.row + c.rowspan - 1, c.column + c.colspan - 1)
        for c in grid.cells
        if c.rowspan > 1 or c.colspan > 1
    }
    assert {span for span in merged if 0 <= span[0] < grid.rows} == spanning
    assert sheet.protection.sheet


def test_the_sheets_have_the_names_that_the_guide_uses(book: Workbook) -> None:
    names = ["基本信息", "表二", "表三", "表四", "工作事实", "问题与改进", "正文", "说明"]
    assert book.sheetnames == names


def test_every_value_cell_takes_only_numbers_from_zero_up(book: Workbook) -> None:
    ruled = 0
    for name in SHEETS.values():
        for rule in book[name].data_validations.dataValidation:
            assert (rule.type, rule.operator) in {
                ("whole", "greaterThanOrEqual"),
                ("decimal", "greaterThanOrEqual"),
            }
            ruled += sum(r.size["rows"] * r.size["columns"] for r in rule.sqref.ranges)
    assert ruled == 200


def test_no_text_becomes_a_formula(hostile: AnnualReport) -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(hostile)))
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None]
    formulas = [c for c in cells if c.data_type == "f"]
    assert {c.style for c in formulas} == {"核对数"}
    assert all(re.fullmatch(r'=[A-Z0-9:,()<>"+=-]+', c.value) for c in formulas)
    assert '=HYPERLINK("http://x")<b>县</b>|局' in [c.value for c in cells]
