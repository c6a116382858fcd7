"""Table four: fifteen cells in one row, in three rows of five, or turned on its side."""

from collections.abc import Sequence

from assistant.reading.blocks import TextCell, TextGrid
from assistant.reading.cell_value import cell_value
from assistant.reading.found_cells import FoundCells
from assistant.reading.table_heads import CASES, OUTCOMES, case_ids, outcome_ids
from assistant.reading.table_rows import fitted

_ALL = tuple((case, outcome) for case in CASES for outcome in OUTCOMES)


class CaseReader:
    """Reads the grids that hold table four, in reading order."""

    def __init__(self, found: FoundCells) -> None:
        self.found = found
        self._cases: list[str] = []
        self._outcomes: list[str] = []
        self._case = ""

    def read(self, grid: TextGrid) -> None:
        """Every value of the grid that belongs to table four goes to `found`."""
        if self._whole():
            self._cases, self._outcomes, self._case = [], [], ""
        for number, line in enumerate(grid.lines):
            cases, outcomes = case_ids(line, number), outcome_ids(line, number)
            if _turned(line, number, cases, outcomes):
                self._take_turned(line, number, outcomes[0])
                continue
            self._cases += [i for i in cases if i in CASES and i not in self._cases]
            self._outcomes += outcomes
            self._case = next((i for i in reversed(cases) if i in CASES), self._case)
            if len(outcomes) < 2:
                self._take(line, number, cases)

    def _whole(self) -> bool:
        return all(f"t4.{case}.total" in self.found.cells for case in CASES)

    def _take(self, line: Sequence[TextCell], number: int, cases: Sequence[str]) -> None:
        """A line of values: all fifteen, or the five of the group that it names."""
        cells = [cell for cell in line if cell.row == number]
        if len(line) > 1 and not self._outcomes and not cases:
            return
        labelled = [i for i, cell in enumerate(cells) if _is_label(cell)]
        cells = cells[labelled[-1] + 1 :] if labelled else cells
        if not cells or not self._outcomes:
            return
        texts = fitted(cells, number, len(_ALL))
        if texts is not None and (len(cells) > len(OUTCOMES) or not cases):
            self.found.put_row(self._fifteen(), texts)
        elif self._case and (five := fitted(cells, number, len(OUTCOMES))) is not None:
            self.found.put_row([f"t4.{self._case}.{outcome}" for outcome in self._five()], five)
        elif any(cell.text.strip() for cell in cells):
            shown = " ".join(cell.text.strip() or "（空）" for cell in cells)
            unread = [f"t4.{case}.{outcome}" for case, outcome in _ALL]
            self.found.unread(unread, f"这一行的格数对不上：{shown}")

    def _fifteen(self) -> list[str]:
        """The fifteen addresses in the order that the heads name; official where they are in doubt."""
        size = len(OUTCOMES)
        cases = self._cases if sorted(self._cases) == sorted(CASES) else list(CASES)
        blocks = [self._outcomes[i : i + size] for i in range(0, len(self._outcomes), size)]
        if len(self._outcomes) % len(_ALL) or any(sorted(b) != sorted(OUTCOMES) for b in blocks):
            blocks = [list(OUTCOMES)] * len(CASES)
        if cases != list(CASES) or any(tuple(b) != OUTCOMES for b in blocks):
            self.found.note("reordered columns", "t4", "表头各列的次序与格式不同，按表头读取")
        return [
            f"t4.{case}.{outcome}"
            for case, block in zip(cases, blocks, strict=False)
            for outcome in block
        ]

    def _five(self) -> list[str]:
        """The five outcomes of a row of one group, in the order of the nearest head."""
        nearest = self._outcomes[-len(OUTCOMES) :]
        if tuple(nearest) == OUTCOMES or sorted(nearest) != sorted(OUTCOMES):
            return list(OUTCOMES)
        self.found.note("reordered columns", "t4", "表头各列的次序与格式不同，按表头读取")
        return nearest

    def _take_turned(self, line: Sequence[TextCell], number: int, outcome: str) -> None:
        values = fitted(line[1:], number, len(CASES))
        order = self._cases if sorted(self._cases) == sorted(CASES) else CASES
        if values is not None:
            self.found.put_row([f"t4.{case}.{outcome}" for case in order], values)


def _is_label(cell: TextCell) -> bool:
    found = cell_value(cell.text)
    return not found.blank and found.value is None and not any(c.isdigit() for c in cell.text)


def _turned(
    line: Sequence[TextCell], number: int, cases: Sequence[str], outcomes: Sequence[str]
) -> bool:
    """Whether a line is an outcome with its three groups as columns."""
    own = [cell for cell in line if cell.row == number]
    return len(outcomes) == 1 and not cases and len(own) == 1 + len(CASES)
