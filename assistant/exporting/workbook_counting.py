"""How each row is counted, as the comment on its label."""

import tomllib
from functools import cache
from pathlib import Path

from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from assistant.report.labels import CASE_GROUPS
from assistant.report.layout import Grid, GridCell

_AUTHOR = "年报助手"
_WIDTH, _LINE, _CHARACTERS = 280, 20, 20  # pixels, pixels a line, characters a line
_CASES = {group.label: group.id for group in CASE_GROUPS}


def comment_of(text: str) -> Comment:
    """A comment that is tall enough to be read without pulling at it."""
    lines = sum(len(line) // _CHARACTERS + 1 for line in text.split("\n"))
    return Comment(text, _AUTHOR, width=_WIDTH, height=_LINE * (lines + 1))


def write_counting_rules(sheet: Worksheet, grid: Grid, top: int) -> None:
    """Put the rules of `counting_rules.toml` on the labels of a table that begins below `top`."""
    rules = counting_rules()[grid.table]
    for label, row in _labels(grid):
        if row in rules:
            sheet.cell(label.row + top + 1, label.column + 1).comment = comment_of(rules[row])


@cache
def counting_rules() -> dict[str, dict[str, str]]:
    """The rule of each row by table and row id."""
    return tomllib.loads(Path(__file__).with_name("counting_rules.toml").read_text("utf-8"))


def _labels(grid: Grid) -> list[tuple[GridCell, str]]:
    """The label cells with the ids of their rows; of table four, those of its groups."""
    if grid.table == "table4":
        return [(cell, _CASES[cell.text]) for cell in grid.cells if cell.text in _CASES]
    rows = {cell.row: cell.address.split(".")[1] for cell in grid.cells if cell.address}
    labels: dict[int, GridCell] = {}
    for cell in grid.cells:
        if cell.header and cell.row in rows and cell.rowspan == 1:
            labels[cell.row] = cell
    return [(label, rows[row]) for row, label in labels.items()]
