"""A whole county rolled up: `python -m evals.bench.rollup [--units 100]`.

A made-up county of that many units hands in files in four formats, 19 faults planted among them.
Printed: which faults were found and named, what was said of sound units (false alarms), whether
every sum is right, whether the planted differences from the parent's figures are explained by the
right unit; then the wall time of the command in a process of its own, first and second run, beside
a reference loop to compare machines by, and the processor time of all its processes. Exit code 1 if
anything is missed or invented, or takes more processor time than the bound: on idle cores the wall
time is less than that, on busy ones it says nothing.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import click

from assistant.reading.open_file import read_report
from assistant.report.model import AnnualReport
from assistant.rollup.folder import folder_of
from assistant.rollup.kept import Kept
from assistant.rollup.rollup import Asked, RollUp, rollup
from assistant.rollup.unit import Unit
from assistant.rollup.unit_list import ListedUnit
from assistant.rules.rule import Severity
from evals.rollup.county import added_up, write_files
from evals.rollup.planted import Collection, Expected, collection

FIRST_SECONDS, SECOND_SECONDS = 30, 3
_AGAIN = 3  # runs with nothing changed, of which the shortest is told
_WHOLE = "汇总结果.json"


def rolled(made: Collection, folder: Path, kept: Kept | None = None) -> RollUp:
    """The collection written to a folder and rolled up."""
    write_files(made.files, folder / "units")
    write_files(made.past, folder / "past")
    past = tuple(read_report(file.path) for file in folder_of(folder / "past").files)
    files = folder_of(folder / "units").files
    listed = [ListedUnit(name) for name in made.names]
    return rollup(files, made.parent, listed, Asked(past=past), kept=kept)


def missed(made: Collection, result: RollUp) -> list[str]:
    """The planted faults that were not found, or not named as they should be."""
    by_name = {unit.name: unit for unit in result.units}
    return [e.fault for e in made.expected if not _is_told(e, by_name.get(e.unit))]


def _is_told(expected: Expected, unit: Unit | None) -> bool:
    if unit is None or unit.standing is not expected.standing:
        return False
    return any(w in expected.told_as and expected.words in text for w, text in _said(unit))


def _said(unit: Unit) -> Iterator[tuple[str, str]]:
    yield from ((fault.kind.value, fault.message) for fault in unit.faults)
    yield from ((finding.code, finding.message) for finding in unit.findings)


def false_alarms(made: Collection, result: RollUp) -> list[str]:
    """What was said of units that nobody spoilt, notes and findings of likelihood left aside."""
    spoilt = {expected.unit for expected in made.expected}
    sound = [unit for unit in result.units if unit.name not in spoilt]
    alarms = [f"{u.name}: {fault.message}" for u in sound for fault in u.faults]
    alarms += [
        f"{unit.name}: {finding.code} {finding.message}"
        for unit in sound
        for finding in unit.findings
        if finding.severity is Severity.ERROR
    ]
    copied_from = made.names[0]  # is asked to look at its own figures too
    return [alarm for alarm in alarms if not alarm.startswith(copied_from)]


def wrong_sums(made: Collection, result: RollUp) -> list[str]:
    """Cells whose sum is not what plain addition of what was handed in gives."""
    wanted = added_up(made.counted.values())
    named = {unit.name for unit in result.counted}
    wrong = [f"counted: {name}" for name in sorted(named ^ set(made.counted))]
    sums = [one for one in result.sums if not one.question]
    wrong += [one.address for one in sums if one.value != wanted[one.address]]
    return wrong + [one.address for one in result.sums if one.question and one.value is not None]


def unexplained(made: Collection, result: RollUp) -> list[str]:
    """Planted differences that were not found or not put down to the right unit; others invented."""
    found = {d.address: " ".join(d.causes) for d in result.comparison.differences}
    bad = [a for a, unit in made.causes.items() if unit not in found.get(a, "")]
    return bad + sorted(set(found) - set(made.causes))


def _processor_time() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _reference() -> float:
    started = time.perf_counter()
    sum(i * i for i in range(2_000_000))
    return time.perf_counter() - started


def _seconds(made: Collection, folder: Path) -> list[tuple[float, float]]:
    """Wall and processor time of the command: the first run in a new home, the best of later ones."""
    listed, figures = folder / "units.txt", folder / "parent.json"
    listed.write_text("\n".join(made.names), "utf-8")
    assert isinstance(made.parent, AnnualReport)
    figures.write_text(made.parent.model_dump_json(), "utf-8")
    program = str(Path(sys.executable).parent / "nianbao")
    command = [program, "rollup", str(folder / "units"), "--parent", str(figures)]
    command += ["--units", str(listed), "--previous", str(folder / "past")]
    command += ["--out", str(folder / "out")]
    ours = {k: v for k, v in os.environ.items() if not k.startswith(("OPENAI_", "NIANBAO_"))}
    ours["NIANBAO_HOME"] = str(folder / "home")
    times = []
    for _ in range(1 + _AGAIN):
        started, used = time.perf_counter(), _processor_time()
        ran = subprocess.run(command, env=ours, capture_output=True, check=False)  # noqa: S603
        times.append((time.perf_counter() - started, _processor_time() - used))
        whole = folder / "out" / _WHOLE
        if ran.returncode != 1 or not whole.is_file():
            raise SystemExit(f"the command failed: {ran.stderr.decode()[-2000:]}")
    return [times[0], min(times[1:])]


@click.command()
@click.option("--units", "count", default=100, show_default=True)
@click.option("--seed", default=2024, show_default=True)
def main(count: int, seed: int) -> None:
    """Print the figures."""
    made = collection(count, seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        result = rolled(made, folder)
        times = _seconds(made, folder)
    print(f"{len(made.names)} units, {len(made.files)} files, {len(made.expected)} planted faults")
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    bad = False
    for title, what in (
        ("faults missed", missed(made, result)),
        ("false alarms", false_alarms(made, result)),
        ("wrong sums", wrong_sums(made, result)),
        ("differences not explained", unexplained(made, result)),
    ):
        print(f"{title}: {len(what)}{''.join(f'{chr(10)}  {one}' for one in what[:20])}")
        bad = bad or bool(what)
    reference = min(_reference() for _ in range(5))
    bounds = (("first run", FIRST_SECONDS), ("second run", SECOND_SECONDS))
    for (title, most), (wall, used) in zip(bounds, times, strict=True):
        ratio = f"x {wall / reference:.0f} reference"
        print(f"{title}: {wall:.1f} s ({ratio}), processor time {used:.1f} s, bound {most} s")
        bad = bad or used > most
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
