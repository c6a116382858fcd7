"""The engine: which rules run, in which order their findings come, and the JSON of the contract."""

import json
import re
from pathlib import Path

import pytest
from rule_examples import FILES, ROOT, base, load

from assistant.errors import UnusableInput
from assistant.rules.all_rules import RULES
from assistant.rules.case import Case
from assistant.rules.engine import Outcome, check, outcome_as_json, selected
from assistant.rules.rule import Finding, Severity

FOLDER = ROOT / "assistant" / "rules"
BAD = [path for path in FILES if path.name.startswith("bad-")]


@pytest.fixture(scope="module")
def case() -> Case:
    """A report with an error, a warning, a note and something that cannot be decided."""
    report = base("qinglan-xian-2024").with_cells(
        {
            "t2.licensing": None,
            "t2.regulations.in_force": 3,
            "t2.fees": None,
            "t4.reconsideration.total": 77,
        }
    )
    return Case(report)


@pytest.fixture(scope="module")
def outcome(case: Case) -> Outcome:
    return check(case, RULES)


def test_codes_and_names_are_unique_and_the_list_is_in_code_order() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_stands_in_a_file_of_its_name_and_says_everything(rule) -> None:  # type: ignore[no-untyped-def]
    assert re.fullmatch(r"[A-Z]{3}\d{3}", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert (FOLDER / f"{rule.code.lower()}_{rule.name.replace('-', '_')}.py").is_file()
    assert all([rule.summary, rule.basis, rule.cure])
    assert rule.summary.endswith("。")
    assert rule.cure.endswith("。")


def test_every_file_of_a_rule_is_in_the_list() -> None:
    files = {path.stem for path in FOLDER.glob("[a-z][a-z][a-z][0-9][0-9][0-9]_*.py")}
    assert files == {f"{rule.code.lower()}_{rule.name.replace('-', '_')}" for rule in RULES}


def test_findings_come_gravest_first_and_always_in_the_same_order(
    case: Case, outcome: Outcome
) -> None:
    order = [Severity.ERROR, Severity.WARNING, Severity.NOTE]
    ranks = [order.index(finding.severity) for finding in outcome.findings]
    assert ranks == sorted(ranks)
    assert set(ranks) == {0, 1, 2}
    assert check(case, RULES) == outcome


def test_the_json_is_that_of_the_contract(case: Case, outcome: Outcome) -> None:
    data = json.loads(json.dumps(outcome_as_json(outcome, case), ensure_ascii=False))
    assert list(data) == ["report", "findings", "counts", "not_assessed"]
    assert data["report"] == {"agency": "清岚县人民政府", "year": 2024}
    severities = [finding["severity"] for finding in data["findings"]]
    assert data["counts"] == {s: severities.count(s) for s in ("error", "warning", "note")}
    assert all(data["counts"].values())
    assert sum(data["counts"].values()) == len(data["findings"])
    keys = [
        "code",
        "name",
        "severity",
        "message",
        "where",
        "found",
        "expected",
        "basis",
        "cure",
        "fingerprint",
    ]
    for finding in data["findings"]:
        assert list(finding) == keys
        assert list(finding["where"]) == ["section", "start", "end", "text", "cells"]
        assert finding["severity"] in ("error", "warning", "note")
        assert isinstance(finding["where"]["cells"], list)
        assert all(isinstance(finding[key], str) for key in keys if key != "where")
    assert data["not_assessed"] == [{"code": n.code, "why": n.why} for n in outcome.not_assessed]
    assert all(list(n) == ["code", "why"] for n in data["not_assessed"])


def test_clean_tables_have_no_findings_and_what_was_not_given_is_said() -> None:
    case = Case(base("zeros"))
    data = outcome_as_json(check(case, RULES), case)
    assert data["findings"] == []
    assert {n["code"] for n in data["not_assessed"]} >= {r.code for r in RULES if r.needs}
    assert data["counts"] == {"error": 0, "warning": 0, "note": 0}


def findings_of(path: Path) -> tuple[Finding, ...]:
    return check(load(path).case, RULES).findings


def test_fingerprints_are_twelve_hex_digits_and_tell_all_faults_apart() -> None:
    seen: dict[str, tuple[object, ...]] = {}
    for path in BAD:
        for finding in findings_of(path):
            where = finding.where
            place = (where.section, where.text) if where.section else where.cells
            told = (finding.code, place, finding.found, finding.expected)
            assert re.fullmatch(r"[0-9a-f]{12}", finding.fingerprint)
            assert seen.setdefault(finding.fingerprint, told) == told
    assert len(seen) >= len(BAD)


def test_a_fingerprint_stays_when_something_else_changes() -> None:
    report = base("yuanzhou-2022").with_cells({"t4.reconsideration.total": 1})
    other = report.with_cells({"t2.licensing": None, "t2.penalties": 9})
    (before,) = [f for f in check(Case(report), RULES).findings if f.code == "TAB401"]
    (after,) = [f for f in check(Case(other), RULES).findings if f.code == "TAB401"]
    assert before.fingerprint == after.fingerprint == "c5f43d00e2a9"
    worse = other.with_cells({"t4.reconsideration.total": 2})
    (third,) = [f for f in check(Case(worse), RULES).findings if f.code == "TAB401"]
    assert third.fingerprint != before.fingerprint


@pytest.mark.parametrize(
    ("select", "ignore", "codes"),
    [
        (["TAB50"], [], ["TAB501", "TAB502"]),
        (["tab301"], [], ["TAB301"]),
        (["TAB50", "TAB101"], [], ["TAB101", "TAB501", "TAB502"]),
        (["TAB50"], ["TAB502"], ["TAB501"]),
        (["TAB301"], ["TAB"], []),
    ],
)
def test_rules_are_selected_and_ignored_by_the_start_of_their_code(
    select: list[str], ignore: list[str], codes: list[str]
) -> None:
    assert [rule.code for rule in selected(RULES, select, ignore)] == codes


def test_without_a_choice_every_rule_runs() -> None:
    assert selected(RULES) == RULES
    assert all(not rule.code.startswith("TAB1") for rule in selected(RULES, ignore=["TAB1"]))


@pytest.mark.parametrize("choice", [{"select": ["TAB9"]}, {"ignore": ["XYZ"]}, {"select": ["row"]}])
def test_a_choice_that_fits_no_rule_is_refused_with_a_cure(choice: dict[str, list[str]]) -> None:
    with pytest.raises(UnusableInput, match="nianbao rules"):
        selected(RULES, **choice)


def test_the_same_reason_is_told_once_for_a_rule(outcome: Outcome) -> None:
    reasons = [(n.code, n.why) for n in outcome.not_assessed]
    assert len(reasons) == len(set(reasons))


def test_rules_look_at_a_report_and_leave_it_alone(case: Case) -> None:
    before = case.report.model_dump_json()
    check(case, RULES)
    assert case.report.model_dump_json() == before
