"""The parent's own figures against the sums of its units, and what may explain a difference."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.report.labels import TOTAL_COLUMN
from assistant.report.model import AnnualReport, Value
from assistant.rollup.adding import CellSum
from assistant.rollup.cells import Exact
from assistant.rollup.explaining import Suspects, suspects_of, whole_units
from assistant.rollup.unit import Standing, Unit

_MOST_CAUSES = 3


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell in which the parent's figure is not what its units add up to.

    `gap` is the parent's figure less the sum; `causes` say, the surest first, which unit and
    which cell may explain it; `follows` says that the cells beside this total explain it.
    """

    address: str
    label: str
    parent: Exact
    total: Exact
    gap: Exact
    causes: tuple[str, ...] = ()
    follows: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """All differences, what explains them as a whole, and the cells that could not be compared.

    `theirs` are the parent's own figures, cell by cell; None where there are none at all.
    """

    differences: tuple[Difference, ...] = ()
    explained: tuple[str, ...] = ()
    parent_blank: tuple[str, ...] = ()
    compared: int = 0
    theirs: Mapping[str, Value] | None = None


def compared(
    parent: AnnualReport | None, sums: Sequence[CellSum], units: Sequence[Unit]
) -> Comparison:
    """Every cell that parent and units both have; cells that do not add up within their bounds."""
    if parent is None:
        return Comparison()
    theirs = parent.cells()
    both = [s for s in sums if theirs.get(s.address) is not None and s.known is not None]
    gaps = {s.address: gap for s in both if not s.question and (gap := _gap(theirs, s))}
    whole = whole_units(gaps, units)
    suspects = suspects_of(units)
    found = [_difference(s, theirs, gaps, suspects, units) for s in both if s.address in gaps]
    bounds = [d for s in both if s.question and (d := _out_of_bounds(s, theirs))]
    blank = tuple(s.address for s in sums if theirs.get(s.address) is None)
    return Comparison((*found, *bounds), whole, blank, len(both), theirs)


def _gap(theirs: Mapping[str, Value], one: CellSum) -> Exact:
    return (theirs[one.address] or 0) - (one.known or 0)


def _difference(
    one: CellSum,
    theirs: Mapping[str, Value],
    gaps: Mapping[str, Exact],
    suspects: Suspects,
    units: Sequence[Unit],
) -> Difference:
    gap = gaps[one.address]
    follows = _follows(one.address, gaps)
    causes = () if follows else tuple(_causes(one, gap, gaps, suspects, units))[:_MOST_CAUSES]
    parent = theirs[one.address] or 0
    return Difference(one.address, one.label, parent, one.known or 0, gap, causes, follows)


def _follows(address: str, gaps: Mapping[str, Exact]) -> bool:
    """Whether a total differs by as much as the cells of its row do together, or its column."""
    table, row, *column = address.split(".")
    if not column or (column[0] != TOTAL_COLUMN.id and row != "result_total"):
        return False
    beside = [a for a in gaps if a != address and a.startswith(f"{table}.{row}.")]
    across = column[0] == TOTAL_COLUMN.id and beside
    return bool(across) and sum((gaps[a] for a in beside), start=0) == gaps[address]


def _causes(
    one: CellSum,
    gap: Exact,
    gaps: Mapping[str, Exact],
    suspects: Suspects,
    units: Sequence[Unit],
) -> Iterator[str]:
    yield from suspects.corrections(one.address, gap)
    yield from suspects.uncounted(one.address, gap)
    yield from _blanks(one, gap)
    yield from suspects.single(one.address, gap)
    yield from _other_cell(one.address, gap, gaps)
    missing = [unit.name for unit in units if unit.standing is Standing.MISSING]
    if gap > 0 and missing:
        named = "、".join(missing[:3]) + ("等" if len(missing) > 3 else "")
        yield f"还有 {len(missing)} 个单位没有报（{named}），差的 {gap} 可能在其中"


def _blanks(one: CellSum, gap: Exact) -> Iterator[str]:
    if one.blank and gap > 0:
        named = "、".join(one.blank[:3]) + ("等" if len(one.blank) > 3 else "")
        only = f"{named}这一格空白，如果是 {gap} 就相符"
        many = f"有 {len(one.blank)} 个单位这一格空白（{named}），差的 {gap} 可能在其中"
        yield only if len(one.blank) == 1 else many


def _other_cell(address: str, gap: Exact, gaps: Mapping[str, Exact]) -> Iterator[str]:
    """The one cell of the same row or column that differs by as much the other way."""
    table, row, *column = address.split(".")
    near = [
        a
        for a, g in gaps.items()
        if g == -gap
        and a.startswith(f"{table}.")
        and (a.split(".")[1] == row or a.split(".")[2:] == column)
    ]
    if len(near) == 1:
        more, less = (address, near[0]) if gap > 0 else (near[0], address)
        size = max(gap, -gap)
        yield f"{more} 多 {size}、{less} 少 {size}：多半有 {size} 填错了格"


def _out_of_bounds(one: CellSum, theirs: Mapping[str, Value]) -> Difference | None:
    """A figure that no way of counting joint documents allows: above the sum, below the largest."""
    parent, most, least = theirs[one.address] or 0, one.known or 0, one.largest or 0
    if least <= parent <= most or one.blank:
        return None
    if parent > most:
        why = f"比各单位加起来（{most}）还多，有单位漏报，或本级自己的没有报"
    else:
        why = f"比其中一个单位的（{least}）还少"
    return Difference(one.address, one.label, parent, most, parent - most, (why,))
