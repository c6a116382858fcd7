"""What a printed form is made of: sections, rows and columns, grids with their spans.

The forms themselves stand as data in `forms.py`, their words in `labels.py`.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

LayoutId = Literal["2021", "2019"]
TableId = Literal["table2", "table3", "table4"]


@dataclass(frozen=True, slots=True)
class Part:
    """One of the five parts of section 一."""

    id: str
    title: str
    key: str


@dataclass(frozen=True, slots=True)
class Section:
    """One of the six sections; `titles` are all accepted wordings, the template's first."""

    id: str
    titles: tuple[str, ...]
    parts: tuple[Part, ...] = ()

    @property
    def title(self) -> str:
        return self.titles[0]


@dataclass(frozen=True, slots=True)
class Cell:
    """One data cell of the form: its address, and the words a reader knows it by."""

    address: str
    table: TableId
    row: str
    column: str
    label: str
    unit: str


@dataclass(frozen=True, slots=True)
class GridCell:
    """One printed cell with its spans; `address` is set where a value stands."""

    row: int
    column: int
    text: str = ""
    address: str | None = None
    rowspan: int = 1
    colspan: int = 1
    header: bool = True


@dataclass(frozen=True, slots=True)
class Grid:
    """One printed table: its cells in reading order and the relative column widths."""

    table: TableId
    rows: int
    columns: int
    cells: tuple[GridCell, ...]
    widths: tuple[int, ...]
    header_rows: int = 0


@dataclass(frozen=True, slots=True)
class Named:
    """A row or column: its English id, its printed label, its short name in prose."""

    id: str
    label: str
    name: str


@dataclass(frozen=True, slots=True)
class Group:
    """Result rows of table three that share a heading, such as （三）不予公开."""

    id: str
    label: str
    name: str
    rows: tuple[Named, ...]


@dataclass(frozen=True)
class Layout:
    """One official form: six sections, three tables and every address in them."""

    id: LayoutId
    basis: str
    sections: tuple[Section, ...]
    cells: tuple[Cell, ...]
    grids: tuple[Grid, ...]
    result_rows: tuple[str, ...]
    groups: tuple[Group, ...]
    columns: tuple[Named, ...] = field(default=())

    @cached_property
    def by_address(self) -> dict[str, Cell]:
        return {cell.address: cell for cell in self.cells}

    def grid(self, table: TableId) -> Grid:
        """The printed grid of one table."""
        return next(grid for grid in self.grids if grid.table == table)

    def section(self, section_id: str) -> Section:
        """The section with this id, "1" to "6"."""
        return next(section for section in self.sections if section.id == section_id)

    def title_of(self, section_id: str) -> str:
        """The printed title of a section ("5") or of a part ("1.2")."""
        section = self.section(section_id.partition(".")[0])
        for part in section.parts:
            if part.id == section_id:
                return part.title
        return section.title
