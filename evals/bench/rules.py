"""How long the rules take, on one core: `python -m evals.bench.rules`.

The table rules run on a report already in memory; all rules on a narrative of about 4,000
characters put together from the sample reports, and on the real reports that are at hand, with
a word on whether that took the 10 ms at most that were promised; then the slowest rules one by
one, the shared reading of the narrative told apart. Nothing of a text is kept from one
run to the next: each has a fresh case, and what the rules keep of lines and titles is forgotten
before it (what they work out from words of the vocabulary alone stays). Every figure is the least
processor time of many runs, taken in turns with a fixed loop of plain Python whose least time it
is divided by: what else the machine does meanwhile bears on both alike, so the ratio (x) also
holds on a loaded machine or another one. The steps that Python takes are counted beside it.
"""

import math
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import cycle
from pathlib import Path
from types import FrameType
from typing import Any

from assistant.reading.open_file import read_report
from assistant.report.model import AnnualReport
from assistant.review.examples import base, samples
from assistant.rules import outline
from assistant.rules.all_rules import RULES
from assistant.rules.case import Case
from assistant.rules.engine import check

CHARACTERS = 4_000
# Real reports have a third of the numbers that the samples have.
REAL = sorted((Path(__file__).resolve().parents[3] / "shared" / "reports").glob("*20*.*"))
ROUNDS, BATCH, SLOWEST = 100, 20, 10
PROMISED = 0.010
KEPT_OF_TEXTS = [kept for kept in vars(outline).values() if hasattr(kept, "cache_clear")]
TABLES = tuple(rule for rule in RULES if rule.code.startswith("TAB"))


def on_one_core() -> int:
    """Bind this process to one core where the system knows how; how many it may use then."""
    if not hasattr(os, "sched_setaffinity"):
        return os.cpu_count() or 1
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    return 1


@dataclass(frozen=True, slots=True)
class Taken:
    """The least processor time of one run, in seconds, and how many reference loops that is."""

    seconds: float
    loops: float

    def __str__(self) -> str:
        return f"{self.seconds * 1e6:>8,.0f} µs (x {self.loops:.2f})"


def timed(works: Mapping[str, Callable[[], object]], rounds: int = ROUNDS) -> dict[str, Taken]:
    """Each of some works, run in turns with each other and with the reference loop."""
    least = dict.fromkeys(works, math.inf)
    loop = math.inf
    for work in works.values():
        _once(work)
    for _ in range(rounds):
        for name, work in works.items():
            loop = min(loop, _once(reference))
            least[name] = min(least[name], _once(work))
    return {name: Taken(seconds, seconds / loop) for name, seconds in least.items()}


def _once(work: Callable[[], object]) -> float:
    for kept in KEPT_OF_TEXTS:
        kept.cache_clear()
    started = time.process_time()
    work()
    return time.process_time() - started


def reference() -> int:
    """A fixed amount of work that has nothing to do with rules."""
    words = {number: str(number) for number in range(2_000)}
    return sum(len(word) for word in words.values() if "7" in word)


def clean_report() -> AnnualReport:
    """A sample report with figures in all three tables and nothing wrong in them."""
    return base("lanzhou-shi-2023")


def long_report(characters: int = CHARACTERS) -> AnnualReport:
    """A sample with paragraphs of the others appended until its narrative has that length."""
    report = clean_report()
    data = report.model_dump()
    for place, paragraph in _paragraphs():
        if sum(len(text) for _, text in report.texts()) >= characters:
            break
        section = data["sections"][place[0]]
        holder = section["parts"][place] if "." in place else section
        holder["paragraphs"] = [*holder["paragraphs"], paragraph]
        report = AnnualReport.model_validate(data)
    return report


def _paragraphs() -> Iterator[tuple[str, str]]:
    names = [path.stem for path in samples() if path.stem != "lanzhou-shi-2023"]
    for name in cycle(names):
        report = base(name)
        for part in ("1.1", "1.2", "1.3", "1.4", "1.5", "5", "6"):
            yield from ((part, text) for text in report.text_of(part).splitlines())


def reports() -> dict[str, AnnualReport]:
    """The dense text and the real reports by what they are called."""
    real = {path.name: read_report(path) for path in REAL if path.is_file()}
    return {"dense sample text": long_report()} | real


def checks(cases: Mapping[str, AnnualReport]) -> dict[str, Taken]:
    """What all rules take for each of some reports."""
    return timed({name: partial(_check, report) for name, report in cases.items()})


def steps(report: AnnualReport) -> int:
    """How many steps of Python's machine the rules take: the same to a thousandth, however busy it is.

    What runs in C (regular expressions, arrays) is one step each, so this compares two states of
    the code and says nothing of milliseconds.
    """
    taken = 0

    def count(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal taken
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        taken += event == "opcode"
        return count

    _check(report)
    sys.settrace(count)
    _check(report)
    sys.settrace(None)
    return taken


def _check(report: AnnualReport) -> None:
    check(Case(report), RULES)


def table_rules() -> Taken:
    """What the table rules take for one report."""
    report = clean_report()

    def work() -> None:
        for _ in range(BATCH):
            check(Case(report), TABLES)

    taken = timed({"tables": work})["tables"]
    return Taken(taken.seconds / BATCH, taken.loops / BATCH)


def slowest(report: AnnualReport) -> list[tuple[str, Taken]]:
    """The time of every rule in a case whose shared readings are there, the slowest first."""
    case = Case(report)
    check(case, RULES)
    taken = timed({rule.code: partial(check, case, [rule]) for rule in RULES})
    return sorted(taken.items(), key=lambda item: -item[1].seconds)


def shared_readings(report: AnnualReport) -> dict[str, Taken]:
    """What the readings take that rules share, each in a fresh case, what it rests on included."""
    return timed(
        {
            "tables": lambda: (Case(report).tables.gaps, 0),
            "words": lambda: Case(report).narrative.words,
            "sentences": lambda: Case(report).narrative.sentences,
            "mentions": lambda: Case(report).narrative.mentions,
        }
    )


def main() -> None:
    """Print the figures."""
    cores = on_one_core()
    loop = timed({"loop": reference})["loop"].seconds
    print(
        f"{cores} core, Python {sys.version.split()[0]}, reference loop {loop * 1e6:.0f} µs (x 1)"
    )
    tables = table_rules()
    print(f"{len(TABLES)} table rules: {1 / tables.seconds:,.0f} reports/s, {tables} each")
    cases = reports()
    for name, taken in checks(cases).items():
        length = sum(len(text) for _, text in cases[name].texts())
        held = "within" if taken.seconds <= PROMISED else "MORE THAN"
        print(
            f"{len(RULES)} rules on {name}, {length} characters: {taken.seconds * 1e3:.2f} ms "
            f"(x {taken.loops:.1f}), {held} {PROMISED * 1e3:.0f} ms on this machine; "
            f"{steps(cases[name]):,} steps"
        )
    dense = next(iter(cases.values()))
    for name, taken in shared_readings(dense).items():
        print(f"  of the first shared: {name:<12}{taken}")
    print(f"the slowest {SLOWEST} rules on it, the shared readings at hand:")
    for code, taken in slowest(dense)[:SLOWEST]:
        print(f"  {code:<12}{taken}")


if __name__ == "__main__":
    main()
