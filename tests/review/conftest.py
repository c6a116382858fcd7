"""Reports with known faults, and findings at places of one's own choosing."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from assistant.report.model import AnnualReport
from assistant.review.decisions import Decisions
from assistant.review.examples import base, made
from assistant.review.reviewed import Reviewed, reviewed
from assistant.rules.all_rules import RULES
from assistant.rules.case import Case
from assistant.rules.engine import Outcome, check
from assistant.rules.rule import Finding, Severity, Where

FAULTY: dict[str, Any] = {
    "cells": {"t3.new.total": 999, "t2.coercion": None},
    "append": {"1.2": "二进一步规范答复，做到件件有有回音。"},
}
Review = Callable[..., Reviewed]


@pytest.fixture
def faulty() -> AnnualReport:
    return made(base("qinglan-xian-2024"), FAULTY)


@pytest.fixture
def review() -> Review:
    """The review of a report with all rules, or with findings that are given."""

    def run(
        report: AnnualReport, findings: Iterable[Finding] | None = None, **decisions: Any
    ) -> Reviewed:
        case = Case(report)
        outcome = check(case, RULES) if findings is None else Outcome(tuple(findings), ())
        known: Decisions = decisions.get("decisions", {})
        return reviewed(case, outcome, known, RULES)

    return run


def finding_at(where: Where, code: str = "LAN101", message: str = "测试的问题") -> Finding:
    return Finding(
        code, "a-fault", Severity.WARNING, message, where, where.text, "应有的", "依据", "改法"
    )


def words_of(report: AnnualReport, section: str, words: str, **more: str) -> Finding:
    """A finding about the first occurrence of these words."""
    start = report.text_of(section).index(words)
    return finding_at(Where((), section, start, start + len(words), words), **more)
