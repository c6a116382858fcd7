"""The figures files that drafting is measured on: figures and work facts, no narrative."""

from dataclasses import dataclass
from pathlib import Path

from assistant.reading.figures import read_figures
from assistant.report.model import AnnualReport
from assistant.resources import corpus_dir, examples_dir

# A county office, a county, a town, a city's bureau, a city, a subdistrict: six kinds.
FILES = (
    "yuanzhou-2022",
    "qinglan-hedu-zhen-2024",
    "lanzhou-jiaoyu-ju-2024",
    "yanhu-zhuying-jiedao-2023",
    "lanzhou-shenji-ju-2023",
    "qinglan-xian-2024",
)


@dataclass(frozen=True, slots=True)
class Case:
    """One agency's figures of a year, and last year's report where there is one."""

    name: str
    figures: AnnualReport
    previous: AnnualReport | None


def cases(count: int = len(FILES)) -> list[Case]:
    """The first `count` of the files, each without the narrative that its sample has."""
    return [_case(name) for name in FILES[:count]]


def _case(name: str) -> Case:
    samples = corpus_dir() / "samples"
    path = samples / f"{name}.yaml"
    report = read_figures(path if path.exists() else examples_dir() / f"{name}.yaml")
    bare = AnnualReport.model_validate({**report.model_dump(), "sections": {}, "preface": ()})
    return Case(name, bare, _last_year(path))


def _last_year(path: Path) -> AnnualReport | None:
    stem, _, year = path.stem.rpartition("-")
    last = path.with_name(f"{stem}-{int(year) - 1}.yaml")
    return read_figures(last) if last.exists() else None
