"""The baseline of every offline suite: floors only rise, and no case changes without a new digest."""

import json
import subprocess
from collections.abc import Callable
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from evals.baseline import faults_of, main, raised, rewritten, write
from evals.drafting.cases import sample_cases
from evals.floor_history import (
    broken_record,
    entry_of,
    fallen,
    fallen_since_a_commit,
    of_toml,
)
from evals.floors import PATH, SUITES, Floors, changed_cases, lowered, read_floors, short_of
from evals.harness.record import Record
from evals.outcomes.outcome import Outcome, digests_of_files
from evals.scoring.scorers import VALUES

NOTHING = Record(suite="chat", commit="", changed=False, made="")
DATA: dict[str, Any] = json.loads(PATH.read_text("utf-8"))


def outcome(accuracy: str, wrong: str = "0", cases: dict[str, str] | None = None) -> Outcome:
    return Outcome(
        NOTHING,
        cases if cases is not None else {"a.yaml": "1"},
        {"a.accuracy": Decimal(accuracy)},
        {"a.wrong": Decimal(wrong)},
        {"a.accuracy": Decimal("0.01")},
    )


def baseline(floor: str, ceiling: str = "0", why: str = "首次") -> dict[str, Any]:
    changes = {"chat": {"floors": {"a.accuracy": floor}, "ceilings": {"a.wrong": ceiling}}}
    own = {"cases": {"a.yaml": "1"}, **deepcopy(changes["chat"])}
    return {"chat": own, "history": [entry_of("", why, changes)]}


def test_every_offline_suite_has_floors_and_digests_of_its_cases() -> None:
    for suite in SUITES:
        own = read_floors(suite)
        assert own.cases, suite
        assert own.floors, suite
    assert set(read_floors("drafting").floors) <= set(VALUES)
    assert read_floors("drafting").floors["faithfulness.numbers"] == 1


def test_the_cases_are_those_that_the_floors_were_measured_on() -> None:
    now = {case.name: case.digest for case in sample_cases()}
    assert changed_cases(now, read_floors("drafting")) == []
    for suite, pattern in (("retrieval", "evals/retrieval/*queries.yaml"), ("chat", "tests/chat/utterances*.yaml")):  # fmt: skip
        assert changed_cases(digests_of_files(pattern), read_floors(suite)) == []


def test_a_changed_a_new_and_a_lost_case_are_told() -> None:
    known = Floors({"a": "1", "b": "2"})
    assert changed_cases({"a": "1", "b": "2"}, known) == []
    assert "变了" in changed_cases({"a": "9", "b": "2"}, known)[0]
    assert "不见了" in changed_cases({"a": "1"}, known)[0]
    assert "不在" in changed_cases({"a": "1", "b": "2", "c": "3"}, known)[0]


def test_a_figure_below_its_floor_above_its_ceiling_or_not_measured_is_told() -> None:
    floors = Floors({}, {"a.accuracy": Decimal("0.90")}, {"a.wrong": Decimal(1)})
    one = {"a.accuracy": Decimal("0.90"), "a.wrong": Decimal(1)}
    assert short_of(one, floors) == []
    assert short_of({**one, "a.accuracy": Decimal("0.89")}, floors) == ["a.accuracy 是 0.89，下限 0.90"]  # fmt: skip
    assert short_of({**one, "a.wrong": Decimal(2)}, floors) == ["a.wrong 是 2，上限 1"]
    assert len(short_of({}, floors)) == 2


def test_writing_raises_floors_and_lowers_none() -> None:
    before = Floors({}, {"a.accuracy": Decimal("0.950")}, {"a.wrong": Decimal(1)})
    assert raised(outcome("0.9", "3"), before) == Floors({"a.yaml": "1"}, before.floors, before.ceilings)  # fmt: skip
    better = raised(outcome("0.99", "0"), before)
    assert better.floors == {"a.accuracy": Decimal("0.980")}
    assert better.ceilings == {"a.wrong": 0}


def test_what_falls_short_or_changed_without_a_reason_is_not_written(tmp_path: Path) -> None:
    path, data = tmp_path / "baseline.json", baseline("0.95")
    assert "没有写" in write(path, data, {"chat": outcome("0.90")}, "换题")[0]
    other = outcome("0.99", cases={"a.yaml": "2"})
    assert "用 --why 说明原因" in write(path, data, {"chat": other}, "")[0]
    assert faults_of(data, {"chat": other})
    assert not path.exists()
    assert write(path, data, {"chat": other}, "换了一题") == []
    written = json.loads(path.read_text("utf-8"))
    assert written["history"][-1]["why"] == "换了一题"
    assert faults_of(written, {"chat": other}) == broken_record(written) == []


def test_the_same_figures_again_add_no_line_to_the_record() -> None:
    data = rewritten({}, {"chat": outcome("0.99")}, "首次")
    assert len(data["history"]) == 1
    assert rewritten(data, {"chat": outcome("0.99")}, "再来") == data


def test_a_floor_below_the_record_is_refused_without_any_repository() -> None:
    data = baseline("0.95")
    assert broken_record(data) == []
    data["chat"]["floors"]["a.accuracy"] = "0.94"
    assert "下限只能提高" in broken_record(data)[0]
    data = baseline("0.95")
    data["chat"]["ceilings"]["a.wrong"] = "1"
    assert "上限 0 成了 1" in broken_record(data)[0]


def test_a_record_that_was_rewritten_is_seen_by_its_chain_and_by_the_earlier_one() -> None:
    before, now = baseline("0.95"), baseline("0.95")
    now["history"][0]["changes"]["chat"]["floors"]["a.accuracy"] = "0.90"
    assert "被改过" in broken_record(now)[0]
    forged = baseline("0.90")
    assert broken_record(forged) == []
    assert len(fallen(forged, before)) == 2
    assert fallen(before, before) == []


def test_a_floor_gone_or_a_suite_gone_is_a_fallen_floor() -> None:
    assert lowered(Floors(), Floors({}, {"x": Decimal(0)}, {"y": Decimal(9)})) == [
        "x 的下限 0 成了 没有",
        "y 的上限 9 成了 没有",
    ]
    assert fallen({}, baseline("0.95"))


@pytest.fixture
def git(tmp_path: Path) -> Callable[..., None]:
    def run(*arguments: str) -> None:
        who = ("-c", "user.name=a", "-c", "user.email=a@example.invalid")
        subprocess.run(["git", *who, *arguments], cwd=tmp_path, check=True, capture_output=True)

    return run


def test_a_floor_lowered_in_the_same_commit_as_the_code_is_refused(
    tmp_path: Path, git: Callable[..., None]
) -> None:
    path = tmp_path / "evals" / "baseline.json"
    path.parent.mkdir()
    git("init", "-q")
    for floor in ("0.95", "0.90"):
        path.write_text(json.dumps(baseline(floor)), "utf-8")
        git("add", ".")
        git("commit", "-qm", "code and floor")
    faults, commits = fallen_since_a_commit(baseline("0.90"), tmp_path)
    assert commits == 2
    assert any("0.95 成了 0.90" in fault for fault in faults)
    assert fallen_since_a_commit(baseline("0.95"), tmp_path)[0] == [
        f"baseline.json 的记录不再以从前的记录开头（提交 {head(tmp_path)}）；下限只能提高，请恢复"
    ]


def head(root: Path) -> str:
    ran = subprocess.run(["git", "rev-parse", "HEAD"], cwd=root, check=True, capture_output=True, text=True)  # fmt: skip
    return ran.stdout[:10]


def test_without_a_history_no_commit_is_looked_at(tmp_path: Path) -> None:
    assert fallen_since_a_commit(DATA, tmp_path) == ([], 0)


def test_no_floor_is_lower_than_in_the_record() -> None:
    assert broken_record(DATA) == []  # against every earlier commit CI's gate looks


def test_floors_of_the_files_of_before_are_read_as_they_stand_now() -> None:
    text = '[planted]\nrecall = "0.97"\nkinds = 100\n[untouched]\nerrors_in_1000 = 1\n'
    assert of_toml(text) == {
        "floors": {"planted.recall": "0.97", "planted.kinds": "100"},
        "ceilings": {"untouched.errors_in_1000": "1"},
    }


def test_a_suite_that_does_not_exist_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["vivid"])
    assert "没有“vivid”这种评测" in capsys.readouterr().err


@pytest.mark.long  # CI runs the gate itself, over all suites
def test_the_gate_runs_a_suite_in_a_process_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["chat"]) == 0, capsys.readouterr().out
    assert "chat 都达到下限" in capsys.readouterr().out
