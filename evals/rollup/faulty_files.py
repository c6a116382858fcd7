"""Files as units spoil them: each takes a clean report and gives what is handed in instead."""

import io
import itertools
import zipfile
from collections.abc import Callable
from typing import Any

from openpyxl import load_workbook

from assistant.exporting.export import RENDERERS
from assistant.report.labels import APPLICANTS
from assistant.report.model import AnnualReport, Value
from evals.rollup.county import Handed

_SHEETS = {"t2": "表二", "t3": "表三", "t4": "表四"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def columns_swapped(report: AnnualReport) -> AnnualReport:
    """The first row of table three with natural persons and businesses in each other's column."""
    one, two = "t3.new.natural_person", "t3.new.business"
    return report.with_cells({one: report.cell(two), two: report.cell(one)})


def rows_shifted(report: AnnualReport) -> AnnualReport:
    """Table three from 予以公开 down one row too low, so that the last row is lost."""
    rows = (*report.form.result_rows, "result_total", "carried_out")
    columns = [column.id for column in report.form.columns]
    moved: dict[str, Value] = {f"t3.{rows[0]}.{column}": 0 for column in columns}
    for above, below in itertools.pairwise(rows):
        moved |= {f"t3.{below}.{c}": report.cell(f"t3.{above}.{c}") for c in columns}
    return report.with_cells(moved)


def total_off_by_one(report: AnnualReport) -> AnnualReport:
    """One total of table three one too large."""
    address = "t3.new.total"
    return report.with_cells({address: _number(report, address) + 1})


def table_blank(report: AnnualReport) -> AnnualReport:
    """Table four left empty."""
    return report.with_cells({a: None for a in report.cells() if a.startswith("t4.")})


def of_2019(report: AnnualReport) -> AnnualReport:
    """The same figures in the form that was given up in 2021."""
    data = report.model_dump() | {"layout": "2019"}
    other = [f"t3.{row}" for row in ("other_no_correction", "other_fee_unpaid", "other_misc")]
    columns = (*(kind.id for kind in APPLICANTS), "total")
    data["table3"]["other"] = {
        c: sum(_number(report, f"{row}.{c}") for row in other) for c in columns
    }
    return AnnualReport.model_validate(data)


def _number(report: AnnualReport, address: str) -> int:
    value = report.cell(address)
    assert isinstance(value, int)
    return value


def _workbook(report: AnnualReport, change: Callable[[str, Any], Any]) -> bytes:
    """The workbook with every figure of its tables changed by `change(address, value)`."""
    book = load_workbook(io.BytesIO(RENDERERS["xlsx"](report)))
    for grid in report.form.grids:
        sheet = book[_SHEETS[f"t{grid.table[-1]}"]]
        for cell in grid.cells:
            if cell.address:
                place = sheet.cell(cell.row + 3, cell.column + 1)
                place.value = change(cell.address, place.value)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def numbers_as_text(name: str, report: AnnualReport) -> Handed:
    """A workbook in which every figure of table three is text."""
    content = _workbook(report, lambda a, v: str(v) if a.startswith("t3.") else v)
    return Handed(f"{name}.xlsx", content)


def thousand_separators(name: str, report: AnnualReport) -> Handed:
    """A workbook in which large figures of table two are typed with commas."""

    def change(address: str, value: Any) -> Any:
        return f"{value:,}" if address.startswith("t2.") and isinstance(value, int) else value

    return Handed(f"{name}.xlsx", _workbook(report, change))


def formulas_not_worked_out(name: str, report: AnnualReport) -> Handed:
    """A workbook with a formula that no program ever worked out."""
    content = _workbook(report, lambda a, v: "=SUM(D6:I6)" if a == "t3.new.total" else v)
    return Handed(f"{name}.xlsx", content)


def value_cells_merged(name: str, report: AnnualReport) -> Handed:
    """A workbook in which two cells of figures were merged, so that one of them is gone."""
    book = load_workbook(io.BytesIO(RENDERERS["xlsx"](report)))
    sheet = book["表三"]
    sheet.merge_cells(start_row=6, end_row=6, start_column=5, end_column=6)
    packed = io.BytesIO()
    book.save(packed)
    return Handed(f"{name}.xlsx", packed.getvalue())


def with_macros(name: str, report: AnnualReport) -> Handed:
    """A workbook that carries a program."""
    packed = io.BytesIO(RENDERERS["xlsx"](report))
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("xl/vbaProject.bin", _OLE + b"\0" * 512)
    return Handed(f"{name}.xlsm", packed.getvalue())


def locked(name: str, _: AnnualReport) -> Handed:
    """A workbook with a password: Office packs it into another container."""
    return Handed(f"{name}.xlsx", _OLE + b"\0" * 1024)


def empty(name: str, _: AnnualReport) -> Handed:
    """A file of no bytes."""
    return Handed(f"{name}.docx", b"")
