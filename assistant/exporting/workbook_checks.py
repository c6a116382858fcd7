"""Sums beside the typed cells of a workbook, and colour where they do not agree.

The typed cells stay what counts: a formula only says beside them what their sum is. A sum
with a blank operand stays empty, for a blank is not zero. `CHECK` begins every label, so
that the reader passes over what stands behind or below it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_from_string
from openpyxl.worksheet.worksheet import Worksheet

from assistant.exporting.workbook_cells import CHECK_LABEL, CHECK_VALUE, put_formula, put_text
from assistant.report.labels import CASE_GROUPS, CASE_OUTCOMES
from assistant.report.layout import Grid
from assistant.report.model import AnnualReport

CHECK = "核对"
_RED = PatternFill("solid", bgColor="F4C7C3"), Font(color="9C0006", bold=True)
_GREEN = PatternFill("solid", bgColor="D9EAD3"), Font(color="274E13")
_BALANCED = ("new", "carried_in", "result_total", "carried_out")
_PARTS = tuple(outcome.id for outcome in CASE_OUTCOMES if outcome.id != "total")


@dataclass(frozen=True, slots=True)
class _Sum:
    """A typed cell, where its sum goes, and the cells that make it."""

    typed: str
    beside: str
    parts: tuple[str, ...]

    def formula(self) -> str:
        """The sum, or nothing while one of its cells is blank."""
        return f'=IF(COUNT({_listed(self.parts)})<{len(self.parts)},"",SUM({_listed(self.parts)}))'


def write_checks(
    sheet: Worksheet, grid: Grid, report: AnnualReport, places: Mapping[str, str]
) -> None:
    """The sums of one table beside and below it; table two has none.

    Args:
        sheet: The sheet of the table, already filled.
        grid: Its printed form.
        report: Whose form says what adds up to what.
        places: Where each address stands, such as `D6`.
    """
    last = max(_row(place) for place in places.values())
    if grid.table == "table3":
        column = grid.columns + 2
        _head(sheet, min(_row(place) for place in places.values()) - 1, column)
        sums = list(_row_sums(report, places, column))
        _write_sums(sheet, sums)
        _write_gaps(sheet, sums, column + 1)
        labels = _column_number(grid) - 1
        _label(sheet, last + 2, labels, "（七）总计应为")
        _write_sums(sheet, list(_column_sums(report, places, last + 2)))
        _label(sheet, last + 3, labels, "第一项＋第二项－第三项－第四项，应为 0")
        _write_balance(sheet, report, places, last + 3)
    elif grid.table == "table4":
        _label(sheet, last + 2, len(_PARTS), "总计应为")
        for check in _case_sums(places, last + 2):
            _write_sums(sheet, [check])


def _column_number(grid: Grid) -> int:
    """The first column of a sheet that holds values."""
    return min(cell.column for cell in grid.cells if cell.address) + 1


def _label(sheet: Worksheet, row: int, columns: int, text: str) -> None:
    for column in range(1, columns + 1):
        sheet.cell(row, column).style = CHECK_LABEL
    put_text(sheet, row, 1, f"{CHECK}：{text}", CHECK_LABEL)
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)


def _head(sheet: Worksheet, row: int, column: int) -> None:
    put_text(sheet, row, column, f"{CHECK}：总计应为", CHECK_LABEL)
    put_text(sheet, row, column + 1, f"{CHECK}：相差", CHECK_LABEL)
    for at in (column, column + 1):
        sheet.column_dimensions[get_column_letter(at)].width = 12


def _row_sums(report: AnnualReport, places: Mapping[str, str], column: int) -> Iterator[_Sum]:
    applicants = [c.id for c in report.form.columns if c.id != "total"]
    for address, place in places.items():
        row, _, applicant = address.removeprefix("t3.").rpartition(".")
        if applicant == "total":
            parts = tuple(places[f"t3.{row}.{other}"] for other in applicants)
            yield _Sum(place, f"{get_column_letter(column)}{_row(place)}", parts)


def _column_sums(report: AnnualReport, places: Mapping[str, str], row: int) -> Iterator[_Sum]:
    for column in report.form.columns:
        typed = places[f"t3.result_total.{column.id}"]
        parts = tuple(places[f"t3.{result}.{column.id}"] for result in report.form.result_rows)
        yield _Sum(typed, f"{_column(typed)}{row}", parts)


def _case_sums(places: Mapping[str, str], row: int) -> Iterator[_Sum]:
    for group in CASE_GROUPS:
        typed = places[f"t4.{group.id}.total"]
        parts = tuple(places[f"t4.{group.id}.{outcome}"] for outcome in _PARTS)
        yield _Sum(typed, f"{_column(typed)}{row}", parts)


def _write_sums(sheet: Worksheet, sums: Sequence[_Sum]) -> None:
    """Neighbouring sums, and red on them and on the typed cells that differ from them."""
    for check in sums:
        put_formula(sheet, check.beside, check.formula(), CHECK_VALUE)
    typed, beside = sums[0].typed, sums[0].beside
    differs = f"AND(ISNUMBER({typed}),ISNUMBER({beside}),{typed}<>{beside})"
    for first, last in ((typed, sums[-1].typed), (beside, sums[-1].beside)):
        _colour(sheet, f"{first}:{last}", differs, _RED)


def _write_gaps(sheet: Worksheet, sums: Sequence[_Sum], column: int) -> None:
    places = [f"{get_column_letter(column)}{_row(check.typed)}" for check in sums]
    for place, check in zip(places, sums, strict=True):
        typed, beside = check.typed, check.beside
        formula = f'=IF(AND(ISNUMBER({typed}),ISNUMBER({beside})),{typed}-{beside},"")'
        put_formula(sheet, place, formula, CHECK_VALUE)
    _signal(sheet, places)


def _write_balance(
    sheet: Worksheet, report: AnnualReport, places: Mapping[str, str], row: int
) -> None:
    written = []
    for column in report.form.columns:
        new, carried_in, total, carried_out = (places[f"t3.{r}.{column.id}"] for r in _BALANCED)
        written.append(f"{_column(new)}{row}")
        blank = f"COUNT({new},{carried_in},{total},{carried_out})<4"
        formula = f'=IF({blank},"",{new}+{carried_in}-{total}-{carried_out})'
        put_formula(sheet, written[-1], formula, CHECK_VALUE)
    _signal(sheet, written)


def _signal(sheet: Worksheet, places: Sequence[str]) -> None:
    """Red where a difference is not zero, green where it is."""
    first, span = places[0], f"{places[0]}:{places[-1]}"
    _colour(sheet, span, f"AND(ISNUMBER({first}),{first}<>0)", _RED)
    _colour(sheet, span, f"AND(ISNUMBER({first}),{first}=0)", _GREEN)


def _colour(sheet: Worksheet, span: str, formula: str, look: tuple[PatternFill, Font]) -> None:
    """Colour a range by a formula, which is written for its first cell."""
    style = DifferentialStyle(fill=look[0], font=look[1])
    sheet.conditional_formatting.add(span, Rule("expression", dxf=style, formula=[formula]))


def _listed(places: tuple[str, ...]) -> str:
    """Places for a function; neighbours as a range, so that an inserted row or column is in it."""
    ends = f"{places[0]}:{places[-1]}"
    one_line = len({_row(p) for p in places}) == 1 or len({_column(p) for p in places}) == 1
    return ends if one_line else ",".join(places)


def _row(place: str) -> int:
    return coordinate_from_string(place)[1]


def _column(place: str) -> str:
    return coordinate_from_string(place)[0]
