"""The examples of the rules as data, `<CODE>/good-*.yaml` and `<CODE>/bad-*.yaml`, made into reports.

`base` is a sample of the corpus, an example file, or `zeros` (every cell 0); `cells` changes
some of it, `*` standing for any characters of an address, exact addresses last; `agency`
changes whose report it is; `figures` holds the cells in which the figures file that it is
compared with differs from it (no `figures`, no figures file). `expect` lists the findings of a bad example: the suspected cell,
what was found, what was expected. `message`, where it is given, is the first finding's text.
"""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from assistant.reading.figures import read_figures
from assistant.report.forms import LAYOUT_2021
from assistant.report.model import AnnualReport, Value
from assistant.report.quantities import exact_number

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SAMPLES = [
    *sorted((ROOT / "corpus" / "samples").glob("*.yaml")),
    *sorted((ROOT / "examples").glob("*.yaml")),
]
FILES = sorted(HERE.glob("[A-Z]*[0-9]/*.yaml"))


@dataclass(frozen=True)
class Example:
    """One example: the report it makes and the findings that it must show."""

    code: str
    good: bool
    report: AnnualReport
    figures: AnnualReport | None
    expect: list[dict[str, str]]
    message: str


@cache
def base(name: str) -> AnnualReport:
    if name == "zeros":
        cells: dict[str, Value] = dict.fromkeys(LAYOUT_2021.by_address, 0)
        return AnnualReport(agency="某县人民政府", year=2024).with_cells(cells)
    return read_figures(next(path for path in SAMPLES if path.stem == name))


def load(path: Path) -> Example:
    data: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    assert set(data) <= {"base", "agency", "cells", "figures", "expect", "message"}, path
    report = base(data["base"])
    if "agency" in data:
        report = report.model_copy(update={"agency": data["agency"]})
    report = report.with_cells(changes(data.get("cells", {})))
    figures = report.with_cells(changes(data["figures"])) if "figures" in data else None
    good = path.name.startswith("good-")
    expect, message = data.get("expect", []), data.get("message", "")
    return Example(path.parent.name, good, report, figures, expect, message)


def changes(written: dict[str, Any]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for pattern in sorted(written, key=lambda name: ("*" not in name, len(name))):
        addresses = [a for a in LAYOUT_2021.by_address if fnmatchcase(a, pattern)]
        assert addresses, f"no cell is called {pattern}"
        value = written[pattern]
        found |= dict.fromkeys(addresses, exact_number(value) if value is not None else None)
    return found
