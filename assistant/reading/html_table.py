"""A table of a page at its end: a grid with its spans clipped to what is there, or a layout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.reading.blocks import Budget, Paragraph, TextCell, TextGrid
from assistant.reading.headings import section_heading
from assistant.reading.label_match import is_form_label

if TYPE_CHECKING:
    from assistant.reading.html_flow import Placed

_LONG = 150
_LABELS = 3  # so many labels of the form make a table one of the form's


@dataclass(frozen=True, slots=True)
class PageCell:
    """A cell as the page has it: what it holds, and the spans that it claims."""

    blocks: list[Placed]
    rowspan: int
    colspan: int

    @property
    def text(self) -> str:
        return "\n".join(
            placed.block.text
            for placed in self.blocks
            if isinstance(placed.block, Paragraph | TextGrid)
        )


def closed_table(rows: Sequence[Sequence[PageCell]], budget: Budget) -> TextGrid | list[Placed]:
    """A grid where the table is one; the contents of its cells where it only arranges text."""
    budget.check_time()
    count = sum(len(row) for row in rows)
    budget.check("表格单元格", count, budget.limits.cells)
    if _is_layout(rows, count):
        return [placed for row in rows for cell in row for placed in cell.blocks]
    return _grid(rows, budget)


def _is_layout(rows: Sequence[Sequence[PageCell]], count: int) -> bool:
    own = [_own_text(cell) for row in rows for cell in row]
    labels = sum(1 for text in own if text and len(text) <= 80 and is_form_label(text))
    if labels >= _LABELS:
        return False
    nested = any(
        isinstance(placed.block, TextGrid) for row in rows for cell in row for placed in cell.blocks
    )
    if nested or count <= 1 or (max(map(len, rows), default=0) <= 1 and not labels):
        return True
    return any(len(text) > _LONG or section_heading(text) for text in own) and not labels


def _own_text(cell: PageCell) -> str:
    """The text of a cell without the tables in it."""
    texts = [p.block.text for p in cell.blocks if isinstance(p.block, Paragraph)]
    return "\n".join(texts)


def _grid(rows: Sequence[Sequence[PageCell]], budget: Budget) -> TextGrid:
    taken: dict[int, set[int]] = {}
    cells: list[TextCell] = []
    area = 0
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while column in taken.get(number, ()):
                column += 1
            left = len(rows) - number
            height = left if cell.rowspan == 0 else min(cell.rowspan, left)
            width = min(max(cell.colspan, 1), budget.limits.columns)
            area += height * width
            budget.check("表格单元格", area, budget.limits.cells)
            for below in range(number, number + height):
                taken.setdefault(below, set()).update(range(column, column + width))
            cells.append(TextCell(cell.text, number, column, height, width))
            column += width
    return TextGrid(tuple(cells))
