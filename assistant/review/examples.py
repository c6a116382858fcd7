"""The examples of the rules as data, made into cases: `tests/rules/<CODE>/{good,bad}-*.yaml`.

An example makes a report out of another one (see `Making`) and says what the rules find in it:

`expect`: the findings of the rule in a bad example, beyond those of the base: `cell` (the first
cell) or `text` (the words that the finding marks), `found`, `expected`; keys left out are not
compared. `message` (in one bad example a rule): the first finding's text, shown in docs/rules.md.
`also`: codes of other rules that rightly find something here too.
`fix` (in the same bad example): what a clerk changes, in the same form as the example; with it
the findings are gone. docs/rules.md shows the words or cells before and after it.

A report is made from `base`: a sample of the corpus, an example file, or `zeros` (every cell 0,
no narrative). Then, in this order: `agency`, `year`, `title`, `published`, `layout`, `preface`
(paragraphs); `cells` changes cells, `*` standing for any characters of an address, exact
addresses last, null for a blank; `remove` takes sections or parts away; `titles` changes the titles of sections and parts;
`text` sets the paragraphs of sections; `append` adds a paragraph to each; `replace` is a list of
[old, new] that changes every occurrence in the narrative (old must occur).
Beside the report: `figures` (the cells, `agency` or `year` in which the figures file differs),
`previous` (last year's report, made in the same way, `base` being the report itself if it is left
out), `others` (a list of such), `profile` (fields of `Profile`), `notes` (of the reader).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from assistant.reading.figures import read_figures
from assistant.report.forms import LAYOUT_2021
from assistant.report.model import AnnualReport, Value
from assistant.report.quantities import exact_number
from assistant.resources import corpus_dir, examples_dir
from assistant.rules.case import Case
from assistant.rules.profile import LocalItem, Profile

_NO_REPORTS = frozenset({"profile"})
_OF_THE_REPORT = frozenset(
    [
        "base",
        "agency",
        "year",
        "title",
        "published",
        "layout",
        "preface",
        "cells",
        "remove",
        "titles",
        "text",
        "append",
        "replace",
        "notes",
    ]
)
_OF_THE_CASE = frozenset({"figures", "previous", "others", "profile"})
_OF_THE_EXAMPLE = frozenset({"expect", "message", "also", "fix"})


@dataclass(frozen=True)
class Example:
    """One example: the case it makes and the findings that it must show."""

    code: str
    good: bool
    case: Case
    before: Case
    fixed: Case | None
    expect: list[dict[str, str]]
    message: str
    also: frozenset[str]


@cache
def samples() -> tuple[Path, ...]:
    """The files of reports and figures that examples may start from."""
    found = [*sorted((corpus_dir() / "samples").glob("*.yaml"))]
    found += sorted(examples_dir().glob("*.yaml"))
    return tuple(path for path in found if path.stem not in _NO_REPORTS)


@cache
def base(name: str) -> AnnualReport:
    """The report that an example names as its `base`."""
    if name == "zeros":
        cells: dict[str, Value] = dict.fromkeys(LAYOUT_2021.by_address, 0)
        return AnnualReport(agency="某县人民政府", year=2024).with_cells(cells)
    return read_figures(next(path for path in samples() if path.stem == name))


def load(path: Path) -> Example:
    """An example file as the case that it makes and the findings that it must show."""
    data: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    assert set(data) <= _OF_THE_REPORT | _OF_THE_CASE | _OF_THE_EXAMPLE, path
    start = base(data["base"])
    case = _case(start, data)
    fix = data.get("fix")
    fixed = _fixed(case, fix) if fix else None
    beside = {k: v for k, v in data.items() if k in _OF_THE_CASE}
    before = _case(start, beside)
    good = path.name.startswith("good-")
    expect = [{k: str(v) for k, v in one.items()} for one in data.get("expect", [])]
    also = frozenset(data.get("also", []))
    return Example(
        path.parent.name, good, case, before, fixed, expect, data.get("message", ""), also
    )


def _case(start: AnnualReport, data: Mapping[str, Any]) -> Case:
    report = made(start, data)
    figures = _figures(report, data["figures"]) if "figures" in data else None
    previous = _another(report, data["previous"]) if "previous" in data else None
    others = tuple(_another(report, other) for other in data.get("others", []))
    return Case(report, previous, figures, others, _profile(data.get("profile", {})))


def _figures(report: AnnualReport, data: Mapping[str, Any]) -> AnnualReport:
    of_the_file = {k: v for k, v in data.items() if k in ("agency", "year")}
    cells = {k: v for k, v in data.items() if k not in of_the_file}
    return made(report, {**of_the_file, "cells": cells})


def _fixed(case: Case, fix: Mapping[str, Any]) -> Case:
    beside = {k: v for k, v in fix.items() if k in _OF_THE_CASE}
    changed = _case(case.report, beside) if beside else case
    return replace(
        case,
        report=made(case.report, {k: v for k, v in fix.items() if k in _OF_THE_REPORT}),
        previous=changed.previous,
        figures=changed.figures,
        others=changed.others,
    )


def _another(report: AnnualReport, data: Mapping[str, Any]) -> AnnualReport:
    return made(base(data["base"]) if "base" in data else report, data)


def _profile(data: Mapping[str, Any]) -> Profile:
    items = tuple(
        LocalItem(**{**item, "words": tuple(item["words"])}) for item in data.get("items", [])
    )
    return Profile(**{**data, "items": items, "places": tuple(data.get("places", ()))})


def made(start: AnnualReport, data: Mapping[str, Any]) -> AnnualReport:
    """The report that the keys of `data` make out of `start`."""
    simple = ("agency", "year", "title", "published", "layout", "preface", "notes")
    whole = start.with_cells(changes(data.get("cells", {}))).model_dump()
    whole |= {name: data[name] for name in simple if name in data}
    sections = whole["sections"]
    for name in data.get("remove", []):
        holder = sections[name[0]]["parts"] if "." in name else sections
        del holder[name]
    for name, title in data.get("titles", {}).items():
        _section(sections, name)["title"] = title
    for name, paragraphs in data.get("text", {}).items():
        _section(sections, name)["paragraphs"] = _paragraphs(paragraphs)
    for name, paragraph in data.get("append", {}).items():
        section = _section(sections, name)
        section["paragraphs"] = [*section["paragraphs"], *_paragraphs(paragraph)]
    for old, new in data.get("replace", []):
        assert _replace(whole, old, new), f"“{old}” does not occur"
    return AnnualReport.model_validate(whole)


def _section(sections: dict[str, Any], name: str) -> dict[str, Any]:
    section: dict[str, Any] = sections.setdefault(name[0], {"title": "", "parts": {}})
    if "." in name:
        section = section["parts"].setdefault(name, {"title": ""})
    section.setdefault("paragraphs", [])
    return section


def _paragraphs(written: str | list[str]) -> list[str]:
    return [written] if isinstance(written, str) else written


def _replace(whole: dict[str, Any], old: str, new: str) -> int:
    """Changes every occurrence in the narrative; how many there were."""
    holders = list(whole["sections"].values())
    holders += [part for section in holders for part in section["parts"].values()]
    lists = [(whole, "preface"), *((holder, "paragraphs") for holder in holders)]
    count = 0
    for holder, key in lists:
        count += sum(paragraph.count(old) for paragraph in holder[key])
        holder[key] = [paragraph.replace(old, new) for paragraph in holder[key]]
    return count


def changes(written: Mapping[str, Any]) -> dict[str, Value]:
    """The cells that `written` names, `*` standing for any characters, with their new values."""
    found: dict[str, Value] = {}
    for pattern in sorted(written, key=lambda name: ("*" not in name, len(name))):
        addresses = [a for a in LAYOUT_2021.by_address if fnmatchcase(a, pattern)]
        assert addresses, f"no cell is called {pattern}"
        value = written[pattern]
        found |= dict.fromkeys(addresses, exact_number(value) if value is not None else None)
    return found
