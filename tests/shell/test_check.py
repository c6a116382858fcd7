"""`nianbao check` with all it can do: decisions, demands, comparisons, papers."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.exporting.word import to_docx
from assistant.resources import examples_dir
from assistant.review.examples import base, made

Run = Callable[..., "subprocess.CompletedProcess[str]"]
ONE_FAULT: dict[str, Any] = {"cells": {"t4.reconsideration.total": 99}}


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "年报.docx"
    path.write_bytes(to_docx(made(base("qinglan-xian-2024"), ONE_FAULT)))
    return path


def answer(done: "subprocess.CompletedProcess[str]") -> dict[str, Any]:
    assert done.stdout, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_a_decision_is_kept_beside_the_report_and_taken_back(nianbao: Run, paper: Path) -> None:
    check = ("check", paper, "--select", "TAB401", "--format", "json")
    first = nianbao(*check)
    assert first.returncode == 1
    fingerprint = answer(first)["findings"][0]["fingerprint"]
    accept = (*check, "--accept", fingerprint.upper(), "--reason", "复议机关已更正", "--by", "王五")
    done = nianbao(*accept)
    assert done.returncode == 0
    assert answer(done)["counts"] == {"error": 0, "warning": 0, "note": 0}
    kept = paper.with_name("年报.docx.decisions.yaml")
    assert kept.name in done.stderr
    assert "复议机关已更正" in kept.read_text("utf-8")
    again = nianbao(*check)
    assert (again.returncode, answer(again)["accepted"]) == (0, 1)
    assert answer(again)["findings"][0]["decision"]["by"] == "王五"
    assert "已确认 1 条" in nianbao("check", paper, "--select", "TAB401").stdout
    back = nianbao(*check, "--withdraw", fingerprint)
    assert (back.returncode, answer(back)["accepted"]) == (1, 0)


def test_a_decision_whose_finding_is_gone_is_said(nianbao: Run, paper: Path) -> None:
    check = ("check", paper, "--select", "TAB401", "--format", "json")
    fingerprint = answer(nianbao(*check))["findings"][0]["fingerprint"]
    nianbao(*check, "--accept", fingerprint, "--reason", "因为")
    paper.write_bytes(to_docx(base("qinglan-xian-2024")))
    done = nianbao("check", paper)
    assert done.returncode == 0
    assert "已不再出现的决定 1 条" in done.stdout
    assert fingerprint in done.stdout


UNFIT: dict[str, list[str]] = {
    "确认要写理由": ["--accept", "000000000000"],
    "--reason 要和 --accept 同用": ["--reason", "因为"],
    "没有编号为 000000000000": ["--accept", "000000000000", "--reason", "因为"],
    "决定文件里没有编号为": ["--withdraw", "000000000000"],
    "要写的文件和读的文件是同一个": ["--annotate", "年报.docx"],
    "文件名要以 .docx 结尾": ["--annotate", "a.html"],
    "文件名要以 .html 结尾": ["--report", "a.docx"],
    "没有这个文件或文件夹": ["--against", "nowhere"],
    "没有这个文件": ["--profile", "nowhere.yaml"],
}


@pytest.mark.parametrize("message", UNFIT)
def test_an_unfit_call_is_refused_and_nothing_is_written(
    nianbao: Run, paper: Path, message: str
) -> None:
    done = nianbao("check", paper, *UNFIT[message])
    assert done.returncode == 2
    assert message in done.stderr
    assert "怎么办" in done.stderr
    assert "Traceback" not in done.stderr
    left = {path.name for path in paper.parent.iterdir() if not path.name.endswith(".lock")}
    assert left == {"年报.docx"}


def test_a_broken_decision_file_is_refused_and_left(nianbao: Run, paper: Path) -> None:
    kept = paper.with_name("年报.docx.decisions.yaml")
    kept.write_text("- 1\n", "utf-8")
    for more in ([], ["--withdraw", "000000000000"]):
        done = nianbao("check", paper, *more)
        assert (done.returncode, done.stdout) == (2, "")
        assert "不是决定文件" in done.stderr
    assert kept.read_text("utf-8") == "- 1\n"


def test_the_papers_are_written_and_named(nianbao: Run, paper: Path) -> None:
    before = paper.read_bytes()
    papers = ("--report", "意见.html", "--annotate", "批注.docx")
    done = nianbao("check", paper, *papers, "--format", "json")
    assert answer(done)["files"] == ["意见.html", "批注.docx"]
    assert "整改建议" in (paper.parent / "意见.html").read_text("utf-8")
    first = (paper.parent / "批注.docx").read_bytes()
    assert "已写出 批注.docx" in nianbao("check", paper, *papers).stdout
    assert (paper.parent / "批注.docx").read_bytes() == first
    assert paper.read_bytes() == before


def test_other_agencies_reports_come_from_folders(
    nianbao: Run, paper: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "别家"
    folder.mkdir()
    title = "望澜县人民政府2024年政府信息公开工作年度报告"
    other = made(base("qinglan-xian-2024"), {"agency": "望澜县人民政府", "title": title})
    (folder / "望澜.docx").write_bytes(to_docx(other))
    (folder / "坏.docx").write_bytes(b"PK\x03\x04 broken")
    shutil.copy(paper, folder / "自己.docx")
    done = nianbao("check", paper, "--against", folder, "--select", "DUP3", "--format", "json")
    assert "没有比对" in done.stderr
    assert "坏.docx" in done.stderr
    assert "是本单位的报告" in done.stderr
    assert {f["code"] for f in answer(done)["findings"]} == {"DUP301"}
    assert answer(done)["not_assessed"] == []


def test_local_demands_change_severities(nianbao: Run, paper: Path, tmp_path: Path) -> None:
    demands = tmp_path / "要求.yaml"
    demands.write_text("severity: {TAB401: note}\nignore: [TAB301]\n", "utf-8")
    done = nianbao("check", paper, "--profile", demands, "--select", "TAB", "--format", "json")
    assert done.returncode == 0
    assert [f["severity"] for f in answer(done)["findings"] if f["code"] == "TAB401"] == ["note"]
    assert "TAB301" in {item["code"] for item in answer(done)["not_assessed"]}
    example = examples_dir() / "profile.yaml"
    assert nianbao("check", paper, "--profile", example).returncode == 1
