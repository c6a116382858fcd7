"""The check that the rules about sums share: which are broken, and what would mend them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from assistant.rules.case import Case
from assistant.rules.identities import Kind
from assistant.rules.rule import Finding, NotAssessed, Rule, plain
from assistant.rules.tables import Exact, Tables
from assistant.rules.tables import total as total

_MANY = 6  # as many broken sums as this are a table gone wrong, told in one finding


@dataclass(frozen=True, slots=True)
class Wording:
    """How a broken sum is told: {left} and {right} are the two sides, added up."""

    table: str
    line: str
    sides: str

    def told(self, tables: Tables, numbers: list[int]) -> str:
        """One or several identities of the same kind and slip, in a sentence."""
        names = [f"“{tables.identity(n).label}”" for n in numbers]
        shown = "".join(names[:3]) + ("等" if len(names) > 3 else "")
        lines = f"一{self.line}" if len(names) == 1 else f"共 {len(names)} {self.line}"
        sides: list[tuple[Exact, Exact]] = [tables.both(n) for n in numbers[:3]]
        left, right = listed(a for a, _ in sides), listed(b for _, b in sides)
        gaps = listed(max(gap, -gap) for gap in (tables.gaps[n] for n in numbers[:3]))
        return (
            f"{self.table}{shown}{lines}："
            f"{self.sides.format(left=left, right=right)}（相差 {gaps}）"
        )


def sum_check(
    kind: Kind, wording: Wording
) -> Callable[[Rule, Case], Iterator[Finding | NotAssessed]]:
    """The check of one kind of identity: a finding for each slip, however many sums it broke."""

    def check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
        tables = case.tables
        if tables.blanks:
            yield from undecided(rule, case, kind)
        if tables.gaps and (broken := told_here(tables, kind)):
            for numbers in _by_slip(tables, broken):
                yield _finding(rule, tables, wording, numbers)

    return check


def undecided(rule: Rule, case: Case, kind: Kind) -> Iterator[NotAssessed]:
    """The identities of one kind that blanks leave open."""
    for number in case.tables.sums.columns[kind]:
        if addresses := case.tables.blanks.get(number):
            yield from rule.blanks(addresses, case)


def told_here(tables: Tables, kind: Kind) -> list[int]:
    """The broken identities of a kind, but those that another rule tells better."""
    elsewhere = set(tables.cancelled.get(kind, ()))
    elsewhere |= {n for n, fault in tables.explained.items() if fault.kind == "total"}
    if kind == "balance":
        elsewhere |= {n for n in tables.sums.columns[kind] if carries_too_many(tables, n)}
        elsewhere |= set(from_nothing(tables))
    return [n for n in tables.broken(kind) if n not in elsewhere]


def carries_too_many(tables: Tables, number: int) -> bool:
    """Whether a column carries out more requests than it ever had; blanks give False."""
    identity = tables.identity(number)
    carried_out = tables.cells[identity.right[1]]
    blank = any(tables.cells[address] is None for address in identity.left)
    return carried_out is not None and not blank and carried_out > tables.total(identity.left)


def from_nothing(tables: Tables) -> list[int]:
    """The columns with results, where not one request was there to be handled; else empty."""
    columns = tables.sums.columns["balance"]
    received = [a for n in columns for a in tables.identity(n).left]
    if any(tables.cells[address] != 0 for address in received):
        return []
    return [n for n in columns if n in tables.gaps and tables.cells[tables.identity(n).right[0]]]


def _by_slip(tables: Tables, broken: list[int]) -> list[list[int]]:
    """Broken identities that one slip explains stand together, as do a column and the total."""
    groups: dict[object, list[int]] = {}
    loose = [n for n in broken if n not in tables.explained]
    last = tables.sums.columns[tables.identity(broken[0]).kind][-1]
    alike = [n for n in loose if n != last and tables.gaps[n] == tables.gaps.get(last)]
    of_columns = tables.identity(last).kind != "row"
    for n in broken:
        fault = tables.explained.get(n)
        paired = of_columns and len(alike) == 1 and n in (alike[0], last) and n in loose
        key: object = fault.changes if fault else "total" if paired else n
        groups.setdefault("many" if n in loose and len(loose) >= _MANY else key, []).append(n)
    return list(groups.values())


def _finding(rule: Rule, tables: Tables, wording: Wording, numbers: list[int]) -> Finding:
    fault = tables.explained.get(numbers[0])
    own = [address for n in numbers for address in tables.identity(n).cells]
    if fault is None:
        sides = [tables.both(n) for n in numbers]
        found, expected = listed(b for _, b in sides), listed(a for a, _ in sides)
        suspects: list[str] = []
    else:
        suspects = [address for address, _ in fault.changes]
        found = listed(tables.cells[a] or 0 for a in suspects)
        expected = listed(value for _, value in fault.changes)
    return rule.finding(
        wording.told(tables, numbers) + (fault.hint if fault else ""),
        cells=tuple(dict.fromkeys([*suspects, *own])),
        found=found,
        expected=expected,
    )


def listed(values: Iterable[Exact]) -> str:
    """Several values as people read them."""
    return "、".join(plain(value) for value in values)
