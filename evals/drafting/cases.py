"""What drafting is measured on: figures of a year, last year's report, the report that was published.

A case is made of a pair of reports of one agency. Cases of the samples are made anew at each run
and known by their digest (`evals/baseline.json`); cases of other reports can be kept as files
(`evals/drafting/case_files.py`). The split is by agency, so that no agency is in both halves.
"""

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from assistant.reading.figures import read_figures
from assistant.report.model import AnnualReport
from assistant.resources import corpus_dir, examples_dir

Split = Literal["tuning", "held-out"]

# A county office, a county, a town, a city's bureau, a city, a subdistrict: six kinds.
FILES = (
    "yuanzhou-2022",
    "qinglan-hedu-zhen-2024",
    "lanzhou-jiaoyu-ju-2024",
    "yanhu-zhuying-jiedao-2023",
    "lanzhou-shenji-ju-2023",
    "qinglan-xian-2024",
)


@dataclass(frozen=True)
class Case:
    """One agency's figures of a year; last year's report and this year's own where they are known.

    `notices` say in Chinese what was left out when the case was made.
    """

    name: str
    figures: AnnualReport
    previous: AnnualReport | None
    reference: AnnualReport | None = None
    notices: tuple[str, ...] = ()

    @property
    def split(self) -> Split:
        """Which half the agency belongs to: its name alone decides."""
        return split_of(self.figures.agency)

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of all that the case holds."""
        text = json.dumps(self.content(), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    def content(self) -> dict[str, Any]:
        """The case as JSON data."""
        reports = (self.figures, self.previous, self.reference)
        figures, previous, reference = (r.model_dump(mode="json") if r else None for r in reports)
        return {
            "name": self.name,
            "figures": figures,
            "previous": previous,
            "reference": reference,
            "notices": list(self.notices),
        }


def split_of(agency: str) -> Split:
    """The half that an agency's cases are in, whatever other agencies there are."""
    second = hashlib.sha256(agency.encode()).digest()[1]
    return "held-out" if second % 2 else "tuning"


def sample_cases(count: int = 100) -> list[Case]:
    """The second year of every sample agency against its first; its work facts are the staff's."""
    paths = sorted((corpus_dir() / "samples").glob("*.yaml"))
    return [_case(path.stem) for path in paths if _last_year_of(path).exists()][:count]


def cases(count: int = len(FILES)) -> list[Case]:
    """The first `count` of `FILES`, each without the narrative that its sample has."""
    return [_case(name) for name in FILES[:count]]


def without_narrative(report: AnnualReport) -> AnnualReport:
    """The figures of a report: its tables and work facts."""
    return AnnualReport.model_validate({**report.model_dump(), "sections": {}, "preface": ()})


def _case(name: str) -> Case:
    samples = corpus_dir() / "samples"
    path = samples / f"{name}.yaml"
    report = read_figures(path if path.exists() else examples_dir() / f"{name}.yaml")
    last = _last_year_of(path)
    previous = read_figures(last) if last.exists() else None
    reference = report if report.has_narrative else None
    return Case(name, without_narrative(report), previous, reference)


def _last_year_of(path: Path) -> Path:
    stem, _, year = path.stem.rpartition("-")
    return path.with_name(f"{stem}-{int(year) - 1}.yaml")
