"""The floors of every offline suite, with the digests of the cases that they were measured on.

All of them stand in `evals/baseline.json` and nowhere else. A floor is the least that a figure must
be; a ceiling the most (errors in clean reports, wrong cells). `python -m evals.baseline` checks
them and raises them; nothing lowers one.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

PATH = Path(__file__).resolve().parent / "baseline.json"
SUITES = ("drafting", "retrieval", "rules", "reading", "chat", "scorers")
_CURE = "确实要改的，运行 python -m evals.baseline --write --why 原因"


@dataclass(frozen=True, slots=True)
class Floors:
    """One suite's digests by case, least and most of each figure."""

    cases: Mapping[str, str] = field(default_factory=dict)
    floors: Mapping[str, Decimal] = field(default_factory=dict)
    ceilings: Mapping[str, Decimal] = field(default_factory=dict)


def read_floors(suite: str, path: Path = PATH) -> Floors:
    """One suite's floors as they travel with the program; empty for a suite that has none."""
    return floors_in(json.loads(path.read_text("utf-8")), suite)


def floors_in(data: Mapping[str, Any], suite: str) -> Floors:
    """One suite's floors in the data of a baseline, of today or of an earlier commit."""
    own = data.get(suite, {})
    floors, ceilings = (
        {name: Decimal(value) for name, value in own.get(key, {}).items()}
        for key in ("floors", "ceilings")
    )
    return Floors(own.get("cases", {}), floors, ceilings)


def grouped(floors: Mapping[str, Decimal]) -> dict[str, dict[str, Decimal]]:
    """Figures named `group.figure`, by group."""
    found: dict[str, dict[str, Decimal]] = {}
    for name, value in floors.items():
        group, _, figure = name.rpartition(".")
        found.setdefault(group, {})[figure] = value
    return found


def short_of(reached: Mapping[str, Decimal], floors: Floors) -> list[str]:
    """What is below a floor, above a ceiling or not measured at all, in Chinese."""
    found = [
        f"{name} 是 {_told(reached.get(name))}，下限 {floor}"
        for name, floor in floors.floors.items()
        if (value := reached.get(name)) is None or value < floor
    ]
    return found + [
        f"{name} 是 {_told(reached.get(name))}，上限 {ceiling}"
        for name, ceiling in floors.ceilings.items()
        if (value := reached.get(name)) is None or value > ceiling
    ]


def _told(value: Decimal | None) -> str:
    return "没有测出来的" if value is None else str(value)


def changed_cases(now: Mapping[str, str], floors: Floors) -> list[str]:
    """The cases that are not those of the floors, in Chinese."""
    before = floors.cases
    cure = f"分数不能与下限比；{_CURE}"
    found = [f"案例 {n} 变了，{cure}" for n, d in now.items() if before.get(n, d) != d]
    found += [f"案例 {n} 不在 baseline.json 里，{cure}" for n in now if n not in before]
    return found + [f"案例 {n} 不见了，{cure}" for n in before if n not in now]


def lowered(now: Floors, before: Floors) -> list[str]:
    """The floors that are laxer than before, or gone, in Chinese."""
    least, most = Decimal("-Infinity"), Decimal("Infinity")
    fell = [
        f"{name} 的下限 {old} 成了 {now.floors.get(name, '没有')}"
        for name, old in before.floors.items()
        if now.floors.get(name, least) < old
    ]
    return fell + [
        f"{name} 的上限 {old} 成了 {now.ceilings.get(name, '没有')}"
        for name, old in before.ceilings.items()
        if now.ceilings.get(name, most) > old
    ]
