"""`nianbao rollup` from a shell: exit codes, JSON, files."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.exporting.export import RENDERERS
from tests.rollup.handed_in import figures

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    units = tmp_path / "units"
    units.mkdir()
    for name, new in (("教育局", 31), ("民政局", 7)):
        report = figures(f"青坪县{name}", new=new)
        (units / f"{name}.json").write_bytes(RENDERERS["json"](report))
    return units


def test_a_sound_folder_gives_0_and_one_json_document(nianbao: Run, folder: Path) -> None:
    ran = nianbao("rollup", folder, "--agency", "青坪县人民政府", "--format", "json")
    assert ran.returncode == 0, ran.stderr
    assert ran.stderr == ""
    whole = json.loads(ran.stdout)
    assert whole["parent"]["agency"] == "青坪县人民政府"
    assert whole["sums"]["t3.new.total"]["value"] == 38


def test_faults_give_1_and_the_papers_are_written_beside(nianbao: Run, folder: Path) -> None:
    (folder / "名单.txt").write_text("青坪县教育局\n青坪县民政局\n青坪县林业局\n", "utf-8")
    (folder / "坏.docx").write_bytes(b"PK\x03\x04 damaged")
    ran = nianbao(
        *("rollup", folder, "--units", folder / "名单.txt", "--out", folder / "out"),
    )
    assert ran.returncode == 1, ran.stderr
    assert "青坪县林业局" in ran.stdout
    assert "坏.docx" in ran.stdout
    assert "Traceback" not in ran.stderr
    assert (folder / "out" / "催报名单.docx").is_file()
    again = nianbao("rollup", folder, "--units", folder / "名单.txt", "--out", folder / "out")
    assert again.stdout == ran.stdout


def test_a_folder_with_nothing_to_add_up_gives_2_and_one_message(
    nianbao: Run, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    for name in ("empty", "nowhere"):
        ran = nianbao("rollup", tmp_path / name)
        assert ran.returncode == 2
        assert ran.stdout == ""
        assert "怎么办" in ran.stderr
