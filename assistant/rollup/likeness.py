"""Numbers that are another unit's or last year's: too many digits alike for chance."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.report.agency import same_agency
from assistant.report.model import AnnualReport
from assistant.rollup.cells import typed_digits
from assistant.rollup.fault import FaultKind, UnitFault
from assistant.rollup.unit import Unit
from assistant.rules.rule import Severity

_ENOUGH = 8  # digits that two tables share; alike by chance are nearly always fewer
_TABLES = {"t2.": "表二", "t3.": "表三", "t4.": "表四"}


def with_likenesses(units: Sequence[Unit], past: Sequence[AnnualReport]) -> tuple[Unit, ...]:
    """The units with the faults of those whose tables are another's or last year's."""
    found: dict[str, list[UnitFault]] = defaultdict(list)
    for group in _alike(units):
        for unit in group[1]:
            found[unit.name].append(_anothers(unit, *group))
    for unit in units:
        if unit.report and (last := _last_of(unit, past)):
            found[unit.name] += _last_years(unit, unit.report, last)
    return tuple(replace(u, faults=(*u.faults, *found.get(u.name, ()))) for u in units)


def _alike(units: Sequence[Unit]) -> Iterator[tuple[tuple[str, ...], list[Unit]]]:
    """Units with the same table or tables, and which tables these are."""
    tables: dict[tuple[str, ...], tuple[list[str], list[Unit]]] = {}
    for table in _TABLES:
        by_numbers: dict[tuple[tuple[str, object], ...], list[Unit]] = defaultdict(list)
        for unit in units:
            if unit.report and (numbers := _numbers(unit.report, table)):
                by_numbers[numbers].append(unit)
        for group in by_numbers.values():
            if len(group) > 1:
                key = tuple(unit.name for unit in group)
                tables.setdefault(key, ([], group))[0].append(table)
    return ((tuple(which), group) for which, group in tables.values())


def _numbers(report: AnnualReport, table: str) -> tuple[tuple[str, object], ...]:
    """The figures of a table that are not zero; none where they are too few to tell anything."""
    cells = report.cells()
    here = [address for address in cells if address.startswith(table)]
    if typed_digits(cells, here) < _ENOUGH:
        return ()
    return tuple((address, cells[address]) for address in here if cells[address])


def _anothers(unit: Unit, tables: tuple[str, ...], group: list[Unit]) -> UnitFault:
    others = [other for other in group if other is not unit]
    named = "、".join(other.name for other in others[:3]) + ("等" if len(others) > 3 else "")
    assert unit.report
    cells = tuple(a for table in tables for a, _ in _numbers(unit.report, table))
    own = all(_contradicted(unit) == 0 < _contradicted(other) for other in others)
    copier = _contradicted(unit) > 0 and any(_contradicted(other) == 0 for other in others)
    who = "本单位的正文与表对得上，多半是对方抄了" if own else "多半有一家抄了另一家的表"
    if copier:
        who = f"本单位的正文有 {_contradicted(unit)} 处与表对不上，多半是本单位抄了"
    return UnitFault(
        FaultKind.ANOTHERS_NUMBERS,
        Severity.ERROR if len(tables) > 1 and not own else Severity.WARNING,
        f"{'、'.join(_TABLES[table] for table in tables)}有数的 {len(cells)} 格与{named}完全相同，{who}",
        "对照自己的台账核对；抄错的重报（现按所报计入）",
        tuple(file for one in (unit, *others) for file in one.files),
        cells,
    )


def _contradicted(unit: Unit) -> int:
    """How many sentences of a report its own tables contradict: those of a copier mostly do."""
    return sum(finding.code.startswith("NAR") for finding in unit.findings)


def _last_of(unit: Unit, past: Sequence[AnnualReport]) -> AnnualReport | None:
    assert unit.report
    year, names = unit.report.year - 1, (unit.name, unit.report.agency)
    fits = (p for p in past if p.year == year and any(same_agency(p.agency, n) for n in names))
    return next(fits, None)


def _last_years(unit: Unit, report: AnnualReport, last: AnnualReport) -> Iterator[UnitFault]:
    same = [t for t in _TABLES if (n := _numbers(report, t)) and n == _numbers(last, t)]
    if same:
        cells = tuple(a for table in same for a, _ in _numbers(report, table))
        yield UnitFault(
            FaultKind.LAST_YEARS_NUMBERS,
            Severity.ERROR,
            f"{'、'.join(_TABLES[table] for table in same)}有数的 {len(cells)} 格与 {last.year} 年报告"
            "完全相同，多半把上年的表又报了一遍",
            f"请单位按 {report.year} 年的台账重填（现按所报计入）",
            unit.files,
            cells,
        )
