"""The table of sensitivity and of false alarms: `nianbao eval scorers`.

Every degradation is applied to the offline draft of every case in every size; the mean of each value
that it is meant for has to fall from size to size. Rewrites may not let theirs fall at all. And a draft
with one wrong number has to be told from a right one every time.
"""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assistant.drafting.draft import Draft
from assistant.drafting.drafter import Drafter
from evals.degrading.all_degradations import DEGRADATIONS
from evals.degrading.degradations import Degradation, Setting, wrong_numbers
from evals.degrading.rewrites import REWRITES, Rewrite
from evals.drafting.cases import Case
from evals.scoring.alignment import Aligner
from evals.scoring.drafted import Drafted, Known
from evals.scoring.faithfulness import faithfulness
from evals.scoring.scorers import VALUES, Scorer, scorers

SEED = 2021
PAIRS = 100
_NUMBERS = 40  # of a draft in which one wrong number has to be seen
_PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Line:
    """One value under one degradation: its means at size 0 and at each size."""

    degradation: str
    title: str
    value: str
    sizes: tuple[int, ...]
    means: tuple[Decimal, ...]

    @property
    def falls(self) -> bool:
        """Whether every size is worse than the one before."""
        return all(b < a for a, b in zip(self.means, self.means[1:], strict=False))


@dataclass(frozen=True, slots=True)
class Alarm:
    """How far a value fell under a rewrite that changes no meaning."""

    rewrite: str
    title: str
    value: str
    before: Decimal
    after: Decimal

    @property
    def false(self) -> bool:
        return self.after < self.before


@dataclass(frozen=True, slots=True)
class Table:
    """What the ruler measures, and where it does not."""

    lines: tuple[Line, ...]
    alarms: tuple[Alarm, ...]
    told: int
    pairs: int

    def faults(self) -> list[str]:
        """Everything that breaks the gate, in Chinese."""
        found = [
            f"{line.title}：{VALUES[line.value]} 没有随程度依次下降（{_arrow(line.means)}）"
            for line in self.lines
            if not line.falls
        ]
        found += [
            f"{a.title}（意思没变）：{VALUES[a.value]} 从 {a.before} 降到 {a.after}"
            for a in self.alarms
            if a.false
        ]
        if self.told < self.pairs:
            found.append(f"错一个数字的草稿，{self.pairs} 次里只认出 {self.told} 次")
        return found


class Bench:
    """The offline drafts of some cases, and how to score what is made of them."""

    def __init__(self, cases: Sequence[Case]) -> None:
        self._knowns = [Known(case) for case in cases]
        self._drafts = [Drafter(c.figures, previous=c.previous).draft() for c in cases]
        self._scorers = scorers(Aligner())
        self._undamaged = self._drafted(self._drafts)
        self._before: dict[str, Decimal] = {}

    def line(self, degradation: Degradation) -> list[Line]:
        """Every value that a degradation is meant for, over its sizes."""
        names = degradation.falls
        columns = [self._untouched(names)]
        for size in degradation.sizes:
            columns.append(self._means(names, self._drafted(self._degraded(degradation, size))))
        return [
            Line(degradation.name, degradation.title, name, degradation.sizes, tuple(c[name] for c in columns))
            for name in names
        ]  # fmt: skip

    def alarms(self, rewrite: Rewrite) -> list[Alarm]:
        """Every value that a rewrite must keep, before and after it."""
        before = self._untouched(rewrite.keeps)
        changed = self._drafted([rewrite.change(draft) for draft in self._drafts])
        after = self._means(rewrite.keeps, changed)
        return [Alarm(rewrite.name, rewrite.title, n, before[n], after[n]) for n in rewrite.keeps]

    def told_apart(self, pairs: int) -> int:
        """How many times of `pairs` a draft with one wrong number has the lower faithfulness."""
        drafts = [(k, _first_numbers(d, _NUMBERS)) for k, d in zip(self._knowns, self._drafts, strict=True)]  # fmt: skip
        right = [faithfulness(Drafted(k, d)).values["numbers"] for k, d in drafts]
        told = 0
        for n in range(pairs):
            known, draft = drafts[n % len(drafts)]
            setting = Setting(known.case, draft)
            wrong = wrong_numbers(random.Random(SEED + n), draft, setting, 1)
            found = faithfulness(Drafted(known, wrong)).values["numbers"]
            before = right[n % len(drafts)]
            told += found is not None and before is not None and found < before
        return told

    def _untouched(self, names: Sequence[str]) -> dict[str, Decimal]:
        """The means of the drafts as they are, each value worked out once."""
        new = [name for name in names if name not in self._before]
        self._before |= self._means(new, self._undamaged) if new else {}
        return {name: self._before[name] for name in names}

    def _degraded(self, degradation: Degradation, size: int) -> list[Draft]:
        found = []
        for at, (known, draft) in enumerate(zip(self._knowns, self._drafts, strict=True)):
            beside = (at + 1) % len(self._drafts)
            foreign = self._knowns[beside].reference_texts
            setting = Setting(known.case, self._drafts[beside], foreign)
            rng = random.Random(f"{SEED}{known.case.name}{degradation.name}")
            found.append(degradation.change(rng, draft, setting, size))
        return found

    def _drafted(self, drafts: Sequence[Draft]) -> list[Drafted]:
        return [Drafted(known, draft) for known, draft in zip(self._knowns, drafts, strict=True)]

    def _means(self, names: Sequence[str], drafts: Sequence[Drafted]) -> dict[str, Decimal]:
        wanted: dict[str, Scorer] = {n: self._scorers[n] for n in {v.partition(".")[0] for v in names}}  # fmt: skip
        sums = dict.fromkeys(names, Decimal(0))
        for drafted in drafts:
            values = {
                f"{n}.{key}": v for n, score in wanted.items() for key, v in score(drafted).values.items()
            }  # fmt: skip
            for name in names:
                sums[name] += values[name] or Decimal(0)
        return {name: (total / len(drafts)).quantize(_PLACES) for name, total in sums.items()}


def measure(
    cases: Sequence[Case],
    *,
    pairs: int = PAIRS,
    degradations: Sequence[Degradation] = DEGRADATIONS,
    rewrites: Sequence[Rewrite] = REWRITES,
    tell: Callable[[str], None] = lambda _: None,
) -> Table:
    """The whole table over these cases."""
    bench = Bench(cases)
    lines: list[Line] = []
    for degradation in degradations:
        tell(f"改坏：{degradation.title}")
        lines += bench.line(degradation)
    alarms = [alarm for rewrite in rewrites for alarm in bench.alarms(rewrite)]
    tell(f"错一个数字：{pairs} 次")
    return Table(tuple(lines), tuple(alarms), bench.told_apart(pairs), pairs)


def _first_numbers(draft: Draft, count: int) -> Draft:
    """The draft cut after the sentence with its `count`th number."""
    from evals.degrading.editing import edited

    left = count

    def cut(_: object, sentence: Any) -> str | None:
        nonlocal left
        if left <= 0:
            return None
        left -= len(re.findall(r"\d+(?:\.\d+)?", sentence.text))
        return str(sentence.text)

    return edited(draft, cut)


def _arrow(means: Sequence[Decimal]) -> str:
    return " → ".join(map(str, means))


def in_words(table: Table) -> str:
    """The table for people."""
    lines = ["| 改坏的方法 | 指标 | 程度 0 和各级的均值 | 依次下降 |", "| --- | --- | --- | --- |"]
    for line in table.lines:
        sizes = "、".join(map(str, (0, *line.sizes)))
        lines.append(f"| {line.title}（{sizes}） | {VALUES[line.value]} | {_arrow(line.means)} | {'是' if line.falls else '否'} |")  # fmt: skip
    lines += [
        "",
        "| 意思不变的改写 | 指标 | 改写前 | 改写后 | 误报 |",
        "| --- | --- | --- | --- | --- |",
    ]
    for a in table.alarms:
        lines.append(f"| {a.title} | {VALUES[a.value]} | {a.before} | {a.after} | {'是' if a.false else '否'} |")  # fmt: skip
    lines.append(f"\n约 {_NUMBERS} 个数字里错一个：{table.pairs} 次认出 {table.told} 次")
    return "\n".join([*lines, *(f"没有达到：{fault}" for fault in table.faults())])


def as_json(table: Table) -> dict[str, Any]:
    """The table as JSON data."""
    return {
        "degradations": [
            {"name": x.degradation, "value": x.value, "sizes": list(x.sizes), "means": [str(m) for m in x.means], "falls": x.falls}
            for x in table.lines
        ],
        "rewrites": [
            {"name": a.rewrite, "value": a.value, "before": str(a.before), "after": str(a.after), "false_alarm": a.false}
            for a in table.alarms
        ],
        "one_wrong_number": {"told": table.told, "of": table.pairs},
        "faults": table.faults(),
    }  # fmt: skip
