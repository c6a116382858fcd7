"""The rows of tables two and three in a grid whose cells are known: a label, then its cells."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.reading.blocks import TextCell, TextGrid
from assistant.reading.cell_value import cell_value, joined_numbers
from assistant.reading.found_cells import FoundCells
from assistant.reading.label_match import Match, best_match, column_labels, pieces, row_labels
from assistant.reading.table_heads import (
    APPLICANTS,
    Head,
    applicant_head,
    applicant_row,
    table2_heads,
)
from assistant.report.forms import LAYOUTS

Texts = list[str | None]
_NO_HEAD = Head((), ())
_SURE = 1.5  # a label only alike (tier 1) names a row where no other cell does better


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the form in a grid: its id, the cells to the right of its label, its head."""

    id: str
    cells: tuple[TextCell, ...]
    number: int
    head: Head

    @property
    def is_whole(self) -> bool:
        own = sum(1 for cell in self.cells if cell.row == self.number)
        return own >= len(self.head.official)


class RowReader:
    """Reads grids in reading order; heads hold over the pages that a table is cut into."""

    def __init__(self, found: FoundCells) -> None:
        self.found = found
        self._rows = row_labels(found.layout)
        self._applicants: Head = Head(APPLICANTS, APPLICANTS)
        self._columns: dict[str, Head] = {
            row: _official(tuple(label.id for label in among.labels))
            for row, among in column_labels(found.layout)
        }

    def read(self, grid: TextGrid) -> None:
        """Every row of the grid that the form knows goes to `found`."""
        heads: list[list[str]] = []
        rows: list[Row] = []
        for number, line in enumerate(grid.lines):
            if named := applicant_row(line, number):
                heads.append(named)
                self._take_head(heads)
                continue
            self._columns.update(self._noted(table2_heads(line, self.found.layout)))
            at, match = self._label(line, number)
            if match is not None:
                rows.append(self.row(match.id, line[at + 1 :], number))
        whole = {row.id[:2] for row in rows if row.is_whole}
        for row in rows:
            self.take(row, alone=row.id[:2] not in whole)

    def row(self, row_id: str, cells: Sequence[TextCell], number: int = 0) -> "Row":
        """A row with the head that stands above it now."""
        row_id = "t3.other" if row_id == "group.other" and cells else row_id
        head = _NO_HEAD
        if not row_id.startswith("group."):
            head = self._applicants if row_id.startswith("t3.") else self._columns[row_id]
        return Row(row_id, tuple(cells), number, head)

    def take_heads(self, grid: TextGrid) -> None:
        """The heads alone, of a grid whose rows another reader reads."""
        heads: list[list[str]] = []
        for number, line in enumerate(grid.lines):
            if named := applicant_row(line, number):
                heads.append(named)
                self._take_head(heads)
            self._columns.update(self._noted(table2_heads(line, self.found.layout)))

    def take(self, row: "Row", *, alone: bool = False) -> None:
        """The cells to the right of a row's label; `alone` is that of `Head.for_row`."""
        if row.id.startswith("group."):
            self._take_heading(row)
            return
        head = row.head
        for count in dict.fromkeys((len(head.official), len(head.columns))):
            columns = head.for_row(count, alone)
            texts = fitted(row.cells, row.number, count) if columns else None
            if texts is not None:
                self.found.put_row(self.addresses(row.id, columns), texts)
                return
        if any(cell.text.strip() for cell in row.cells):
            shown = " ".join(cell.text.strip() or "（空）" for cell in row.cells)
            unread = self.addresses(row.id, head.official)
            self.found.unread(unread, f"这一行的格数对不上：{shown}")

    def _take_heading(self, row: "Row") -> None:
        """A heading has no cells of its own: numbers that stand in its row are told, not read."""
        own = [cell for cell in row.cells if cell.row == row.number]
        values = [cell_value(cell.text) for cell in own]
        only_values = all(value.blank or value.value is not None for value in values)
        if only_values and any(value.value for value in values):
            shown = " ".join(cell.text.strip() or "（空）" for cell in own)
            name = "三、本年度办理结果"
            for group in LAYOUTS[self.found.layout].groups:
                name = group.label if row.id == f"group.{group.id}" else name
            text = f"“{name}”一行填了数：{shown}"
            self.found.note("number in heading row", row.id.replace("group", "t3"), text)

    def official_addresses(self, row_id: str) -> list[str]:
        """The addresses of a row in official order."""
        return self.addresses(row_id, self.row(row_id, ()).head.official)

    def addresses(self, row: str, columns: Sequence[str]) -> list[str]:
        """The addresses of a row's columns; those of table two are addresses already."""
        return [f"{row}.{c}" for c in columns] if row.startswith("t3.") else list(columns)

    def _take_head(self, heads: list[list[str]]) -> None:
        head = applicant_head(heads)
        if head is not None:
            self._applicants = head
            self._noted({"t3": head})

    def _noted(self, heads: dict[str, Head]) -> dict[str, Head]:
        for row, head in heads.items():
            if head.reordered:
                self.found.note("reordered columns", row, "表头各列的次序与格式不同，按表头读取")
        return heads

    def _label(self, line: Sequence[TextCell], number: int) -> tuple[int, Match | None]:
        """The last cell of a line that names a row, and the row."""
        best: tuple[int, Match | None] = (-1, None)
        for at, cell in enumerate(line):
            match = self._matched(cell) if cell.row == number else None
            if match is None or cell_value(cell.text).value is not None:
                continue
            known = best[1]
            if known is None or match.tier >= _SURE or known.id.startswith("group."):
                best = (at, match)
        return best

    def _matched(self, cell: TextCell) -> Match | None:
        parts = pieces(cell.text)
        if not parts:
            return None
        return best_match(parts[-1], self._rows) or best_match(cell.text, self._rows)


def _official(columns: tuple[str, ...]) -> Head:
    return Head(columns, columns)


def fitted(cells: Sequence[TextCell], number: int, count: int) -> Texts | None:
    """The texts of exactly `count` cells of a row, or None where that is not certain.

    A cell that began in a row above belongs to that row: its text here is None. Blank
    cells at the edges that are too many are dropped where only one way of dropping is.
    """
    own = [cell for cell in cells if cell.row == number]
    if len(own) == count:
        return [cell.text for cell in own]
    if len(cells) == count:
        return [_own_text(cell, number) for cell in cells]
    if own and all(cell_value(cell.text).blank for cell in own):
        mark = next((cell.text for cell in own if cell.text.strip()), "")
        return [mark] * count
    if sum(cell.colspan for cell in own) == count:
        return [cell.text if cell.colspan == 1 else _shared(cell) for cell in _expanded(own)]
    return trimmed([cell.text for cell in own], count)


def trimmed(texts: Sequence[str], count: int) -> Texts | None:
    """The texts without blank ones at the edges, down to `count`, if one way only is possible."""
    left = next((i for i, text in enumerate(texts) if text.strip()), len(texts))
    right = next((i for i, text in enumerate(reversed(texts)) if text.strip()), len(texts))
    surplus = len(texts) - count
    if surplus > 0 and left + right == surplus:
        return list(texts[left : len(texts) - right])
    if surplus > 0 and left + right > surplus and not (left and right):
        return list(texts[surplus:] if left else texts[:count])
    if surplus > 0 and not any(not text.strip() for text in texts):
        joined = joined_numbers(list(texts), count)
        return list(joined) if joined else None
    return None


def _own_text(cell: TextCell, number: int) -> str | None:
    return cell.text if cell.row == number or not cell.text.strip() else None


def _expanded(cells: Sequence[TextCell]) -> list[TextCell]:
    return [cell for cell in cells for _ in range(cell.colspan)]


def _shared(cell: TextCell) -> str | None:
    """A blank that covers several cells is blank in each; a value is in none for certain."""
    return cell.text if cell_value(cell.text).blank else None
