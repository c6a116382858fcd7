"""What `pip install nianbao` gives: the wheel alone, in an empty environment, away from the checkout."""

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent
pytestmark = [pytest.mark.wheel, pytest.mark.timeout(900)]


class Installed(NamedTuple):
    wheel: Path
    nianbao: Path


def run(*command: str | Path, cwd: Path = ROOT, **environment: str) -> str:
    ran = subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env={k: v for k, v in os.environ.items() if k != "VIRTUAL_ENV"} | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, f"{command}\n{ran.stdout}\n{ran.stderr}"
    return ran.stdout


@pytest.fixture(scope="module")
def installed(
    tmp_path_factory: pytest.TempPathFactory, needs: Callable[[str], str]
) -> Iterator[Installed]:
    """The wheel of this tree, installed with the versions of uv.lock into a new environment."""
    uv, folder = needs("uv"), tmp_path_factory.mktemp("wheel")
    run(uv, "build", "--quiet", "--wheel", "--out-dir", folder)
    (wheel,) = folder.glob("nianbao-*.whl")
    versions = folder / "constraints.txt"
    run(
        uv, "export", "--quiet", "--frozen", "--no-dev", "--no-emit-project", "--no-hashes",
        "--output-file", versions,
    )  # fmt: skip
    venv = folder / "venv"
    run(uv, "venv", "--quiet", "--python", sys.executable, venv)
    python = venv / "bin" / "python"
    run(uv, "pip", "install", "--quiet", "--python", python, "--constraints", versions, wheel)
    yield Installed(wheel, venv / "bin" / "nianbao")
    shutil.rmtree(venv)  # 1 GB; pytest would keep it for three runs


def test_prompts_corpus_and_examples_travel_in_the_wheel(installed: Installed) -> None:
    names = set(zipfile.ZipFile(installed.wheel).namelist())
    for folder in ("prompts", "corpus", "examples"):
        files = [f.relative_to(ROOT) for f in (ROOT / folder).rglob("*.*") if f.suffix != ".pyc"]
        assert files
        assert {f"assistant/built_in/{f.as_posix()}" for f in files} <= names


def test_the_installed_wheel_drafts_the_example_from_another_folder(
    installed: Installed, tmp_path: Path
) -> None:
    figures = shutil.copy(ROOT / "examples" / "yuanzhou-2022.yaml", tmp_path / "我的数字.yaml")
    run(
        installed.nianbao, "draft", figures, "--engine", "offline", "--out", "稿",
        cwd=tmp_path, NIANBAO_HOME=str(tmp_path / "home"),
    )  # fmt: skip
    (docx,) = (tmp_path / "稿").glob("*.docx")
    assert "word/document.xml" in zipfile.ZipFile(docx).namelist()


def test_the_installed_wheel_answers_from_its_own_corpus(
    installed: Installed, tmp_path: Path
) -> None:
    said = run(
        installed.nianbao, "corpus", "search", "第四十九条",
        cwd=tmp_path, NIANBAO_HOME=str(tmp_path / "home"),
    )  # fmt: skip
    assert "第四十九条" in said
