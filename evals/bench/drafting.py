"""How long an offline draft of a whole report takes once the program has started.

`python -m evals.bench.drafting`: every built-in figures file with last year's beside it, drafted and
checked, best of five in one process, beside a reference loop to compare machines by. Seconds of
processor time; the corpus is not opened (its start is measured by `evals.bench.start`).
"""

import time
from collections.abc import Callable
from pathlib import Path

from assistant.drafting.drafter import Drafter
from assistant.reading.figures import read_figures
from assistant.report.model import AnnualReport
from assistant.resources import corpus_dir, examples_dir

_RUNS = 5


def seconds(work: Callable[[], object]) -> float:
    """The shortest of five runs."""
    return min(_once(work) for _ in range(_RUNS))


def _once(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _previous(path: Path) -> AnnualReport | None:
    stem, _, year = path.stem.rpartition("-")
    last = path.with_name(f"{stem}-{int(year) - 1}.yaml")
    return read_figures(last) if last.exists() else None


def _reference() -> int:
    return sum(i * i for i in range(100_000))


def main() -> None:
    """Print the table."""
    files = [examples_dir() / "yuanzhou-2022.yaml", *sorted((corpus_dir() / "samples").glob("*"))]
    reference = seconds(_reference)
    print(f"reference loop {reference * 1000:.1f} ms")
    for path in files:
        report, last = read_figures(path), _previous(path)
        taken = seconds(lambda r=report, p=last: Drafter(r, previous=p).draft())  # type: ignore[misc]
        print(f"{path.stem:28} {taken:6.3f} s  {taken / reference:5.1f} x reference")


if __name__ == "__main__":
    main()
