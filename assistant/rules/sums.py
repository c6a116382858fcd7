"""Sums that must hold between cells, and which single cell would explain a broken one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from assistant.report.labels import APPLICANTS, COLUMNS
from assistant.report.layout import Layout
from assistant.report.model import AnnualReport, Value
from assistant.rules.rule import plain

Cells = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Identity:
    """`left` cells added up must equal `right` cells added up; `label` names it for people."""

    label: str
    left: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def cells(self) -> tuple[str, ...]:
        return (*self.left, *self.right)

    def blanks(self, cells: Cells) -> list[str]:
        """The addresses that are blank, so that nothing can be said."""
        return [address for address in self.cells if cells[address] is None]

    def sums(self, cells: Cells) -> tuple[int | Decimal, int | Decimal]:
        """Both sides added up; call it only when no cell is blank."""
        return total(cells, self.left), total(cells, self.right)

    def gap(self, cells: Cells) -> int | Decimal:
        """How much the left side exceeds the right side; zero means that it holds."""
        left, right = self.sums(cells)
        return left - right


def total(cells: Cells, addresses: Iterable[str]) -> int | Decimal:
    """The sum of these cells; a blank one counts for nothing, so ask for blanks first."""
    return sum((v for a in addresses if (v := cells[a]) is not None), start=0)


def row_identities(form: Layout) -> list[Identity]:
    """Table three, each row: six kinds of applicant = total."""
    return [
        Identity(
            form.by_address[f"t3.{row}.total"].label,
            tuple(f"t3.{row}.{kind.id}" for kind in APPLICANTS),
            (f"t3.{row}.total",),
        )
        for row in rows_of_table_three(form)
    ]


def result_identities(form: Layout) -> list[Identity]:
    """Table three, each column: all result rows = （七）总计."""
    return [
        Identity(
            column.name,
            tuple(f"t3.{row}.{column.id}" for row in form.result_rows),
            (f"t3.result_total.{column.id}",),
        )
        for column in COLUMNS
    ]


def balance_identities() -> list[Identity]:
    """Table three, each column: 一 + 二 = （七）总计 + 四, the note printed in the form."""
    return [
        Identity(
            column.name,
            (f"t3.new.{column.id}", f"t3.carried_in.{column.id}"),
            (f"t3.result_total.{column.id}", f"t3.carried_out.{column.id}"),
        )
        for column in COLUMNS
    ]


def rows_of_table_three(form: Layout) -> list[str]:
    """Row ids in official order."""
    cells = (cell.address.split(".")[1] for cell in form.cells if cell.table == "table3")
    return list(dict.fromkeys(cells))


def lone_culprit(broken: Identity, form: Layout, cells: Cells) -> tuple[str, int | Decimal] | None:
    """The one cell of `broken` whose correction would mend every broken sum that it is in.

    A wrong cell of table three breaks its row and its column by the same amount; where
    exactly one cell explains both, that cell and the value it should have are returned.
    """
    identities = _of_table_three(form)
    states = [(i, i.gap(cells)) for i in identities if not i.blanks(cells)]
    candidates = []
    for address in broken.cells:
        mine = [(identity, gap) for identity, gap in states if address in identity.cells]
        if len(mine) < 2 or any(gap == 0 for _, gap in mine):
            continue
        wanted = {_corrected(identity, gap, address, cells) for identity, gap in mine}
        if len(wanted) == 1 and (value := wanted.pop()) >= 0:
            candidates.append((address, value))
    return candidates[0] if len(candidates) == 1 else None


def _of_table_three(form: Layout) -> list[Identity]:
    return [*row_identities(form), *result_identities(form), *balance_identities()]


def _corrected(identity: Identity, gap: int | Decimal, address: str, cells: Cells) -> int | Decimal:
    value = cells[address] or 0
    return value - gap if address in identity.left else value + gap


def more_carried_out_than_received(balance: Identity, cells: Cells) -> bool:
    """Whether a column carries out more requests than it ever had; blanks give False."""
    carried_out = cells[balance.right[1]]
    blank = any(cells[address] is None for address in balance.left)
    return carried_out is not None and not blank and carried_out > total(cells, balance.left)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A broken sum as a finding tells it: cells (the suspect first), found, expected, a hint."""

    cells: tuple[str, ...]
    found: str
    expected: str
    hint: str


def verdict(
    broken: Identity, report: AnnualReport, cells: Cells, found: Value, expected: Value
) -> Verdict:
    """Names the one cell that explains a broken sum, else the sum itself (`found`, `expected`)."""
    culprit = lone_culprit(broken, report.form, cells)
    order = (*broken.right, *broken.left)
    if culprit is None:
        return Verdict(order, plain(found), plain(expected), "")
    address, wanted = culprit
    label = report.form.by_address[address].label
    is_now = plain(cells[address])
    hint = f"。行列交叉核对，多半是“{label}”（{address}）填错：现为 {is_now}，应为 {plain(wanted)}"
    others = tuple(a for a in order if a != address)
    return Verdict((address, *others), is_now, plain(wanted), hint)


def blank_by_table(report: AnnualReport) -> dict[str, tuple[list[str], int]]:
    """For each table: the addresses left blank, and how many cells the table has."""
    names = {"table2": "表二", "table3": "表三", "table4": "表四"}
    found: dict[str, tuple[list[str], int]] = {}
    for table, name in names.items():
        own = [cell.address for cell in report.form.cells if cell.table == table]
        own = [address for address in own if report.holds(address)]
        found[name] = ([a for a in own if report.cell(a) is None], len(own))
    return found
