"""The baseline of drafting: floors only rise, and no case changes without a new digest."""

import json
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest

from evals.baseline import (
    PATH,
    Baseline,
    below_floors,
    changed_cases,
    changed_judged,
    raised,
    read_baseline,
)
from evals.drafting.cases import sample_cases
from evals.harness.record import ArmRun, Record, ScoredCase
from evals.scoring.scorers import VALUES

ROOT = Path(__file__).resolve().parents[2]


def record(value: str) -> Record:
    case = ScoredCase(
        case="a", digest="d", agency="甲县", year=2024, split="tuning",
        values={"coverage.must": Decimal(value), "content.stated": Decimal(value)},
    )  # fmt: skip
    arm = ArmRun(arm="offline", label="离线", engine="offline", cases=(case,))
    return Record(suite="drafting", commit="", changed=False, made="", arms=(arm,))


def git(*arguments: str) -> str:
    found = subprocess.run(
        ["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return found.stdout if found.returncode == 0 else ""


def test_the_cases_are_those_that_the_floors_were_measured_on() -> None:
    assert changed_cases(sample_cases(), read_baseline()) == []


def test_a_changed_a_new_and_a_lost_case_are_told() -> None:
    cases = sample_cases(2)
    digests = {one.name: one.digest for one in cases}
    first, second = digests
    assert changed_cases(cases, Baseline(digests, {})) == []
    assert "变了" in changed_cases(cases, Baseline({**digests, first: "0"}, {}))[0]
    assert "不见了" in changed_cases(cases[:1], Baseline(digests, {}))[0]
    assert "不在" in changed_cases(cases, Baseline({second: digests[second]}, {}))[0]


def test_every_floor_is_of_a_value_that_is_scored() -> None:
    floors = read_baseline().floors
    assert len(floors) >= 20
    assert set(floors) <= set(VALUES)
    assert floors["faithfulness.numbers"] == 1


def test_a_mean_below_its_floor_is_told() -> None:
    baseline = Baseline({}, {"coverage.must": Decimal("0.90")})
    assert below_floors(record("0.90"), baseline) == []
    assert below_floors(record("0.89"), baseline) == ["coverage.must 是 0.8900，下限 0.90"]
    assert below_floors(record("0.9"), Baseline({}, {"form.rules": Decimal(0)}))


def test_writing_the_baseline_raises_floors_and_lowers_none() -> None:
    before = Baseline({}, {"coverage.must": Decimal("0.950")})
    lower = raised(record("0.9"), [], before)["drafting"]["floors"]
    assert lower == {"content.stated": "0.880", "coverage.must": "0.950"}
    higher = raised(record("0.97"), [], before)["drafting"]["floors"]
    assert higher["coverage.must"] == "0.970"


def test_no_floor_of_drafting_is_lower_than_in_any_earlier_commit() -> None:
    if not shutil.which("git") or not git("rev-parse", "--git-dir"):
        pytest.skip("not a git checkout")
    now = read_baseline().floors
    name = PATH.relative_to(ROOT).as_posix()
    for commit in git("log", "--format=%H", "--", name).split():
        text = git("show", f"{commit}:{name}")
        floors = json.loads(text)["drafting"]["floors"] if text else {}
        lowered = {n: f for n, f in floors.items() if now.get(n, Decimal(-1)) < Decimal(f)}
        assert lowered == {}, commit


def test_judged_queries_and_utterances_are_those_of_the_baseline(tmp_path: Path) -> None:
    assert changed_judged() == []
    altered = json.loads(PATH.read_text("utf-8"))
    altered["judged"]["evals/retrieval/queries.yaml"] = "0" * 64
    (tmp_path / "baseline.json").write_text(json.dumps(altered), "utf-8")
    (fault,) = changed_judged(tmp_path / "baseline.json")
    assert "evals/retrieval/queries.yaml" in fault
