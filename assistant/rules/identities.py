"""The sums that must hold between the cells of tables three and four, prepared once a form."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from operator import itemgetter
from typing import Literal

from assistant.report.forms import LAYOUTS
from assistant.report.labels import APPLICANTS, CASE_GROUPS, CASE_OUTCOMES, COLUMNS
from assistant.report.layout import Layout, LayoutId
from assistant.report.model import Value

Kind = Literal["row", "result", "balance", "case"]
_TABLES = ("t2.", "t3.", "t4.")
Taken = Callable[[tuple[Value, ...]], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Identity:
    """`left` cells added up must equal `right` cells added up; `label` names it for people."""

    kind: Kind
    label: str
    left: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def cells(self) -> tuple[str, ...]:
        """The sum first, then its parts."""
        return (*self.right, *self.left)


@dataclass(frozen=True)
class FormSums:
    """Every identity of one form; cells are told by their place among the form's addresses."""

    addresses: tuple[str, ...]
    identities: tuple[Identity, ...]

    @cached_property
    def place(self) -> dict[str, int]:
        """Where each address stands."""
        return {address: at for at, address in enumerate(self.addresses)}

    @cached_property
    def sides(self) -> tuple[tuple[Taken, Taken], ...]:
        """For each identity what takes its left and its right values out of all values."""
        return tuple((self._taken(i.left), self._taken(i.right)) for i in self.identities)

    @cached_property
    def touching(self) -> dict[int, tuple[tuple[int, int], ...]]:
        """For each cell the numbers of its identities, with 1 where it stands on the left, else -1."""
        found: dict[int, list[tuple[int, int]]] = {}
        for number, identity in enumerate(self.identities):
            for side, sign in ((identity.left, 1), (identity.right, -1)):
                for address in side:
                    found.setdefault(self.place[address], []).append((number, sign))
        return {at: tuple(numbers) for at, numbers in found.items()}

    @cached_property
    def rows(self) -> tuple[tuple[int, ...], ...]:
        """The places of table three row by row, the total last."""
        rows = [i for i in self.identities if i.kind == "row"]
        return tuple(tuple(self.place[a] for a in (*i.left, *i.right)) for i in rows)

    @cached_property
    def spans(self) -> dict[str, range]:
        """The places of each table, `table2` to `table4`."""
        starts = [next(at for a, at in self.place.items() if a.startswith(t)) for t in _TABLES]
        ends = [*starts[1:], len(self.addresses)]
        return {f"table{t[1]}": range(*se) for t, *se in zip(_TABLES, starts, ends, strict=True)}

    @cached_property
    def columns(self) -> dict[Kind, tuple[int, ...]]:
        """The numbers of the identities of each kind, in official order."""
        kinds: tuple[Kind, ...] = ("row", "result", "balance", "case")
        return {k: tuple(n for n, i in enumerate(self.identities) if i.kind == k) for k in kinds}

    def _taken(self, addresses: Sequence[str]) -> Taken:
        places = [self.place[address] for address in addresses]
        step = places[1] - places[0] if len(places) > 1 else 1
        if places == list(range(places[0], places[-1] + 1, step)):
            return itemgetter(slice(places[0], places[-1] + 1, step))
        return itemgetter(*places)


@cache
def sums_of(layout: LayoutId) -> FormSums:
    """The identities of a form: rows, results, balance of table three, then table four."""
    form = LAYOUTS[layout]
    identities = (*_rows(form), *_results(form), *_balance(), *_cases())
    return FormSums(tuple(cell.address for cell in form.cells), identities)


def _rows(form: Layout) -> Iterable[Identity]:
    """Each row: six kinds of applicant = total."""
    cells = (cell.address.split(".")[1] for cell in form.cells if cell.table == "table3")
    for row in dict.fromkeys(cells):
        parts = tuple(f"t3.{row}.{kind.id}" for kind in APPLICANTS)
        label = form.by_address[f"t3.{row}.total"].label
        yield Identity("row", label, parts, (f"t3.{row}.total",))


def _results(form: Layout) -> Iterable[Identity]:
    """Each column: all result rows = （七）总计."""
    for column in COLUMNS:
        parts = tuple(f"t3.{row}.{column.id}" for row in form.result_rows)
        yield Identity("result", column.name, parts, (f"t3.result_total.{column.id}",))


def _balance() -> Iterable[Identity]:
    """Each column: 一 + 二 = （七）总计 + 四, the note printed in the form."""
    for column in COLUMNS:
        received = (f"t3.new.{column.id}", f"t3.carried_in.{column.id}")
        handled = (f"t3.result_total.{column.id}", f"t3.carried_out.{column.id}")
        yield Identity("balance", column.name, received, handled)


def _cases() -> Iterable[Identity]:
    """Each group of table four: four outcomes = total."""
    for group in CASE_GROUPS:
        *outcomes, total = (f"t4.{group.id}.{outcome.id}" for outcome in CASE_OUTCOMES)
        yield Identity("case", group.name, tuple(outcomes), (total,))
