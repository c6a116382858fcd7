"""`nianbao eval rules`: plants faults in clean reports and asks who finds them.

Recall: of the planted faults, how many have something new said about the changed place, as an
error or a warning (a note counts where the fault is slight). Precision, by rule: of the new
errors and warnings, how many point at the changed place. Untouched: errors and warnings in
clean reports told or printed in other ways. Everything is seeded: same commit, same figures.
"""

import random
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from assistant.rules.all_rules import RULES
from assistant.rules.case import Case
from assistant.rules.engine import check
from assistant.rules.rule import Finding, Severity
from evals.floors import PATH, grouped, read_floors
from evals.rules.clean_reports import clean_reports, composed, variants
from evals.rules.law_faults import LAW_FAULTS
from evals.rules.number_faults import NUMBER_FAULTS
from evals.rules.planting import Clean, Fault, Planted, Spot
from evals.rules.structure_faults import STRUCTURE_FAULTS
from evals.rules.table_faults import TABLE_FAULTS
from evals.rules.wording_faults import WORDING_FAULTS
from evals.rules.year_faults import YEAR_FAULTS

FAULTS: tuple[Fault, ...] = (
    *TABLE_FAULTS,
    *NUMBER_FAULTS,
    *YEAR_FAULTS,
    *STRUCTURE_FAULTS,
    *WORDING_FAULTS,
    *LAW_FAULTS,
)
Tell = Callable[[str], None]
# Where findings point that are about no words of the narrative.
_NO_TEXT = (None, "title", "published")


@dataclass
class KindScore:
    """How many faults of one kind were planted and found."""

    planted: int = 0
    found: int = 0

    @property
    def recall(self) -> Decimal:
        return _share(self.found, self.planted)


@dataclass
class Result:
    """What one run showed."""

    kinds: dict[str, KindScore] = field(default_factory=dict)
    on_the_spot: Counter[str] = field(default_factory=Counter)
    elsewhere: Counter[str] = field(default_factory=Counter)
    untouched_runs: int = 0
    untouched_errors: Counter[str] = field(default_factory=Counter)
    untouched_warnings: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    @property
    def recall(self) -> Decimal:
        """Of all planted faults, the share that was found."""
        kinds = self.kinds.values()
        return _share(sum(k.found for k in kinds), sum(k.planted for k in kinds))

    @property
    def precision(self) -> Decimal:
        """Of all new errors and warnings, the share that points at the changed place."""
        right = self.on_the_spot.total()
        return _share(right, right + self.elsewhere.total())

    def as_json(self) -> dict[str, Any]:
        """The result as one JSON document; shares are decimals in strings."""
        codes = sorted({*self.on_the_spot, *self.elsewhere})
        return {
            "recall": str(self.recall),
            "precision": str(self.precision),
            "kinds": {
                name: {"planted": k.planted, "found": k.found, "recall": str(k.recall)}
                for name, k in self.kinds.items()
            },
            "rules": {
                code: {
                    "on_the_spot": self.on_the_spot[code],
                    "elsewhere": self.elsewhere[code],
                    "precision": str(
                        _share(
                            self.on_the_spot[code], self.on_the_spot[code] + self.elsewhere[code]
                        )
                    ),
                }
                for code in codes
            },
            "untouched": {
                "runs": self.untouched_runs,
                "errors": dict(sorted(self.untouched_errors.items())),
                "warnings": dict(sorted(self.untouched_warnings.items())),
            },
            "below": below_floors(self),
            "seconds": round(self.seconds, 1),
        }


def run(
    of_each: int = 20,
    untouched: int = 1000,
    seed: int = 2021,
    faults: Sequence[Fault] = FAULTS,
    tell: Tell = lambda _: None,
) -> Result:
    """Plants `of_each` faults of each kind and checks `untouched` clean reports.

    `tell` hears of every fault that nobody found and of every false alarm.
    """
    started = time.perf_counter()
    result = Result()
    samples = clean_reports()
    for fault in faults:
        score = result.kinds.setdefault(fault.name, KindScore())
        for clean, one in planted(fault, samples, of_each, seed):
            _judge(fault, clean, one, score, result, tell)
    for clean in _untouched(untouched, seed):
        _alarms(clean, result, tell)
    result.seconds = time.perf_counter() - started
    return result


def planted(
    fault: Fault, samples: Sequence[Clean], count: int, seed: int
) -> Iterator[tuple[Clean, Planted]]:
    """`count` plantings at random places of the samples, each sample in turn."""
    rng = random.Random(f"{seed} {fault.name}")
    made = 0
    for attempt in range(count * 40):
        if made == count:
            return
        clean = samples[attempt % len(samples)]
        one = fault.plant(rng, clean)
        if one is not None:
            made += 1
            yield clean, one


def _judge(
    fault: Fault, clean: Clean, planted: Planted, score: KindScore, result: Result, tell: Tell
) -> None:
    score.planted += 1
    previous = planted.previous or (clean.previous if fault.name == "part-as-last-year" else None)
    known = {f.fingerprint for f in check(Case(clean.report, clean.previous), RULES).findings}
    known |= {f.fingerprint for f in check(Case(clean.report), RULES).findings}
    fresh = [
        f
        for f in check(Case(planted.report, previous), RULES).findings
        if f.fingerprint not in known
    ]
    hits = [f for f in fresh if _at_the_spot(f, planted)]
    wanted = [f for f in hits if fault.slight or f.severity is not Severity.NOTE]
    score.found += bool(wanted)
    if not wanted:
        tell(f"没有发现 {fault.name}：{clean.name} {_shown(planted)}")
    for finding in fresh:
        if finding.severity is not Severity.NOTE:
            at = finding in hits
            (result.on_the_spot if at else result.elsewhere)[finding.code] += 1
            if not at:
                tell(f"指到别处 {fault.name}：{clean.name} {finding.code} {finding.message}")


def _at_the_spot(finding: Finding, planted: Planted) -> bool:
    where = finding.where
    if planted.cells.intersection(where.cells):
        return True
    if where.section in _NO_TEXT:
        return planted.anywhere and not where.cells
    if where.section in planted.sections:
        return True
    start, end = where.start or 0, where.end or 0
    return any(_overlap(Spot(where.section, start, end), spot) for spot in planted.spots)


def _overlap(one: Spot, other: Spot) -> bool:
    return one.section == other.section and one.start <= other.end and other.start <= one.end


def _shown(planted: Planted) -> str:
    words = [planted.report.text_of(s.section)[s.start : s.end] for s in planted.spots[:2]]
    cells = [f"{a}={planted.report.cell(a)}" for a in sorted(planted.cells)[:4]]
    return "；".join([*words, *cells, *sorted(planted.sections)])


def _untouched(count: int, seed: int) -> Iterator[Clean]:
    """Half of them the samples in other notations, half composed from random tables."""
    yield from variants(count - count // 2, seed)
    yield from composed(count // 2, seed)


def _alarms(clean: Clean, result: Result, tell: Tell) -> None:
    result.untouched_runs += 1
    for finding in check(Case(clean.report, clean.previous), RULES).findings:
        if finding.severity is Severity.ERROR:
            result.untouched_errors[finding.code] += 1
        elif finding.severity is Severity.WARNING:
            result.untouched_warnings[finding.code] += 1
        else:
            continue
        tell(f"误报 {clean.name} {finding.code} {finding.message}")


def below_floors(result: Result, path: Path = PATH) -> list[str]:
    """What the result falls short of, in sentences; empty when every floor holds."""
    known = read_floors("rules", path)
    planted, untouched = grouped(known.floors)["planted"], grouped(known.floors)["untouched"]
    most = grouped(known.ceilings)["untouched"]["errors_in_1000"]
    checks: Iterable[tuple[str, Decimal, Decimal]] = (
        ("故障种类数", Decimal(len(result.kinds)), Decimal(planted["kinds"])),
        ("总召回率", result.recall, Decimal(planted["recall"])),
        *(
            (f"{name} 的召回率", score.recall, Decimal(planted["recall_of_each_kind"]))
            for name, score in result.kinds.items()
        ),
    )
    short = [f"{what} {value} 低于 {floor}" for what, value, floor in checks if value < floor]
    short += [
        f"{name} 只植入了 {score.planted} 处，应有 {planted['of_each']}"
        for name, score in result.kinds.items()
        if score.planted < planted["of_each"]
    ]
    errors, warnings = result.untouched_errors.total(), result.untouched_warnings.total()
    if errors * 1000 > most * max(result.untouched_runs, 1):
        short.append(f"干净报告 {result.untouched_runs} 次中误报错误 {errors} 条")
    if warnings * untouched["reports_for_one_warning"] > result.untouched_runs:
        short.append(f"干净报告 {result.untouched_runs} 次中误报警告 {warnings} 条")
    return short


def _share(part: int, whole: int) -> Decimal:
    """A share to four places, cut off and never rounded up to 1."""
    return Decimal(part * 10000 // whole).scaleb(-4) if whole else Decimal(0)


def in_words(result: Result) -> str:
    """The table that a person reads."""
    lines = ["植入的故障                                发现/植入  召回率"]
    for name, score in result.kinds.items():
        lines.append(f"{name:<40} {score.found:>4}/{score.planted:<4} {score.recall:>7}")
    lines += ["", "规则     指到改动处  指到别处  精确率"]
    for code, rule in result.as_json()["rules"].items():
        lines.append(
            f"{code:<8} {rule['on_the_spot']:>9} {rule['elsewhere']:>9} {rule['precision']:>8}"
        )
    errors, warnings = result.untouched_errors, result.untouched_warnings
    planted = sum(k.planted for k in result.kinds.values())
    lines += [
        "",
        f"合计：{len(result.kinds)} 种 {planted} 处，召回率 {result.recall}，精确率 {result.precision}",
        f"干净报告 {result.untouched_runs} 次：误报错误 {errors.total()} 条 {dict(errors)}，"
        f"误报警告 {warnings.total()} 条 {dict(warnings)}",
        f"用时 {result.seconds:.0f} 秒",
        *(f"低于下限：{what}" for what in below_floors(result)),
    ]
    return "\n".join(lines)


def main() -> int:
    """Runs all of it and tells every miss and every false alarm on standard error."""
    import sys

    result = run(tell=lambda what: print(what, file=sys.stderr))
    print(in_words(result))
    return 1 if below_floors(result) else 0


if __name__ == "__main__":
    raise SystemExit(main())
