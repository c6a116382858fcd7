"""The official tables of a workbook: cells found by the printed labels, not by coordinates."""

import re
from collections.abc import Iterator
from typing import Any

from openpyxl.utils import get_column_letter

from assistant.errors import UnusableInput
from assistant.reading.workbook_file import Book, Entry, Sheet, label_of, refuse
from assistant.reading.workbook_number import DASHES, number_in, parsed, squeezed
from assistant.report.forms import LAYOUT_2021, LAYOUTS
from assistant.report.layout import Grid, GridCell, TableId
from assistant.report.model import Value

CHECK = "核对"  # how the labels of the sums beside the tables begin
Place = tuple[int, int]  # row and column
_TITLES: dict[TableId, str] = {"table2": "表二", "table3": "表三", "table4": "表四"}


def tables(book: Book, basics: dict[str, Any]) -> dict[str, Any]:
    """The tables of a book in the form that its basics name; what is no cell of it is noted."""
    found: dict[str, Any] = {}
    for grid in LAYOUTS[basics["layout"]].grids:
        sheet, places = _find(book, grid)
        for address, place in places.items():
            value = number_in(_entry(sheet, place, set(places.values())), book, address)
            if address in LAYOUT_2021.by_address or address.startswith("t3.other."):
                _set(found, address, value)
            elif value is not None:
                book.note("2019 cell", address, f"2019 年格式独有的格，值是 {value}")
        for entry in _spare(sheet, set(places.values())):
            book.note("unused number", entry.where, f"{entry.where} 的 {entry.text} 不在表格里")
    return found


def _entry(sheet: Sheet, place: Place, places: set[Place]) -> Entry | None:
    """What a cell of the form holds; where somebody merged it with a blank, what they made.

    Raises:
        UnusableInput: It is merged with other cells of the form, or with a label.
    """
    for top, left, bottom, right in sheet.merged:
        if top <= place[0] <= bottom and left <= place[1] <= right:
            entry = sheet.entries.get((top, left))
            among = [p for p in places if top <= p[0] <= bottom and left <= p[1] <= right]
            swallowed = entry and entry.label and (len(among) > 1 or parsed(entry.label) is None)
            if entry and swallowed and squeezed(entry.text) not in DASHES:
                where = f"{sheet.name}!{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}"
                cure = "请取消合并，一格填一个数；没有发生填 0，不清楚就空着。"
                refuse(where, f"几格合并成了一格，分不清“{entry.text[:30]}”是哪一格的", cure)
            return entry
    return sheet.entries.get(place)


def _spare(sheet: Sheet, places: set[Place]) -> Iterator[Entry]:
    """Typed numbers that stand in no cell of the form, nor below or behind a label of our sums."""
    rows: dict[int, int] = {}
    columns: dict[int, int] = {}
    for (row, column), entry in sheet.entries.items():
        if isinstance(entry.value, str) and entry.value.startswith(CHECK):
            rows.setdefault(row, column)
            columns.setdefault(column, row)
    for (row, column), entry in sheet.entries.items():
        if isinstance(entry.value, int | float) and (row, column) not in places:
            ours = rows.get(row, column) < column or columns.get(column, row) < row
            if not ours:
                yield entry


def _set(tables: dict[str, Any], address: str, value: Value) -> None:
    if value is not None:
        table, *path, last = address.split(".")
        at = tables.setdefault(f"table{table[1:]}", {})
        for name in path:
            at = at.setdefault(name, {})
        at[last] = value


def _find(book: Book, grid: Grid) -> tuple[Sheet, dict[str, tuple[int, int]]]:
    """The sheet that holds a table and where its addresses stand in it."""
    title = _TITLES[grid.table]
    closest, best = "", -1
    for sheet in sorted(book.sheets, key=lambda sheet: sheet.name != title):
        places, matched, missing = _places(grid, sheet)
        if not missing:
            return sheet, places
        if matched > best:
            closest, best = f"“{sheet.name}”里缺标签“{missing}”，或它不在原来的行列", matched
    cure = "请对照统一格式恢复灰色的标签，或用 nianbao new 重新生成再填。"
    raise UnusableInput(f"找不到完整的{title}：{closest}", where=book.name, cure=cure)


def _places(grid: Grid, sheet: Sheet) -> tuple[dict[str, tuple[int, int]], int, str]:
    """Where each address stands, how many rows matched, and the first label not found."""
    rows: dict[int, int] = {}
    columns: dict[int, int] = {}
    at = 0
    for row in range(grid.rows):
        labels = [cell for cell in grid.cells if cell.row == row and cell.header]
        at, found = _best_line(labels, sheet, at, columns)
        if len(found) < len(labels):
            return {}, len(rows), labels[len(found)].text
        at = at or _first_figures(sheet, rows[row - 1], columns)
        columns |= found
        rows[row] = at
    values = [cell for cell in grid.cells if cell.address]
    return {c.address or "": (rows[c.row], columns[c.column]) for c in values}, len(rows), ""


def _best_line(
    labels: list[GridCell], sheet: Sheet, at: int, known: dict[int, int]
) -> tuple[int, dict[int, int]]:
    """The first row below `at` with all these labels, else the one with most from the left."""
    best: tuple[int, dict[int, int]] = (0, {})
    for row, line in sheet.lines.items():
        if row > at and len(best[1]) < len(labels):
            found = _columns(labels, line, known)
            best = (row, found) if len(found) > len(best[1]) else best
    return best


def _columns(
    labels: list[GridCell], line: list[tuple[int, Entry]], known: dict[int, int]
) -> dict[int, int]:
    """The columns of the labels in a row, in order and below their heads, up to one not there."""
    found: dict[int, int] = {}
    at = 0
    for cell in labels:
        label, expected = label_of(cell.text), known.get(cell.column)
        fitting = (c for c, e in line if c > at and e.label == label and expected in (None, c))
        at = next(fitting, 0)
        if not at:
            break
        found[cell.column] = at
    return found


def _first_figures(sheet: Sheet, at: int, columns: dict[int, int]) -> int:
    """The row of values below the last heads: the next that holds a number, else the next."""
    for row, line in sheet.lines.items():
        if row > at and any(c in columns.values() and re.match(r"\d", e.label) for c, e in line):
            return row
    return at + 1
