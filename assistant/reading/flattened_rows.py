"""Rows of the tables in flattened text: labels and numbers as they came out, line by line.

Copied from a PDF or a page, a table loses its cells: labels break over lines, numbers stand
on the next line, several rows on one. What holds is the order: a label, then its numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from assistant.reading.blocks import TextCell, TextGrid
from assistant.reading.cell_value import is_value
from assistant.reading.found_cells import FoundCells
from assistant.reading.label_match import (
    Match,
    best_match,
    is_numbered,
    letters,
    pieces,
    row_labels,
)
from assistant.reading.table_heads import CASES, OUTCOMES
from assistant.reading.table_rows import RowReader, Texts, fitted, trimmed

_ALL = tuple(f"t4.{case}.{outcome}" for case in CASES for outcome in OUTCOMES)
_SURE, _WHOLE = 1.5, 3  # tiers of a label that is certain, and of one that is complete
_CASE_WORDS = ("行政复议", "未经复议直接起诉", "复议后起诉")


@dataclass
class Run:
    """Values that follow each other, with the text before them and the text after."""

    before: str = ""
    values: list[str] = field(default_factory=list)
    after: str = ""


class FlattenedReader:
    """Reads ragged grids; the heads that `RowReader` knows hold here too."""

    def __init__(self, found: FoundCells, rows: RowReader) -> None:
        self.found = found
        self._rows_reader = rows
        self._rows = row_labels(found.layout)

    def read(self, grid: TextGrid) -> None:
        """Every run of values whose row is certain goes to `found`; labels alone are blank rows."""
        self._rows_reader.take_heads(grid)
        runs = _runs(grid)
        waiting: list[Run] = []
        certain = True
        for run in runs:
            if not any(value.strip() for value in run.values):
                continue
            if _names_cases(run.before) or waiting:
                waiting.append(run)
                if self._take_cases(waiting):
                    waiting = []
                continue
            certain = self._take(run) and certain
        for run in waiting:
            certain = self._take(run) and certain
        self._take_blank_rows(grid, certain and not waiting)

    def _take(self, run: Run) -> bool:
        match = self._row(run)
        if match is None or match.id.startswith("group.results"):
            return not any(value.strip() for value in run.values)
        cells = [TextCell(text, 0, i) for i, text in enumerate(run.values)]
        self._rows_reader.take(self._rows_reader.row(match.id, cells))
        return True

    def _row(self, run: Run) -> Match | None:
        """The row that a run of values belongs to: by the last label before it, and its rest after."""
        before, after = pieces(run.before), pieces(run.after)
        last = before[-1] if before else ""
        match = best_match(last, self._rows)
        if match is not None and match.tier >= _SURE:
            return match
        rest = after[0] if after and not is_numbered(after[0]) else ""
        known = best_match(rest, self._rows)
        if known is not None and known.tier >= _WHOLE:
            rest = ""
        for text in (last + rest, "".join(before[-2:])):
            if text != last and (longer := best_match(text, self._rows)):
                return longer
        return match

    def _take_cases(self, runs: Sequence[Run]) -> bool:
        """Table four, when the runs since its heads make fifteen cells."""
        values = [value for run in runs for value in run.values]
        if len(runs) == 1:
            texts: Texts | None = fitted([TextCell(v, 0, i) for i, v in enumerate(values)], 0, 15)
        else:
            fives = [trimmed(["", *run.values], 5) or list(run.values) for run in runs]
            ordered = len(runs) == len(CASES) and all(
                word in _bare(run.before) for word, run in zip(_CASE_WORDS, runs, strict=True)
            )
            flat = [value for five in fives for value in five]
            texts = flat if ordered and len(flat) == len(_ALL) else None
        if texts is None:
            return False
        self.found.put_row(_ALL, texts)
        return True

    def _take_blank_rows(self, grid: TextGrid, certain: bool) -> None:
        """A label without any number after it is a blank row, unless some number found no row."""
        printed = pieces(grid.text)
        named = {m.id for text in printed if (m := best_match(text, self._rows)) and m.tier >= 3}
        whole = _bare(grid.text)
        named |= {
            label.id
            for label in self._rows.labels
            if len(label.letters) > 3 and label.letters in whole
        }
        if "t2.normative_documents" in named and "规章" in whole:
            named.add("t2.regulations")
        for row in sorted(i for i in named if not i.startswith("group.")):
            addresses = self._rows_reader.official_addresses(row)
            if not any(address in self.found.cells for address in addresses):
                self._leave(addresses, certain)
        if _names_cases(whole) and not any(address in self.found.cells for address in _ALL):
            self._leave(_ALL, certain)

    def _leave(self, addresses: Sequence[str], certain: bool) -> None:
        if certain:
            self.found.put_row(addresses, [""] * len(addresses))
        else:
            self.found.unread(addresses, "数字和标签的对应说不准")


def _runs(grid: TextGrid) -> list[Run]:
    """Text and values by turns; cells that are only empty end no text."""
    runs = [Run()]
    for line in grid.lines:
        tabbed = any(not cell.text for cell in line)
        for at, cell in enumerate(line):
            run = runs[-1]
            if _stands_for_cell(cell.text, at, tabbed and bool(run.before)):
                run.values.append(cell.text)
            elif cell.text.strip():
                if any(value.strip() for value in run.values):
                    runs.append(run := Run())
                run.before += cell.text
                run.values.clear()
    for run, following in pairwise(runs):
        run.after = following.before
    return runs


def _stands_for_cell(text: str, at: int, after_label: bool) -> bool:
    if not text.strip():
        return after_label and at > 0
    if text == "无":
        return at > 0
    return is_value(text)


def _names_cases(text: str) -> bool:
    plain = _bare(text)
    return "起诉" in plain or ("行政复议" in plain and "维持" in plain)


def _bare(text: str) -> str:
    return letters("".join(text.split())[:400]) if len(text) < 400 else "".join(text.split())
