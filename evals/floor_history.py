"""Floors only rise: against every earlier commit, and against what the baseline itself has recorded.

A change that lowers a floor together with the code that falls short of it is seen in two ways. Where
there is a repository, every earlier commit's baseline is read: its floors may not be higher than
today's, and its record has to be the beginning of today's. Where there is none (a source archive, a
checkout of one commit), the record alone speaks: its entries are chained by their digests, and no
floor may be below one of them. So to lower a floor in secret one would have to rewrite the record,
which the first look with a history refuses.
"""

import hashlib
import json
import shutil
import subprocess
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from evals.floors import PATH, SUITES, floors_in, lowered

HISTORY = "history"
_ROOT = PATH.parents[1]
# Where floors stood before they moved into the baseline; earlier commits still have them there.
_MOVED = {"rules": "evals/rules/floors.toml", "retrieval": "evals/retrieval/floors.toml"}
_MOST = frozenset(["errors_in_1000"])


def entry_of(previous: str, why: str, changes: Mapping[str, Any]) -> dict[str, Any]:
    """A line of the record: what was set and why, chained to the line before by `sha256`."""
    told = json.dumps([previous, why, changes], ensure_ascii=False, sort_keys=True)
    return {"why": why, "changes": changes, "sha256": hashlib.sha256(told.encode()).hexdigest()}


def broken_record(data: Mapping[str, Any]) -> list[str]:
    """Where the record does not hang together, and the floors below one that it tells of."""
    found, previous = [], ""
    for at, entry in enumerate(data.get(HISTORY, ()), 1):
        if entry_of(previous, entry["why"], entry["changes"]) != entry:
            found.append(f"baseline.json 的记录第 {at} 条被改过；请恢复，记录只能往后加")
        previous = entry["sha256"]
        found += [
            f"{suite}：{what}（记录第 {at} 条）；下限只能提高，请恢复"
            for suite in entry["changes"]
            for what in lowered(floors_in(data, suite), floors_in(entry["changes"], suite))
        ]
    return found


def fallen_since_a_commit(data: Mapping[str, Any], root: Path = _ROOT) -> tuple[list[str], int]:
    """The floors that fell since any earlier commit, and how many commits could be looked at."""
    found: list[str] = []
    commits = 0
    for commit, before in earlier_baselines(root):
        commits += 1
        found += [
            f"{what}（提交 {commit[:10]}）；下限只能提高，请恢复" for what in fallen(data, before)
        ]
    return list(dict.fromkeys(found)), commits


def fallen(now: Mapping[str, Any], before: Mapping[str, Any]) -> list[str]:
    """What of a baseline fell against an earlier one: floors, and lines of its record."""
    found = [
        f"{suite}：{what}"
        for suite in SUITES
        for what in lowered(floors_in(now, suite), floors_in(before, suite))
    ]
    told: Sequence[Any] = before.get(HISTORY, ())
    if list(now.get(HISTORY, ()))[: len(told)] != list(told):
        found.append("baseline.json 的记录不再以从前的记录开头")
    return found


def earlier_baselines(root: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every commit that touched the floors, with its baseline; nothing where there is no history."""
    name = PATH.relative_to(_ROOT).as_posix()
    for commit in _git(root, "log", "--format=%H", "--", name).split():
        text = _git(root, "show", f"{commit}:{name}")
        if text:
            yield commit, json.loads(text)
    for suite, path in _MOVED.items():
        for commit in _git(root, "log", "--format=%H", "--", path).split():
            text = _git(root, "show", f"{commit}:{path}")
            if text:
                yield commit, {suite: of_toml(text)}


def of_toml(text: str) -> dict[str, dict[str, str]]:
    """The floors of a file of before, as the baseline has them now."""
    found: dict[str, dict[str, str]] = {"floors": {}, "ceilings": {}}
    for table, values in tomllib.loads(text).items():
        for name, value in values.items():
            found["ceilings" if name in _MOST else "floors"][f"{table}.{name}"] = str(value)
    return found


def _git(root: Path, *arguments: str) -> str:
    git = shutil.which("git")
    if git is None:
        return ""
    ran = subprocess.run(  # noqa: S603
        [git, *arguments], cwd=root, capture_output=True, text=True, encoding="utf-8", check=False
    )
    return ran.stdout if ran.returncode == 0 else ""
