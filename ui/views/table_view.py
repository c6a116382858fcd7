"""An official table as rows of cells, ready for a template."""

from dataclasses import dataclass

from assistant.exporting.outline import shown
from assistant.report.layout import Grid, GridCell
from assistant.report.model import AnnualReport


@dataclass(frozen=True, slots=True)
class CellView:
    """One printed cell: a label (`th`) or a value (`td`), with its spans."""

    text: str
    tag: str
    rowspan: int
    colspan: int
    blank: bool


@dataclass(frozen=True, slots=True)
class TableView:
    """A table with how many of its cells are filled in; `id` is "table2" to "table4"."""

    id: str
    rows: tuple[tuple[CellView, ...], ...]
    filled: int
    cells: int


def table_view(grid: Grid, report: AnnualReport) -> TableView:
    """The grid with the report's values; a blank stays visible as one, for it is not zero."""
    rows = tuple(
        tuple(
            _cell(cell, report)
            for cell in sorted(grid.cells, key=lambda cell: cell.column)
            if cell.row == row
        )
        for row in range(grid.rows)
    )
    values = [report.cell(cell.address) for cell in grid.cells if cell.address]
    filled = sum(value is not None for value in values)
    return TableView(grid.table, rows, filled, len(values))


def _cell(cell: GridCell, report: AnnualReport) -> CellView:
    text = shown(report.cell(cell.address)) if cell.address else cell.text
    tag = "th" if cell.header else "td"
    return CellView(text, tag, cell.rowspan, cell.colspan, bool(cell.address) and not text)
