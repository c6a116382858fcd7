"""One HTML page of a run: tables, plots, and every case with draft, reference, facts and reasons."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.drafting.planning.plan import SECTION_IDS
from assistant.report.ledger import build_ledger
from evals.drafting.cases import Case
from evals.harness.record import ArmRun, Record, ScoredCase
from evals.harness.running import Run
from evals.reporting.comparing import VERDICTS, compare_arms
from evals.reporting.plots import Bar, bars, legend
from evals.reporting.statistics import interval
from evals.scoring.scorers import VALUES

_HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a suite as it is shown in the shell."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Suite:
    """Any other suite in the same form: its tables, the words around them, whether floors held."""

    title: str
    tables: tuple[Table, ...]
    words: tuple[str, ...]
    held: bool


def suite_of(title: str, told: str, held: bool) -> Suite:
    """What a suite tells in the shell (markdown tables and lines) as tables and words."""
    words: list[str] = []
    tables: list[list[tuple[str, ...]]] = []
    inside = False
    for line in told.splitlines():
        is_row = line.startswith("|")
        if is_row and not inside:
            tables.append([])
        if is_row and set(line) - set("|-: "):
            tables[-1].append(tuple(cell.strip() for cell in line.strip("| ").split("|")))
        if not is_row and line.strip():
            words.append(line)
        inside = is_row
    made = tuple(Table(rows[0], tuple(rows[1:])) for rows in tables if rows)
    return Suite(title, made, tuple(words), held)


def page(suites: Sequence[Suite], run: Run | None = None) -> str:
    """The page; everything in it that is not ours is escaped, and it asks no other host."""
    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    values: dict[str, Any] = {"suites": suites, "drafting": None}
    if run is not None:
        values |= _drafting(run)
    return environment.get_template("page.html.jinja").render(values)


def _drafting(run: Run) -> dict[str, Any]:
    record = run.record
    names = [arm.arm for arm in record.arms]
    return {
        "drafting": record,
        "plot": bars(list(_bars(record)), names),
        "legend": legend([(arm.arm, arm.label) for arm in record.arms]),
        "means": list(_means(record)),
        "differences": list(_differences(record)),
        "cases": [_case(run, case) for case in run.cases],
    }


def values_of(arm: ArmRun, name: str) -> list[Decimal]:
    """One value over the cases that have it."""
    return [value for case in arm.cases if (value := case.values.get(name)) is not None]


def _bars(record: Record) -> Iterator[Bar]:
    for name, label in VALUES.items():
        for at, arm in enumerate(record.arms):
            yield Bar("" if at else label, arm.arm, interval(values_of(arm, name)))


def _means(record: Record) -> Iterator[dict[str, Any]]:
    for name, label in VALUES.items():
        found = [interval(values_of(arm, name)) for arm in record.arms]
        cells = [f"{i.mean}（{i.low} 到 {i.high}）" if i else "未评" for i in found]
        yield {"label": label, "cells": cells}


def _differences(record: Record) -> Iterator[dict[str, str]]:
    for one, other in combinations(record.arms, 2):
        for d in compare_arms(one, other)[0]:
            if d.verdict in ("better", "worse"):
                by = f"{d.by.mean:+}（{d.by.low:+} 到 {d.by.high:+}）"
                pair = f"{other.label} 比 {one.label}"
                yield {"pair": pair, "label": VALUES[d.value], "by": by, "verdict": VERDICTS[d.verdict]}  # fmt: skip


def _case(run: Run, case: Case) -> dict[str, Any]:
    scored = [(arm, s) for arm in run.record.arms for s in arm.cases if s.case == case.name]
    facts = [
        {"label": f.label, "value": f.written, "source": f.source}
        for f in build_ledger(case.figures, case.previous).values()
        if f.kind in ("cell", "work", "statement") and f.value != 0 and not f.id.startswith("last.")
    ]
    return {
        "name": case.name,
        "agency": case.figures.agency,
        "year": case.figures.year,
        "split": case.split,
        "facts": facts,
        "sides": [_side(run, case, arm, one) for arm, one in scored],
    }


def _side(run: Run, case: Case, arm: ArmRun, scored: ScoredCase) -> dict[str, Any]:
    draft = run.drafts[arm.arm, case.name].draft
    written = {section.id: section.text for section in draft.sections}
    reference = dict(case.reference.texts()) if case.reference else {}
    titles = {section.id: section.title for section in draft.sections}
    parts = [
        {"title": titles.get(part, part), "draft": written.get(part, ""), "reference": reference.get(part, "")}
        for part in SECTION_IDS
        if written.get(part) or reference.get(part)
    ]  # fmt: skip
    values = [f"{VALUES[k].partition('（')[0]} {v}" for k, v in scored.values.items() if v is not None and v != 1]  # fmt: skip
    reasons = [reason for told in scored.reasons.values() for reason in told]
    return {"label": arm.label, "scores": values, "reasons": reasons, "parts": parts}
