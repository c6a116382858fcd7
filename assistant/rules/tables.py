"""The three tables of a report as its rules look at them, worked out once and shared."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, cast

from assistant.report.layout import LayoutId
from assistant.report.model import Value
from assistant.rules.identities import FormSums, Identity, Kind, sums_of

if TYPE_CHECKING:
    from assistant.rules.misplaced import Fault

Exact = int | Decimal


@dataclass(frozen=True)
class Tables:
    """The cells of a report with the sums that hold between them.

    Identities are told by their number in `sums.identities`, cells by their place in `values`.
    """

    layout: LayoutId
    cells: Mapping[str, Value]

    @cached_property
    def sums(self) -> FormSums:
        """The identities of the report's form."""
        return sums_of(self.layout)

    @cached_property
    def values(self) -> tuple[Value, ...]:
        """Every value in official order."""
        return tuple(self.cells.values())

    @cached_property
    def numbers(self) -> tuple[Exact, ...]:
        """Every value that is not blank."""
        if self.has_blanks:
            return tuple(value for value in self.values if value is not None)
        return cast(tuple[Exact, ...], self.values)

    @cached_property
    def has_blanks(self) -> bool:
        """Whether any cell of the form is blank."""
        return None in self.values

    @cached_property
    def blanks(self) -> dict[int, list[str]]:
        """The identities that blanks leave undecided, with the addresses of the blanks."""
        if not self.has_blanks:
            return {}
        blank = {address for address, value in self.cells.items() if value is None}
        found = ([a for a in i.cells if a in blank] for i in self.sums.identities)
        return {number: addresses for number, addresses in enumerate(found) if addresses}

    @cached_property
    def gaps(self) -> dict[int, Exact]:
        """The broken identities: how much the left side exceeds the right one."""
        values, blanks = self.values, self.blanks
        gaps: dict[int, Exact] = {}
        for number, (left, right) in enumerate(self.sums.sides):
            if number not in blanks and (gap := sum(left(values)) - sum(right(values))):
                gaps[number] = gap
        return gaps

    @cached_property
    def faults(self) -> "tuple[Fault, ...]":
        """What would mend the broken identities of table three, as far as it can be told."""
        if not self.gaps:
            return ()
        # Most reports are sound and need not load the search for what is wrong.
        from assistant.rules.misplaced import faults_of

        return faults_of(self)

    @cached_property
    def explained(self) -> "dict[int, Fault]":
        """For each identity that a fault explains, the fault."""
        return {number: fault for fault in self.faults for number in fault.mends}

    @cached_property
    def cancelled(self) -> dict[Kind, list[int]]:
        """Columns that do not add up while the total column does, because their gaps cancel.

        Columns of which a single wrong cell explains the gap are not among them.
        """
        return {kind: self._cancelled(kind) for kind in ("result", "balance")} if self.gaps else {}

    def broken(self, kind: Kind) -> list[int]:
        """The broken identities of one kind, in official order."""
        return [n for n in self.gaps if self.sums.identities[n].kind == kind]

    def both(self, number: int) -> tuple[Exact, Exact]:
        """The two sides of an identity, added up."""
        identity = self.sums.identities[number]
        return self.total(identity.left), self.total(identity.right)

    def blank_among(self, addresses: Iterable[str]) -> list[str]:
        """Which of these cells are blank."""
        return [a for a in addresses if self.cells[a] is None] if self.has_blanks else []

    def total(self, addresses: Iterable[str]) -> Exact:
        """The sum of these cells; a blank one counts for nothing, so ask for blanks first."""
        return total(self.cells, addresses)

    def identity(self, number: int) -> Identity:
        """The identity with this number."""
        return self.sums.identities[number]

    def span(self, table: str) -> range:
        """The places of one table (`table2` …)."""
        return self.sums.spans[table]

    def some_filled(self, table: str) -> bool:
        """Whether any cell of a table has a value."""
        return any(self.values[at] is not None for at in self.span(table))

    def _cancelled(self, kind: Kind) -> list[int]:
        broken = self.broken(kind)
        of_total = self.sums.columns[kind][-1]
        alone = any(n in self.explained and len(self.explained[n].changes) == 1 for n in broken)
        undecided = of_total in self.blanks or of_total in broken
        if (
            alone
            or undecided
            or len(broken) < 2
            or sum((self.gaps[n] for n in broken), start=0) != 0
        ):
            return []
        return broken


def total(cells: Mapping[str, Value], addresses: Iterable[str]) -> Exact:
    """The sum of these cells; a blank one counts for nothing, so ask for blanks first."""
    return sum((v for a in addresses if (v := cells[a]) is not None), start=0)
