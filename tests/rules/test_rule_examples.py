"""Every rule shows its own fault on its bad examples, no other, and nothing on its good ones."""

from pathlib import Path

import pytest
from rule_examples import FILES, HERE, load

from assistant.rules.all_rules import RULES
from assistant.rules.engine import check
from assistant.rules.rule import Case, Finding


def told(finding: Finding) -> dict[str, str]:
    cell = finding.where.cells[0]
    return {"cell": cell, "found": finding.found, "expected": finding.expected}


@pytest.mark.parametrize("path", FILES, ids=[f"{p.parent.name}/{p.stem}" for p in FILES])
def test_an_example_shows_exactly_what_it_says(path: Path) -> None:
    example = load(path)
    outcome = check(Case(example.report, figures=example.figures), RULES)
    assert [told(finding) for finding in outcome.findings] == example.expect
    own = set() if example.good else {example.code}
    assert {finding.code for finding in outcome.findings} == own
    if example.good:
        assert outcome.not_assessed == ()
    if example.message:
        assert outcome.findings[0].message == example.message


def test_every_rule_has_good_and_bad_examples_and_every_example_a_rule() -> None:
    codes = {rule.code for rule in RULES}
    for kind in ("good", "bad"):
        assert {path.parent.name for path in FILES if path.name.startswith(f"{kind}-")} == codes
    assert {path.name for path in HERE.iterdir() if path.is_dir() and path.name[0] != "_"} == codes


def test_every_bad_example_says_what_is_expected() -> None:
    for path in FILES:
        assert bool(load(path).expect) is path.name.startswith("bad-"), path


def test_every_rule_has_one_bad_example_with_its_message_for_the_docs() -> None:
    for rule in RULES:
        told = [path for path in FILES if path.parent.name == rule.code and load(path).message]
        assert len(told) == 1, rule.code
