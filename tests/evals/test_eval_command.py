"""`nianbao eval` as people call it: suites, engines, comparisons, what is refused."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

Nianbao = Callable[..., subprocess.CompletedProcess[str]]


def test_drafting_is_measured_offline_and_written_down(nianbao: Nianbao, tmp_path: Path) -> None:
    call = ("eval", "drafting", "--engine", "offline", "--files", "1", "--sections", "1.2")
    ran = nianbao(*call, "--out", tmp_path / "a", "--format", "json")
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)["drafting"]
    values = told["arms"][0]["cases"][0]["values"]
    assert values["faithfulness.numbers"] == "1.0000"
    assert told["settings"] == {"sections": "1.2"}
    assert "<svg" in (tmp_path / "a" / "page.html").read_text("utf-8")
    compared = nianbao("eval", "compare", tmp_path / "a", tmp_path / "a")
    assert compared.returncode == 0
    assert "完全一样" in compared.stdout


def test_what_cannot_be_run_is_refused_in_chinese(nianbao: Nianbao, tmp_path: Path) -> None:
    for arguments, says in (
        (("drafting", "--engine", "vivid"), "没有“vivid”这种写法"),
        (("drafting", "--corpus", tmp_path / "none"), "没有这个文件夹"),
        (("compare", tmp_path, tmp_path), "不是评测结果"),
        (("drafting", "--engine", "llm", "--files", "1"), "模型"),
    ):
        ran = nianbao("eval", *arguments)
        assert ran.returncode == 2, ran
        assert says in ran.stderr
        assert "怎么办" in ran.stderr
        assert "Traceback" not in ran.stderr
