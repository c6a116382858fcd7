"""`python -m evals.reading.fuzz --minutes 10`: readers fed with damaged files for a while.

A file is read, or refused with a clear message; nothing else may happen, and not for long.
Every cell without a value has its note. A failure is written down with its seed.
"""

import argparse
import random
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from assistant.errors import UnusableInput
from assistant.exporting.export import RENDERERS
from assistant.reading.figures import read_figures
from assistant.reading.open_file import read_report
from assistant.report.model import AnnualReport
from assistant.resources import corpus_dir
from evals.reading.mutations import mutated

KINDS = ("html", "docx", "md")
SECONDS = 20.0
_SHARED = Path(__file__).resolve().parents[3] / "shared" / "reports"


@dataclass(frozen=True, slots=True)
class Seed:
    """A sound file to make damaged ones of."""

    suffix: str
    data: bytes


class TooSlow(Exception):
    """A file took longer than `SECONDS`."""


def seeds(samples: int = 4) -> list[Seed]:
    """Our own exports of some sample reports, and the real reports where they are at hand."""
    paths = sorted((corpus_dir() / "samples").glob("*.yaml"))[:samples]
    reports = [read_figures(path) for path in paths]
    made = [Seed(f".{kind}", RENDERERS[kind](report)) for report in reports for kind in KINDS]
    real = [
        Seed(path.suffix, path.read_bytes())
        for path in sorted(_SHARED.glob("*"))
        if path.suffix in (".html", ".txt", ".docx")
    ]
    return made + real


def fault_of(seed: Seed, number: int, folder: Path) -> str:
    """What went wrong with one damaged file, empty where nothing did."""
    chance = random.Random(number)
    path = folder / f"{number}{seed.suffix}"
    path.write_bytes(mutated(seed.data, chance))
    try:
        with _limited():
            return _unexplained(read_report(path))
    except UnusableInput as refused:
        return "" if "怎么办" in str(refused) else f"message without a cure: {refused}"
    except Exception:  # noqa: BLE001 - whatever it is, it is the finding
        return traceback.format_exc()
    finally:
        path.unlink(missing_ok=True)


def _unexplained(report: AnnualReport) -> str:
    noted = {note.where for note in report.notes if note.what in ("blank cell", "not read")}
    silent = [
        address
        for address, value in report.cells().items()
        if value is None and report.holds(address) and address not in noted
    ]
    again = AnnualReport.model_validate_json(report.model_dump_json())
    if again != report:
        return "the report is not the same after a round trip through JSON"
    return f"cells without value and note: {silent[:5]}" if silent else ""


@contextmanager
def _limited() -> Iterator[None]:
    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooSlow(f"more than {SECONDS:g} seconds")

    if not hasattr(signal, "SIGALRM"):
        yield
        return
    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def main() -> int:
    """Run for the minutes asked for; exit 1 if anything fell over."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=0, help="number of the first file")
    arguments = parser.parse_args()
    end = time.monotonic() + arguments.minutes * 60
    known, faults, number, slowest = seeds(), 0, arguments.seed, 0.0
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < end:
            started = time.monotonic()
            fault = fault_of(known[number % len(known)], number, Path(folder))
            slowest = max(slowest, time.monotonic() - started)
            if fault:
                faults += 1
                print(f"--- file {number}\n{fault}", flush=True)
            number += 1
    print(f"{number - arguments.seed} files, {faults} faults, slowest {slowest:.1f} s")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
