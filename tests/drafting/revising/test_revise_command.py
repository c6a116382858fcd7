"""`nianbao revise` from the shell: wishes in words, versions in a file, clean refusals."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from assistant.drafting.revising.history_file import history_from_json
from assistant.resources import corpus_dir, examples_dir
from tests.drafting.revising.desk import drafted

FIGURES = examples_dir() / "yuanzhou-2022.yaml"
Run = Callable[..., CompletedProcess[str]]


@pytest.fixture
def draft_file(tmp_path: Path) -> Path:
    path = tmp_path / "草稿.json"
    path.write_text(drafted("yuanzhou-2022")[1].model_dump_json(), "utf-8")
    return path


def test_wishes_are_carried_out_and_the_versions_written_with_the_report(
    nianbao: Run, draft_file: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    done = nianbao(
        "revise", FIGURES, draft_file, "1.2第二句删掉", "再短点", "撤销",
        "--who", "李四", "--engine", "offline", "--out", out, "--format", "json",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    shown = json.loads(done.stdout)
    assert [turn["action"] for turn in shown["turns"]] == ["drop", "shorten", "undo"]
    assert shown["turns"][0]["changes"][0]["before"] == "提出申请的均为自然人。"
    assert shown["version"] == 2
    assert {path.suffix for path in out.iterdir()} == {".docx", ".html", ".md", ".json"}
    versions = next(out.glob("*.versions.json"))
    history = history_from_json(versions.read_text("utf-8"))
    assert len(history.versions) == 3
    assert history.version(2).by == "李四"
    again = nianbao("revise", FIGURES, versions, "重做", "--engine", "offline", "--format", "json")
    assert json.loads(again.stdout)["version"] == 3


def test_a_wish_that_cannot_be_granted_is_exit_code_1_and_says_why(
    nianbao: Run, draft_file: Path
) -> None:
    done = nianbao("revise", FIGURES, draft_file, "1.2换个说法", "--engine", "offline")
    assert done.returncode == 1
    assert "要靠模型" in done.stdout


@pytest.mark.parametrize(
    ("wish", "shown"),
    [
        ("1.2第九句删掉", "没有第9句"),
        ("起草1.2", "不是对草稿的修改"),
        ("第49条怎么说", "不是对草稿的修改"),
    ],
)
def test_a_wish_that_means_nothing_here_is_exit_code_2(
    nianbao: Run, draft_file: Path, wish: str, shown: str
) -> None:
    done = nianbao("revise", FIGURES, draft_file, wish, "--engine", "offline")
    assert done.returncode == 2
    assert shown in done.stderr
    assert "Traceback" not in done.stderr


def test_what_is_no_draft_or_another_agencys_is_refused(
    nianbao: Run, draft_file: Path, tmp_path: Path
) -> None:
    for text in ("", "{}", "[]", "\x00", '{"pool":[]}'):
        bad = tmp_path / "bad.json"
        bad.write_text(text, "utf-8")
        done = nianbao("revise", FIGURES, bad, "1.2再短点", "--engine", "offline")
        assert (done.returncode, done.stdout) == (2, ""), text
        assert "怎么办" in done.stderr
    other = corpus_dir() / "samples" / "qinglan-xian-2024.yaml"
    done = nianbao("revise", other, draft_file, "1.2再短点", "--engine", "offline")
    assert done.returncode == 2
    assert "同一单位" in done.stderr
