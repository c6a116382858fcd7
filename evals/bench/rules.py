"""How long the rules take, on one core: `python -m evals.bench.rules`.

The table rules run on a report already in memory, each time in a fresh case; all rules on a
narrative of about 4,000 characters put together from the sample reports; then the slowest rules
one by one, the shared reading of the narrative told apart. Every figure is the median of many
runs and stands beside a fixed loop of plain Python, so that a loaded machine, or another one,
can be compared by the ratio.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

from assistant.reading.open_file import read_report
from assistant.report.model import AnnualReport
from assistant.review.examples import base, samples
from assistant.rules.all_rules import RULES
from assistant.rules.case import Case
from assistant.rules.engine import check

CHARACTERS = 4_000
# Real reports have a third of the numbers that the samples have.
REAL = sorted((Path(__file__).resolve().parents[3] / "shared" / "reports").glob("*20*.*"))
RUNS, BATCH, SLOWEST = 60, 20, 10
TABLES = tuple(rule for rule in RULES if rule.code.startswith("TAB"))


def on_one_core() -> int:
    """Bind this process to one core where the system knows how; how many it may use then."""
    if not hasattr(os, "sched_setaffinity"):
        return os.cpu_count() or 1
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    return 1


def seconds(work: Callable[[], object], runs: int = RUNS) -> float:
    """The median processor time of one run, after two that are not counted."""
    work(), work()
    times = []
    for _ in range(runs):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return statistics.median(times)


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


def table_seconds() -> float:
    """What the table rules take for one report."""
    report = clean_report()

    def work() -> None:
        for _ in range(BATCH):
            check(Case(report), TABLES)

    return seconds(work) / BATCH


def slowest(report: AnnualReport) -> list[tuple[str, float]]:
    """The time of every rule in a case whose shared readings are there, the slowest first."""
    case = Case(report)
    check(case, RULES)
    times = {rule.code: seconds(lambda rule=rule: check(case, [rule])) for rule in RULES}  # type: ignore[misc]
    return sorted(times.items(), key=lambda item: -item[1])


def shared_readings(report: AnnualReport) -> dict[str, float]:
    """What the readings take that rules share, each in a fresh case, what it rests on included."""
    readings: dict[str, Callable[[], object]] = {
        "tables": lambda: (Case(report).tables.gaps, 0),
        "words": lambda: Case(report).narrative.words,
        "sentences": lambda: Case(report).narrative.sentences,
        "mentions": lambda: Case(report).narrative.mentions,
    }
    return {name: seconds(work) for name, work in readings.items()}


def main() -> None:
    """Print the figures."""
    cores = on_one_core()
    unit = seconds(reference)
    report = long_report()
    length = sum(len(text) for _, text in report.texts())
    print(
        f"{cores} core, Python {sys.version.split()[0]}, reference loop {unit * 1e6:.0f} µs (x 1)"
    )
    tables = table_seconds()
    shown = f"{1 / tables:,.0f} reports/s"
    print(f"{len(TABLES)} table rules: {shown}, {tables * 1e6:.0f} µs each (x {tables / unit:.2f})")
    whole = seconds(lambda: check(Case(report), RULES))
    print(f"{len(RULES)} rules on {length} characters: {whole * 1e3:.2f} ms (x {whole / unit:.1f})")
    for path in REAL:
        if path.is_file():
            real = read_report(path)
            taken = seconds(lambda real=real: check(Case(real), RULES))  # type: ignore[misc]
            size = sum(len(text) for _, text in real.texts())
            print(
                f"  on {path.name}, {size} characters: {taken * 1e3:.2f} ms (x {taken / unit:.1f})"
            )
    for name, taken in shared_readings(report).items():
        print(f"  of it shared: {name:<12}{taken * 1e6:>8.0f} µs (x {taken / unit:.2f})")
    print(f"the slowest {SLOWEST} rules, the shared readings at hand:")
    for code, taken in slowest(report)[:SLOWEST]:
        print(f"  {code:<12}{taken * 1e6:>8.0f} µs (x {taken / unit:.2f})")


if __name__ == "__main__":
    main()
