from pathlib import Path

import pytest

from assistant.reading.figures import read_figures
from assistant.report.model import AnnualReport
from assistant.resources import corpus_dir, examples_dir

SAMPLES = sorted((corpus_dir() / "samples").glob("*.yaml"))


@pytest.fixture(scope="session")
def yuanzhou() -> AnnualReport:
    return read_figures(examples_dir() / "yuanzhou-2022.yaml")


@pytest.fixture(scope="session")
def qinglan() -> AnnualReport:
    return read_figures(corpus_dir() / "samples" / "qinglan-xian-2024.yaml")


@pytest.fixture(scope="session")
def qinglan_before() -> AnnualReport:
    return read_figures(corpus_dir() / "samples" / "qinglan-xian-2023.yaml")


def previous_of(path: Path) -> AnnualReport | None:
    """Last year's sample of the same agency, if there is one."""
    stem, _, year = path.stem.rpartition("-")
    last = path.with_name(f"{stem}-{int(year) - 1}.yaml")
    return read_figures(last) if last.exists() else None
