"""The floors of the drafting suite with the digests of the cases that they were measured on.

`python -m evals.baseline --write` measures offline drafting, writes the digests of the cases as they
are and raises floors to what was reached; it lowers none. `tests/evals/test_floors.py` refuses a
commit in which a floor fell or a case has another digest than here. The files of judged queries and
utterances, on which the floors of search and intents rest, have their digests here too.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from pathlib import Path
from typing import Any

from evals.drafting.cases import Case, sample_cases
from evals.harness.record import Record
from evals.scoring.threads import one_thread

PATH = Path(__file__).resolve().parent / "baseline.json"
_ARM = "offline"
_ROOT = PATH.parents[1]
_JUDGED = ("evals/retrieval/*queries.yaml", "tests/chat/utterances*.yaml")
# How far below what was measured a floor is set: another processor may round a cosine otherwise.
_SLACK = {"content.stated": Decimal("0.02"), "content.supported": Decimal("0.02")}
_PLACES = Decimal("0.001")


@dataclass(frozen=True, slots=True)
class Baseline:
    """Case digests by name, and the least mean of each value of offline drafting."""

    cases: Mapping[str, str]
    floors: Mapping[str, Decimal]


def read_baseline(path: Path = PATH) -> Baseline:
    """The baseline that travels with the program."""
    data: dict[str, Any] = json.loads(path.read_text("utf-8"))["drafting"]
    return Baseline(data["cases"], {name: Decimal(v) for name, v in data["floors"].items()})


def judged_files() -> dict[str, str]:
    """The SHA-256 of every file of judged queries and utterances, by its path in the checkout."""
    paths = sorted(path for pattern in _JUDGED for path in _ROOT.glob(pattern))
    return {
        path.relative_to(_ROOT).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in paths
    }


def changed_judged(path: Path = PATH) -> list[str]:
    """The files of judged queries and utterances that differ from the baseline, in Chinese."""
    before: dict[str, str] = json.loads(path.read_text("utf-8")).get("judged", {})
    now = judged_files()
    differing = [n for n in sorted({*now, *before}) if now.get(n) != before.get(n)]
    cure = "以前的下限不能与它比；确实要改的，运行 python -m evals.baseline --write 并说明原因"
    return [f"评测题 {name} 变了，{cure}" for name in differing]


def changed_cases(cases: Sequence[Case], baseline: Baseline) -> list[str]:
    """What differs between the cases and the digests of the baseline, in Chinese."""
    now = {case.name: case.digest for case in cases}
    cure = "分数不能与下限比；确实要改的，运行 python -m evals.baseline --write 并说明原因"
    found = [f"案例 {n} 变了，{cure}" for n, d in now.items() if baseline.cases.get(n, d) != d]
    found += [f"案例 {n} 不在 baseline.json 里，{cure}" for n in now if n not in baseline.cases]
    return found + [f"案例 {n} 不见了，{cure}" for n in baseline.cases if n not in now]


def below_floors(record: Record, baseline: Baseline) -> list[str]:
    """The values of offline drafting whose mean is below its floor, in Chinese."""
    arm = record.arm(_ARM)
    if arm is None:
        return []
    means = arm.means()
    return [
        f"{name} 是 {means.get(name)}，下限 {floor}"
        for name, floor in baseline.floors.items()
        if (mean := means.get(name)) is None or mean < floor
    ]


def raised(record: Record, cases: Sequence[Case], before: Baseline) -> dict[str, Any]:
    """The baseline after a run: digests as they are, floors where they were or higher."""
    arm = record.arm(_ARM)
    means = arm.means() if arm else {}
    floors = dict(before.floors)
    for name, mean in means.items():
        if mean is not None:
            reached = (mean - _SLACK.get(name, Decimal(0))).quantize(_PLACES, ROUND_DOWN)
            floors[name] = max(reached, floors.get(name, reached))
    return {
        "drafting": {
            "cases": {case.name: case.digest for case in cases},
            "floors": {name: str(floor) for name, floor in sorted(floors.items())},
        },
        "judged": judged_files(),
    }


def main() -> None:
    """Check the offline suite against the baseline, or write it anew."""
    one_thread()
    from evals.drafting.arms import OfflineArm
    from evals.harness.running import run

    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true", help="write digests and higher floors")
    chosen = parser.parse_args()
    cases = sample_cases()
    before = read_baseline() if PATH.exists() else Baseline({}, {})
    record = run(cases, [OfflineArm()]).record
    if chosen.write:
        text = json.dumps(raised(record, cases, before), ensure_ascii=False, indent=1)
        PATH.write_text(text + "\n", "utf-8")
        sys.exit(0)
    faults = [*changed_judged(), *changed_cases(cases, before), *below_floors(record, before)]
    sys.stdout.write("".join(f"{fault}\n" for fault in faults))
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
