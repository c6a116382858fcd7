"""The same report, the same bytes out, whatever the order in which Python keeps its sets."""

import os
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
import yaml

SAMPLE = Path(__file__).resolve().parents[2] / "corpus" / "samples" / "qinglan-xian-2024.yaml"


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A sample whose table four is empty while the text tells of cases: findings of many rules."""
    data = yaml.safe_load(SAMPLE.read_text("utf-8"))
    for group in data["table4"].values():
        for name in group:
            group[name] = 0
    data["table3"]["new"]["total"] += 5
    data["sections"]["1"]["parts"]["1.3"]["paragraphs"].append(
        "全年未发生行政复议、行政诉讼，，XX。"
    )
    path = tmp_path / "faulty.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")
    return path


def test_check_prints_the_same_bytes_under_any_hash_seed(
    nianbao: Callable[..., CompletedProcess[str]], faulty: Path
) -> None:
    printed = {
        nianbao(
            "check", faulty, "--previous", SAMPLE.with_stem("qinglan-xian-2023"), "--format", form,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2", "3")
        for form in ("json",)
    }  # fmt: skip
    assert len(printed) == 1
    assert "NAR" in printed.pop()
