"""The gate of all offline suites: `python -m evals.baseline [SUITE...] [--write --why REASON]`.

Runs the suites (drafting, retrieval, rules, reading, chat, scorers) side by side, without a model
and without a network, and fails where a figure is below its floor or above its ceiling, where a case
is not the one that the floors were measured on, and where a floor is laxer than in an earlier commit
or in the baseline's own record. `--write` takes in new cases and better figures and says why in the
record; it lowers nothing, and writes nothing while something falls short.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from decimal import ROUND_DOWN, ROUND_UP, Decimal
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from evals.floor_history import HISTORY, broken_record, entry_of, fallen_since_a_commit
from evals.floors import PATH, SUITES, Floors, changed_cases, floors_in, short_of
from evals.outcomes.outcome import Outcome, digest
from evals.scoring.threads import one_thread

_PLACES = Decimal("0.001")
_LONGEST_FIRST = ("rules", "scorers", "reading", "drafting", "retrieval", "chat")


def measured(suite: str) -> Outcome:
    """One suite over all its built-in cases, as the gate wants it."""
    one_thread()
    from evals.outcomes.measuring import MEASURED

    return MEASURED[suite]()


def measured_side_by_side(suites: Sequence[str]) -> dict[str, Outcome]:
    """Several suites, each in a process of its own, as many at a time as there are cores."""
    ordered = [suite for suite in _LONGEST_FIRST if suite in suites]
    workers = min(len(ordered), os.cpu_count() or 1)
    with ProcessPoolExecutor(workers, get_context("spawn"), max_tasks_per_child=1) as pool:
        return dict(zip(ordered, pool.map(measured, ordered), strict=True))


def faults_of(data: Mapping[str, Any], outcomes: Mapping[str, Outcome]) -> list[str]:
    """Everything that the gate refuses, suite by suite, in Chinese."""
    return [
        f"{suite}：{fault}"
        for suite, outcome in outcomes.items()
        for fault in outcome.faults(floors_in(data, suite))
    ]


def raised(outcome: Outcome, before: Floors) -> Floors:
    """The floors after a run: cases as they are, floors and ceilings where they were or stricter."""
    floors, ceilings = dict(before.floors), dict(before.ceilings)
    for name, value in outcome.reached.items():
        slack = outcome.slack.get(name, Decimal(0))
        reached = (value - slack).quantize(_PLACES, ROUND_DOWN)
        floors[name] = max(reached, floors.get(name, reached))
    for name, value in outcome.at_most.items():
        reached = value.quantize(_PLACES, ROUND_UP)
        ceilings[name] = min(reached, ceilings.get(name, reached))
    return Floors(outcome.cases, floors, ceilings)


def rewritten(data: Mapping[str, Any], outcomes: Mapping[str, Outcome], why: str) -> dict[str, Any]:
    """The baseline after a run, with a line in its record of what was set."""
    new: dict[str, Any] = {suite: data.get(suite, {}) for suite in SUITES}
    changes: dict[str, Any] = {}
    for suite, outcome in outcomes.items():
        before = floors_in(data, suite)
        new[suite] = _as_data(raised(outcome, before))
        changed = _changes(_as_data(before), new[suite])
        if changed:
            changes[suite] = changed
    history = list(data.get(HISTORY, ()))
    if changes:
        history.append(entry_of(history[-1]["sha256"] if history else "", why, changes))
    return {**new, HISTORY: history}


def _as_data(floors: Floors) -> dict[str, Any]:
    return {
        "cases": dict(sorted(floors.cases.items())),
        "floors": {name: str(value) for name, value in sorted(floors.floors.items())},
        "ceilings": {name: str(value) for name, value in sorted(floors.ceilings.items())},
    }


def _changes(before: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """What was set: the floors themselves, of the cases one digest of them all."""
    found: dict[str, Any] = {
        key: set_now
        for key in ("floors", "ceilings")
        if (set_now := {n: v for n, v in now[key].items() if before[key].get(n) != v})
    }
    if before["cases"] != now["cases"]:
        found["of_cases"] = digest(json.dumps(now["cases"], sort_keys=True))
    return found


def write(path: Path, data: Mapping[str, Any], outcomes: Mapping[str, Outcome], why: str) -> list[str]:  # fmt: skip
    """Write new digests and stricter floors; what keeps them from being written, in Chinese."""
    short = [
        f"{suite}：{fault}；没有写，先修好再写"
        for suite, one in outcomes.items()
        for fault in short_of({**one.reached, **one.at_most}, floors_in(data, suite))
    ]
    changed = [s for s, one in outcomes.items() if changed_cases(one.cases, floors_in(data, s))]
    if changed and not why:
        short.append(f"{'、'.join(changed)} 的案例变了，没有写；用 --why 说明原因再写")
    if not short:
        text = json.dumps(rewritten(data, outcomes, why), ensure_ascii=False, indent=1)
        path.write_text(text + "\n", "utf-8")
    return short


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the offline suites against the baseline, or write it anew; 1 where something falls."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("suites", nargs="*", metavar="SUITE", help=" ".join(SUITES))
    parser.add_argument("--write", action="store_true", help="write digests and stricter floors")
    parser.add_argument("--why", default="", help="why the cases changed, for the record")
    chosen = parser.parse_args(arguments)
    unknown = [suite for suite in chosen.suites if suite not in SUITES]
    if unknown:
        parser.error(f"没有“{'、'.join(unknown)}”这种评测，可写：{'、'.join(SUITES)}")
    data: dict[str, Any] = json.loads(PATH.read_text("utf-8"))
    fell, commits = fallen_since_a_commit(data)
    faults = [*broken_record(data), *fell]
    if not commits:
        _say(["没有提交历史可对，下限只与 baseline.json 自己的记录核对"])
    if not faults:
        outcomes = measured_side_by_side(chosen.suites or SUITES)
        faults = write(PATH, data, outcomes, chosen.why) if chosen.write else faults_of(data, outcomes)  # fmt: skip
    _say(faults or [f"{'、'.join(chosen.suites or SUITES)} 都达到下限（对过 {commits} 个提交）"])
    return 1 if faults else 0


def _say(lines: Iterable[str]) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
