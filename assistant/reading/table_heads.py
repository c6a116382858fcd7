"""The heads of the three tables: which columns stand in which order.

Only the order of the printed heads counts, never their coordinates: spans in real pages
lie, words stay where they are.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.reading.blocks import TextCell
from assistant.reading.label_match import (
    APPLICANT_LABELS,
    CASE_LABELS,
    OUTCOME_LABELS,
    LabelSet,
    best_match,
    column_labels,
    letters,
)
from assistant.report.labels import CASE_GROUPS, CASE_OUTCOMES, COLUMNS
from assistant.report.layout import LayoutId

APPLICANTS = tuple(column.id for column in COLUMNS)
_ORGANISATIONS = APPLICANTS[1:-1]
OUTCOMES = tuple(outcome.id for outcome in CASE_OUTCOMES)
CASES = tuple(group.id for group in CASE_GROUPS)


@dataclass(frozen=True, slots=True)
class Head:
    """The columns of a table in the order of the file, each named once."""

    columns: tuple[str, ...]
    official: tuple[str, ...]

    @property
    def reordered(self) -> bool:
        return self.columns != tuple(c for c in self.official if c in self.columns)

    @property
    def complete(self) -> bool:
        return len(self.columns) == len(self.official)

    def for_row(self, count: int, alone: bool) -> tuple[str, ...]:
        """The columns of a row with so many cells; empty where that is not certain.

        A complete row needs no complete head, if what the head names is in official order:
        a word of it was not understood. A short row is taken by a short head only if no row
        of the table has all cells (`alone`): then a column is missing, not a cell.
        """
        if count == len(self.official) and (self.complete or not self.reordered):
            return self.columns if self.reordered else self.official
        return self.columns if alone and count == len(self.columns) else ()


def leaf(text: str) -> str:
    """The last of several heads in one cell (`申请人情况 / 自然人`)."""
    return text.rpartition(" / ")[2]


def named(cells: Iterable[TextCell], labels: LabelSet, least: float = 2) -> list[str]:
    """The ids of the labels that stand in these cells, in order."""
    matches = (best_match(leaf(cell.text), labels) for cell in cells)
    return [match.id for match in matches if match and match.tier >= least]


def applicant_row(line: Sequence[TextCell], row: int) -> list[str]:
    """The applicants that one line of a head names; empty if it is no head of table three."""
    own = [cell for cell in line if cell.row == row]
    found = named(own, APPLICANT_LABELS)
    if any("申请人情况" in letters(cell.text) for cell in own):
        return found or ["heading"]
    return found if len(set(found)) >= 2 else []


def applicant_head(rows: Sequence[Sequence[str]]) -> Head | None:
    """The columns of table three from its head's lines; None if they name too few."""
    all_named = dict.fromkeys(i for row in rows for i in row)
    outer = [i for i in all_named if i in ("natural_person", "organisations")]
    inner = [i for i in all_named if i in _ORGANISATIONS]
    first = next((row for row in rows if "total" in row and len(row) > 1), ())
    leads = first[:1] == ["total"]
    if len(inner) < 3 or "natural_person" not in outer:
        return None
    body = [*inner, "natural_person"] if outer[0] == "organisations" else ["natural_person", *inner]
    return Head(tuple(["total", *body] if leads else [*body, "total"]), APPLICANTS)


def table2_heads(line: Sequence[TextCell], layout: LayoutId) -> dict[str, Head]:
    """For a line of heads of table two: the columns of every row that can stand below it."""
    heads = {}
    for row, labels in column_labels(layout):
        official = tuple(label.id for label in labels.labels)
        found = tuple(dict.fromkeys(named(line, labels)))
        if found and (len(official) == 1 or len(found) >= 2):
            heads[row] = Head(found, official)
    return heads


def outcome_ids(line: Sequence[TextCell], row: int) -> list[str]:
    """The outcomes that one line of table four's head names, in order."""
    return named([cell for cell in line if cell.row == row], OUTCOME_LABELS)


def case_ids(line: Sequence[TextCell], row: int) -> list[str]:
    """The groups of table four that a line names: 行政复议, 未经复议直接起诉, 复议后起诉."""
    own = [cell for cell in line if cell.row == row]
    found: list[str] = []
    for cell in own:
        for part in cell.text.split(" / "):
            match = best_match(part, CASE_LABELS)
            if match and match.tier >= 2 and match.id not in found:
                found.append(match.id)
    return found
