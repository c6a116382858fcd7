"""The figures of all units added up cell by cell; blanks are not zero."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.report.forms import LAYOUT_2021
from assistant.report.model import Value
from assistant.rollup.cells import Exact, label_of, question_about
from assistant.rollup.unit import Unit


@dataclass(frozen=True, slots=True)
class CellSum:
    """One cell over all counted units.

    `known` adds up what is filled in, by `filled` units (None where no unit has a figure);
    `blank` names the units that left the cell blank. A cell that cannot be added up has a
    `question` instead of a sum; `largest` is the largest figure of a single unit.
    """

    address: str
    known: Value
    filled: int
    blank: tuple[str, ...]
    largest: Value
    question: str = ""

    @property
    def label(self) -> str:
        """The cell as people know it, with its address."""
        return label_of(self.address)

    @property
    def value(self) -> Value:
        """The sum, where there is one: every counted unit has a figure and figures add up."""
        return None if self.blank or self.question else self.known


def sums_of_units(units: Sequence[Unit]) -> tuple[CellSum, ...]:
    """Every cell of the form in official order, over the units that count."""
    tables = [(unit.name, unit.report.cells()) for unit in units if unit.report]
    return tuple(
        _sum(cell.address, [(name, cells[cell.address]) for name, cells in tables])
        for cell in LAYOUT_2021.cells
    )


def _sum(address: str, values: Sequence[tuple[str, Value]]) -> CellSum:
    known: list[Exact] = [value for _, value in values if value is not None]
    return CellSum(
        address=address,
        known=sum(known[1:], start=known[0]) if known else None,
        filled=len(known),
        blank=tuple(name for name, value in values if value is None),
        largest=max(known, default=None),
        question=question_about(address),
    )
