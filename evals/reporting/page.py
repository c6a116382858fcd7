"""One HTML page of a run: tables, plots, and every case with draft, reference, facts and reasons."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.drafting.planning.plan import SECTION_IDS
from assistant.report.ledger import build_ledger
from evals.drafting.cases import Case
from evals.harness.record import ArmRun, Record, ScoredCase
from evals.harness.running import Run
from evals.reporting.comparing import labels_of
from evals.reporting.record_view import cases_of, groups_of, view_of
from evals.scoring.scorers import VALUES

_HERE = Path(__file__).resolve().parent
_SETTINGS = {
    "sections": "起草的部分",
    "model": "模型",
    "temperature": "温度",
    "seed": "随机种子",
    "pairs": "错一个数字的对数",
    "of_each": "每种故障植入次数",
    "clean": "每类干净报告份数",
}


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a suite as it is shown in the shell."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Suite:
    """Any suite: its record, and what it tells in the shell; whether floors held. A run of drafting
    is shown with its drafts, all others with their cases.
    """

    title: str
    tables: tuple[Table, ...]
    words: tuple[str, ...]
    held: bool
    record: Record | None = None
    run: Run | None = None


def suite_of(
    title: str, told: str, held: bool, record: Record | None = None, run: Run | None = None
) -> Suite:
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
    return Suite(title, made, tuple(words), held, record, run)


def page(suites: Sequence[Suite]) -> str:
    """The page; everything in it that is not ours is escaped, and it asks no other host."""
    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    return environment.get_template("page.html.jinja").render(suites=[_suite(s) for s in suites])


def _suite(suite: Suite) -> dict[str, Any]:
    shown: dict[str, Any] = {"title": suite.title, "held": suite.held, "tables": suite.tables}
    shown |= {"words": suite.words, "record": suite.record, "run": suite.run}
    if suite.record is None:
        return shown
    shown |= {"view": view_of(suite.record), "made": _made(suite.record)}
    if suite.run is not None:
        return shown | {"cases": [_case(suite.run, case) for case in suite.run.cases]}
    told, whole = cases_of(suite.record)
    labels = list(labels_of(suite.record).values())
    return shown | {
        "groups": groups_of(suite.record),
        "told": told,
        "whole": whole,
        "labels": labels,
    }


def _made(record: Record) -> str:
    """Where a record comes from: commit, time, settings."""
    commit = f"提交 {record.commit[:12]}" if record.commit else "不是代码库"
    told = [commit + ("（有未提交的改动）" if record.changed else "")]
    told.append(record.made[:16].replace("T", " ") + " UTC")
    told += [f"用时 {record.took} 秒"] if record.took else []
    told += [f"{_SETTINGS.get(name, name)} {value}" for name, value in record.settings.items()]
    return "；".join(told)


def _case(run: Run, case: Case) -> dict[str, Any]:
    scored = [(arm, s) for arm in run.record.arms for s in arm.cases if s.case == case.name]
    facts = [
        {"label": "工作事实" if f.id.startswith("work.") else f.label, "value": f.written, "source": f.source}
        for f in build_ledger(case.figures, case.previous).values()
        if f.kind in ("cell", "statement") and f.value != 0 and not f.id.startswith("last.")
    ]  # fmt: skip
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
    texts = dict(case.reference.texts()) if case.reference else {}
    reference = {part: text for part, text in texts.items() if part in run.record.parts}
    titles = {section.id: section.title for section in draft.sections}
    parts = [
        {"title": titles.get(part, part), "draft": written.get(part, ""), "reference": reference.get(part, "")}
        for part in SECTION_IDS
        if written.get(part) or reference.get(part)
    ]  # fmt: skip
    values = [f"{VALUES[k].partition('（')[0]} {v}" for k, v in scored.values.items() if v is not None and v != 1]  # fmt: skip
    reasons = [reason for told in scored.reasons.values() for reason in told]
    return {"label": arm.label, "scores": values, "reasons": reasons, "parts": parts}
