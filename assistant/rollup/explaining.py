"""Which unit, and which of its cells, would account for a difference.

Only what fits exactly is offered; a figure that fits several units by chance is not.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.report.model import AnnualReport
from assistant.rollup.cells import ADDITIVE, Exact, typed_digits
from assistant.rollup.unit import Unit
from assistant.rules.case import Case

_Vector = frozenset[tuple[str, Exact]]
_ENOUGH = 3  # digits of a whole unit, or of a single figure twice as long: fewer fit by chance


@dataclass(frozen=True, slots=True)
class _Correction:
    unit: str
    now: Exact
    wanted: Exact


@dataclass(frozen=True, slots=True)
class Suspects:
    """What each cell of each unit could account for."""

    by_correction: Mapping[tuple[str, Exact], Sequence[_Correction]]
    by_figure: Mapping[tuple[str, Exact], Sequence[str]]
    outside: Mapping[tuple[str, Exact], Sequence[str]]

    def corrections(self, address: str, gap: Exact) -> Iterator[str]:
        """Units whose own tables do not agree, and whose correction makes up the difference."""
        for one in self.by_correction.get((address, gap), ()):
            yield (
                f"{one.unit}这一格报 {one.now}，按表内勾稽应为 {one.wanted}；改正后就相符，"
                "上级用的多半是改正后的数"
            )

    def uncounted(self, address: str, gap: Exact) -> Iterator[str]:
        """Units that are not in the sum, and whose figure is the difference."""
        for name in self.outside.get((address, gap), ()):
            yield f"正是{name}的数（{gap}），它没有计入合计"

    def single(self, address: str, gap: Exact) -> Iterator[str]:
        """The one counted unit whose figure is the difference."""
        names = self.by_figure.get((address, max(gap, -gap)), ())
        if len(names) == 1:
            how = "上级多半算了两次" if gap > 0 else "上级多半漏了它"
            yield f"与{names[0]}这一格的数（{max(gap, -gap)}）相同，{how}"


def suspects_of(units: Sequence[Unit]) -> Suspects:
    """The suspects among the units of a roll-up."""
    corrections: dict[tuple[str, Exact], list[_Correction]] = defaultdict(list)
    figures: dict[tuple[str, Exact], list[str]] = defaultdict(list)
    outside: dict[tuple[str, Exact], list[str]] = defaultdict(list)
    for unit in units:
        report = unit.report
        if report is not None:
            for address, now, wanted in _corrections(report):
                corrections[address, wanted - now].append(_Correction(unit.name, now, wanted))
            for figure in _figures(report):
                figures[figure].append(unit.name)
        else:
            for figure in {figure for other in unit.handed_in for figure in _figures(other)}:
                outside[figure].append(unit.name or "认不出单位的文件")
    return Suspects(corrections, figures, outside)


def _corrections(report: AnnualReport) -> Iterator[tuple[str, Exact, Exact]]:
    cells = report.cells()
    for fault in Case(report).tables.faults:
        for address, wanted in fault.changes:
            now = cells[address]
            if now is not None and now != wanted:
                yield address, now, wanted


def _figures(report: AnnualReport) -> Iterable[tuple[str, Exact]]:
    if report.layout != "2021":
        return ()
    cells = report.cells()
    return ((a, value) for a in ADDITIVE if (value := cells[a]))


def whole_units(gaps: Mapping[str, Exact], units: Sequence[Unit]) -> tuple[str, ...]:
    """Sentences about the unit, or the two, that account for every difference at once."""
    if not gaps:
        return ()
    wanted: _Vector = frozenset(gaps.items())
    ways = list(_ways(units))
    for vector, how in ways:
        if vector == wanted:
            return (f"全部 {len(gaps)} 格差额正好是一个单位的：{how}",)
    by_vector = dict(ways)
    for vector, how in ways:
        rest = _less(gaps, vector)
        if rest != vector and rest in by_vector:
            return (f"全部 {len(gaps)} 格差额正好是两个单位的：{how}；{by_vector[rest]}",)
    return ()


def _ways(units: Sequence[Unit]) -> Iterator[tuple[_Vector, str]]:
    for unit in units:
        name = unit.name or f"认不出单位的文件 {unit.files[0]}"
        for report in (unit.report,) if unit.report else unit.handed_in:
            figures = dict(_figures(report))
            if typed_digits(figures, figures) < _ENOUGH:
                continue
            whole = frozenset(figures.items())
            if unit.report is None:
                yield whole, f"上级含有{name}，汇总没有计入（{unit.standing.label}）"
                continue
            yield frozenset((a, -value) for a, value in whole), f"上级漏了{name}"
            yield whole, f"上级把{name}算了两次"


def _less(gaps: Mapping[str, Exact], vector: _Vector) -> _Vector:
    rest = dict(gaps)
    for address, value in vector:
        rest[address] = rest.get(address, 0) - value
    return frozenset((address, value) for address, value in rest.items() if value)
