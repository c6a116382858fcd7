"""Which differences between two runs are real: the same cases paired, one value after the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from assistant.errors import UnusableInput
from evals.harness.record import ArmRun, Record, ScoredCase
from evals.reporting.statistics import FEWEST, Interval, interval
from evals.scoring.scorers import VALUES

_NAMED = 5  # cases that a notice names
Verdict = Literal["better", "worse", "noise", "same", "too few"]
VERDICTS: Mapping[Verdict, str] = {
    "better": "变好了",
    "worse": "变差了",
    "noise": "分不出，可能是偶然",
    "same": "完全一样",
    "too few": f"案例少于 {FEWEST} 个，不下结论",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """The second minus the first in one value, and what may be said of it."""

    arm: str
    value: str
    first: Decimal
    second: Decimal
    by: Interval
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Comparison:
    """All differences of two runs, and what could not be compared, in Chinese."""

    differences: tuple[Difference, ...]
    notices: tuple[str, ...]
    labels: Mapping[str, str]
    arms: Mapping[str, str]

    def count(self, verdict: Verdict) -> int:
        """How many values have this verdict."""
        return sum(d.verdict == verdict for d in self.differences)


def labels_of(record: Record) -> Mapping[str, str]:
    """What each value of a record means; those of drafts are known by heart."""
    return record.labels or VALUES


def compare_suites(
    first: Mapping[str, Record], second: Mapping[str, Record]
) -> tuple[dict[str, Comparison], list[str]]:
    """Two runs, suite by suite, and the suites that only one of them has.

    Raises:
        UnusableInput: They have no suite in common, or one that cannot be compared.
    """
    both = [suite for suite in first if suite in second]
    alone = [suite for suite in (*first, *second) if suite not in both]
    if not both:
        raise UnusableInput(
            f"两次评测没有同一套：第一次是 {'、'.join(first)}，第二次是 {'、'.join(second)}",
            cure="用同样的评测名称各跑一次",
        )
    return {suite: compare(first[suite], second[suite]) for suite in both}, alone


def compare(first: Record, second: Record) -> Comparison:
    """Two runs, arm by arm; cases that are not the same in both are left out, which is said.

    Raises:
        UnusableInput: They have no arm or no case in common, or are of different parts.
    """
    if first.parts != second.parts:
        raise UnusableInput(
            f"两次评的部分不同，不能比较：第一次{first.scored_parts}；第二次{second.scored_parts}",
            cure="用同样的 --sections 各跑一次",
        )
    arms = [(a, b) for a in first.arms if (b := second.arm(a.arm)) is not None]
    notices: list[str] = []
    differences: list[Difference] = []
    for one, other in arms:
        found, said = compare_arms(one, other, labels_of(second))
        differences += found
        notices += said
    if not differences:
        raise UnusableInput(
            "两次评测没有相同写法下的相同案例，不能比较" + "".join(f"\n  {n}" for n in notices),
            cure="用同一批案例、至少一种相同的写法各跑一次",
        )
    labels = {one.arm: one.label for one, _ in arms}
    told = tuple(dict.fromkeys(notices))
    return Comparison(tuple(differences), told, labels_of(second), labels)


def compare_arms(
    one: ArmRun, other: ArmRun, labels: Mapping[str, str]
) -> tuple[list[Difference], list[str]]:
    """The differences between two ways over the cases that both have with the same digest."""
    theirs = {case.case: case for case in other.cases}
    pairs, gone, changed = [], [], []
    for case in one.cases:
        match = theirs.pop(case.case, None)
        if match is None:
            gone.append(case.case)
        elif match.digest != case.digest:
            changed.append(case.case)
        else:
            pairs.append((case, match))
    notices = [
        f"{_listed(names)} {why}，没有比较"
        for names, why in (
            (gone, "只在第一次里"),
            (changed, "的案例变了（摘要不同）"),
            (list(theirs), "只在第二次里"),
        )
        if names
    ]
    names = [name for name in labels if any(name in case.values for case, _ in pairs)]
    found = (_difference(one.arm, name, pairs) for name in names)
    return [difference for difference in found if difference is not None], notices


def _listed(names: Sequence[str]) -> str:
    more = f"等 {len(names)} 个" if len(names) > _NAMED else ""
    return "、".join(names[:_NAMED]) + more


def _difference(
    arm: str, name: str, pairs: list[tuple[ScoredCase, ScoredCase]]
) -> Difference | None:
    both = [
        (before, after)
        for one, other in pairs
        if (before := one.values.get(name)) is not None
        and (after := other.values.get(name)) is not None
    ]
    by = interval([after - before for before, after in both])
    if by is None:
        return None
    first, second = (sum(column, Decimal(0)) / len(both) for column in zip(*both, strict=True))
    moved = any(before != after for before, after in both)
    places = Decimal("0.0001")
    return Difference(
        arm, name, first.quantize(places), second.quantize(places), by, _verdict(by, moved)
    )


def _verdict(by: Interval, moved: bool) -> Verdict:
    if not moved:
        return "same"
    if by.count < FEWEST:
        return "too few"
    if not by.excludes_zero:
        return "noise"
    return "better" if by.mean > 0 else "worse"


def in_words(comparison: Comparison) -> str:
    """What may be said in one line, and a table where anything differs: the worse first."""
    if comparison.count("same") == len(comparison.differences):
        most = max(d.by.count for d in comparison.differences)
        same = f"两次完全一样：{len(comparison.differences)} 项指标、{most} 个案例，没有一处差别"
        return "\n".join([same, *(f"注意：{notice}" for notice in comparison.notices)])
    told = (
        f"{words} {n} 项" for verdict, words in VERDICTS.items() if (n := comparison.count(verdict))
    )
    lines = [
        "；".join(told),
        "",
        "| 写法 | 指标 | 第一次 | 第二次 | 相差（95% 区间） | 案例 | 结论 |",
        "| --- " * 7 + "|",
    ]
    order = {"worse": 0, "better": 1, "too few": 2, "noise": 3, "same": 4}
    for d in sorted(comparison.differences, key=lambda d: order[d.verdict]):
        lines.append(
            f"| {comparison.arms[d.arm]} | {comparison.labels[d.value]} | {d.first} | {d.second} | {d.by.mean:+}"
            f"（{d.by.low:+} 到 {d.by.high:+}） | {d.by.count} | {VERDICTS[d.verdict]} |"
        )
    return "\n".join([*lines, *(f"注意：{notice}" for notice in comparison.notices)])


def as_json(comparisons: Mapping[str, Comparison]) -> dict[str, Any]:
    """The comparisons of every suite as JSON data, in one list."""
    return {
        "differences": [
            {
                "suite": suite,
                "arm": d.arm,
                "value": d.value,
                "first": str(d.first),
                "second": str(d.second),
                "difference": str(d.by.mean),
                "low": str(d.by.low),
                "high": str(d.by.high),
                "cases": d.by.count,
                "verdict": d.verdict,
            }
            for suite, comparison in comparisons.items()
            for d in comparison.differences
        ],
        "notices": [notice for one in comparisons.values() for notice in one.notices],
    }
