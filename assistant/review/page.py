"""The findings as one web page in the form reviewers hand back: 问题 – 依据 – 整改建议."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.exporting.saving import save
from assistant.exporting.templates import page_template
from assistant.review.decisions import Decision
from assistant.review.groups import groups_of, undecided_in_words
from assistant.review.in_words import decided_in_words
from assistant.review.place import excerpt_of, part_name, shown_cells
from assistant.review.reviewed import Reviewed
from assistant.review.visible import one_line
from assistant.rules.case import Case
from assistant.rules.rule import Finding, Severity

MOST_OF_A_RULE = 50
_MOST_LINES = 200
_CELLS = 6
_LONGEST = 600


def to_page(result: Reviewed) -> str:
    """One HTML document: no script, nothing from elsewhere, every foreign text escaped.

    Counts, a table for each severity, accepted findings apart with their reasons, what could
    not be decided. It prints on A4. The same findings and decisions give the same bytes.
    """
    report = result.case.report
    return page_template("assistant.review").render(
        title=one_line(report.full_title, 200),
        agency=one_line(report.agency),
        year=report.year,
        published=report.published or "",
        counts=[(severity, result.count(severity)) for severity in Severity],
        accepted_count=len(result.accepted),
        severities=[(s, _groups(result, s)) for s in Severity if result.count(s)],
        accepted=[
            {"finding": _finding(finding, result.case), "why": decided_in_words(decision)}
            for finding, decision in result.accepted[:_MOST_LINES]
        ],
        accepted_hidden=max(0, len(result.accepted) - _MOST_LINES),
        gone=[*_lost(result.gone, "已不再出现"), *_lost(result.unchecked, "这次没有查")],
        undecided=[one_line(line, _LONGEST) for line in undecided_in_words(result.not_assessed)],
        profile=one_line(result.case.profile.name),
    )


def save_page(result: Reviewed, path: Path) -> Path:
    """Write the page whole.

    Raises:
        UnusableInput: The file cannot be written.
    """
    return save(path.parent, path.name, to_page(result).encode())


def _groups(result: Reviewed, severity: Severity) -> list[dict[str, Any]]:
    of_it = [finding for finding in result.open if finding.severity is severity]
    return [
        {
            "code": group.code,
            "name": group.name,
            "total": group.total,
            "hidden": group.hidden,
            "findings": [_finding(finding, result.case) for finding in group.shown],
        }
        for group in groups_of(of_it, MOST_OF_A_RULE)
    ]


def _lost(decisions: Sequence[Decision], now: str) -> list[dict[str, str]]:
    return [
        {
            "id": f"{decision.code}　{decision.fingerprint}",
            "message": one_line(decision.message, _LONGEST),
            "why": decided_in_words(decision),
            "now": now,
        }
        for decision in decisions[:_MOST_LINES]
    ]


def _finding(finding: Finding, case: Case) -> dict[str, Any]:
    where = finding.where
    cells = shown_cells(where.cells[:_CELLS], case)
    return {
        "code": finding.code,
        "severity": finding.severity.label,
        "message": one_line(finding.message, _LONGEST),
        "part": part_name(where.section, case) if where.section else "",
        "excerpt": excerpt_of(where, case),
        "cells": cells,
        "more_cells": len(where.cells) - len(cells),
        "found": one_line(finding.found, _LONGEST) if finding.found != where.text else "",
        "expected": one_line(finding.expected, _LONGEST),
        "basis": finding.basis,
        "cure": finding.cure,
        "fingerprint": finding.fingerprint,
    }
