"""Every rule shows its own fault on its bad examples, no other, and nothing on its good ones."""

from pathlib import Path

import pytest
from rule_examples import FILES, HERE, base, load

from assistant.rules.all_rules import RULES
from assistant.rules.case import Case
from assistant.rules.engine import check
from assistant.rules.rule import Finding, Severity

NAMES = [f"{p.parent.name}/{p.stem}" for p in FILES]


def told(finding: Finding, keys: set[str]) -> dict[str, str]:
    where = finding.where
    everything = {
        "cell": where.cells[0] if where.cells else "",
        "text": where.text,
        "section": where.section or "",
        "severity": finding.severity.value,
        "found": finding.found,
        "expected": finding.expected,
        "message": finding.message,
    }
    return {key: everything[key] for key in keys}


def new_findings(case: Case, before: Case) -> list[Finding]:
    """What the rules find in a case and not in the one that it was made from."""
    known = {finding.fingerprint for finding in check(before, RULES).findings}
    return [f for f in check(case, RULES).findings if f.fingerprint not in known]


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_an_example_shows_exactly_what_it_says(path: Path) -> None:
    example = load(path)
    findings = new_findings(example.case, example.before)
    own = [finding for finding in findings if finding.code == example.code]
    assert {finding.code for finding in findings} - {example.code} == example.also, [
        (finding.code, finding.message) for finding in findings
    ]
    for finding, expected in zip(own, example.expect, strict=True):
        assert told(finding, set(expected)) == expected
    if example.good:
        assert own == []
        undecided = {missing.code for missing in check(example.case, RULES).not_assessed}
        assert example.code not in undecided
    if example.message:
        assert own[0].message == example.message


@pytest.mark.parametrize("path", [p for p in FILES if load(p).fixed], ids=str)
def test_with_the_cure_the_finding_is_gone(path: Path) -> None:
    example = load(path)
    assert example.fixed is not None
    found = {finding.fingerprint for finding in check(example.before, RULES).findings}
    left = [f for f in check(example.fixed, RULES).findings if f.fingerprint not in found]
    assert [finding.message for finding in left if finding.code == example.code] == []


def test_every_rule_has_good_and_bad_examples_and_every_example_a_rule() -> None:
    codes = {rule.code for rule in RULES}
    for kind in ("good", "bad"):
        assert {path.parent.name for path in FILES if path.name.startswith(f"{kind}-")} == codes
    folders = {path.name for path in HERE.iterdir() if path.is_dir() and path.name.isupper()}
    assert folders == codes


def test_every_bad_example_says_what_is_expected() -> None:
    for path in FILES:
        assert bool(load(path).expect) is path.name.startswith("bad-"), path


def test_every_rule_has_one_bad_example_with_its_message_and_its_cure_for_the_docs() -> None:
    for rule in RULES:
        examples = [load(path) for path in FILES if path.parent.name == rule.code]
        told = [example for example in examples if example.message]
        assert len(told) == 1, rule.code
        assert told[0].fixed is not None, rule.code


@pytest.mark.parametrize(
    "name",
    sorted({path.stem for path in (HERE.parents[1] / "corpus" / "samples").glob("*.yaml")}),
)
def test_a_clean_sample_shows_no_error_and_no_warning(name: str) -> None:
    findings = check(Case(base(name)), RULES).findings
    assert [(f.code, f.message) for f in findings if f.severity is not Severity.NOTE] == []
