"""Passages written before the rules' code was read: faults are found, and clean ones left alone."""

from typing import Any

import pytest
from passages import case_of, passages

from assistant.rules.all_rules import RULES
from assistant.rules.engine import check
from assistant.rules.rule import Finding, Severity

CLEAN = passages("clean.yaml") | passages("clean_again.yaml") | passages("clean_third.yaml")
FAULTY = passages("faulty.yaml") | passages("faulty_again.yaml") | passages("faulty_third.yaml")


def findings(passage: dict[str, Any]) -> list[Finding]:
    return list(check(case_of(passage), RULES).findings)


def graver_than_notes(found: list[Finding]) -> list[Finding]:
    return [finding for finding in found if finding.severity is not Severity.NOTE]


def marks(finding: Finding, words: str) -> bool:
    """Whether a finding points at these words, or at the section after “@”."""
    if words.startswith("@"):
        return finding.where.section == words[1:]
    text = finding.where.text
    return bool(text) and (words in text or text in words)


@pytest.mark.parametrize("name", CLEAN)
def test_a_clean_passage_shows_no_error_and_no_warning(name: str) -> None:
    found = graver_than_notes(findings(CLEAN[name]))
    assert [(finding.code, finding.message) for finding in found] == []


@pytest.mark.parametrize("name", FAULTY)
def test_the_fault_of_a_passage_is_found_and_nothing_else_is_called_wrong(name: str) -> None:
    passage = FAULTY[name]
    found = findings(passage)
    counted = found if passage.get("slight") else graver_than_notes(found)
    assert any(marks(finding, passage["fault"]) for finding in counted)
    expected = [passage["fault"], *passage.get("also", [])]
    others = [f for f in graver_than_notes(found) if not any(marks(f, w) for w in expected)]
    assert [(finding.code, finding.message) for finding in others] == []
