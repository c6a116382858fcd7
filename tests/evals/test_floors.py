"""Floors of evaluations only rise: no commit may lower one that an earlier commit had."""

import shutil
import subprocess
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FLOORS = sorted(path.relative_to(ROOT) for path in (ROOT / "evals").glob("*/floors.toml"))
# The higher the stricter, but for these.
THE_LOWER_THE_STRICTER = {"errors_in_1000"}


def git(*arguments: str) -> str:
    found = subprocess.run(
        ["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return found.stdout if found.returncode == 0 else ""


def flat(text: str) -> dict[str, Decimal]:
    return {
        f"{table}.{name}": Decimal(value)
        for table, values in tomllib.loads(text).items()
        for name, value in values.items()
    }


def lowered(now: dict[str, Decimal], before: dict[str, Decimal]) -> list[str]:
    """The floors that are laxer than they were, or gone."""
    found = []
    for name, old in before.items():
        new = now.get(name)
        sign = -1 if name.split(".")[1] in THE_LOWER_THE_STRICTER else 1
        if new is None or new * sign < old * sign:
            found.append(f"{name}: {old} → {new}")
    return found


@pytest.mark.parametrize("path", FLOORS, ids=str)
def test_no_floor_is_lower_than_in_any_earlier_commit(path: Path) -> None:
    if not shutil.which("git") or not git("rev-parse", "--git-dir"):
        pytest.skip("not a git checkout")
    now = flat((ROOT / path).read_text("utf-8"))
    for commit in git("log", "--format=%H", "--", str(path)).split():
        before = git("show", f"{commit}:{path}")
        if before:
            assert lowered(now, flat(before)) == [], commit


def test_a_lowered_floor_is_seen() -> None:
    before = {"planted.recall": Decimal("0.97"), "untouched.errors_in_1000": Decimal(1)}
    assert lowered(before, before) == []
    assert lowered({**before, "planted.recall": Decimal("0.98")}, before) == []
    assert lowered({**before, "planted.recall": Decimal("0.96")}, before)
    assert lowered({**before, "untouched.errors_in_1000": Decimal(2)}, before)
    assert lowered({"planted.recall": Decimal("0.97")}, before)
