"""What a page shows of any suite's record: plot, means, groups, real differences, every case."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Any

from evals.harness.record import ArmRun, Record, ScoredCase
from evals.reporting.comparing import compare_arms, labels_of
from evals.reporting.plots import Bar, bars, legend
from evals.reporting.statistics import Interval, interval

_FEW = 4  # arms whose every pair is compared; of more, each with the first


def view_of(record: Record) -> dict[str, Any]:
    """Everything but the cases, for the template."""
    names = [arm.arm for arm in record.arms]
    means = {arm.arm: _intervals(arm.cases, record) for arm in record.arms}
    return {
        "plot": bars(list(_bars(record, means)), names),
        "legend": legend([(arm.arm, arm.label) for arm in record.arms]),
        "means": [
            {"label": label, "cells": [_told(means[name].get(value)) for name in names]}
            for value, label in labels_of(record).items()
        ],
        "differences": list(_differences(record)),
    }


def groups_of(record: Record) -> list[dict[str, Any]]:
    """The means of the first arm, group by group, with the number of cases of each."""
    first = record.arms[0]
    names = list(dict.fromkeys(group for case in first.cases for group in case.groups))
    found = []
    for name in sorted(names):
        own = [case for case in first.cases if name in case.groups]
        cells = _intervals(own, record)
        found.append({"label": name, "count": len(own), "cells": [_told(cells.get(v)) for v in labels_of(record)]})  # fmt: skip
    return found


def cases_of(record: Record) -> tuple[list[dict[str, Any]], list[str]]:
    """The cases of the first arm that have something to tell, and the names of the others."""
    others = {arm.arm: {case.case: case for case in arm.cases} for arm in record.arms[1:]}
    told, whole = [], []
    for case in record.arms[0].cases:
        beside = [(name, found[case.case]) for name, found in others.items() if case.case in found]
        if not case.reasons and all(v in (None, 1) for v in case.values.values()):
            whole.append(case.title or case.case)
            continue
        told.append(
            {
                "title": case.title or case.case,
                "groups": case.groups,
                "scores": _scores(case, record),
                "reasons": [reason for own in case.reasons.values() for reason in own],
                "others": [
                    f"{name}：{'；'.join(_scores(other, record))}" for name, other in beside
                ],
            }
        )
    return told, whole


def _scores(case: ScoredCase, record: Record) -> list[str]:
    labels = labels_of(record)
    return [f"{labels[name]} {value}" for name, value in case.values.items() if value is not None]


def _intervals(cases: Iterable[ScoredCase], record: Record) -> dict[str, Interval | None]:
    held = list(cases)
    return {name: interval(values_of(held, name)) for name in labels_of(record)}


def values_of(cases: Sequence[ScoredCase], name: str) -> list[Decimal]:
    """One value over the cases that have it."""
    return [value for case in cases if (value := case.values.get(name)) is not None]


def _told(found: Interval | None) -> str:
    if found is None:
        return "未评"
    if found.low == found.high:
        return str(found.mean)
    return f"{found.mean}（{found.low} 到 {found.high}）"


def _bars(record: Record, means: dict[str, dict[str, Interval | None]]) -> Iterator[Bar]:
    for name, label in labels_of(record).items():
        for at, arm in enumerate(record.arms):
            yield Bar("" if at else label, arm.arm, means[arm.arm].get(name))


def _differences(record: Record) -> Iterator[dict[str, str]]:
    labels = labels_of(record)
    for one, other in _pairs(record.arms):
        for d in compare_arms(one, other, labels)[0]:
            if d.verdict in ("better", "worse"):
                by = f"{d.by.mean:+}（{d.by.low:+} 到 {d.by.high:+}）"
                pair = f"{other.label} 比 {one.label}"
                yield {"pair": pair, "label": labels[d.value], "by": by, "verdict": "更高" if d.verdict == "better" else "更低"}  # fmt: skip


def _pairs(arms: Sequence[ArmRun]) -> Iterable[tuple[ArmRun, ArmRun]]:
    if len(arms) <= _FEW:
        return combinations(arms, 2)
    return [(arms[0], other) for other in arms[1:]]
