"""What holds for the TAB rules whatever the figures are: no false alarm, no silent pass, the right culprit."""

import random
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from rule_examples import SAMPLES, base

from assistant.report.model import AnnualReport, Value
from assistant.rules.all_rules import RULES
from assistant.rules.case import Case
from assistant.rules.engine import Outcome, check
from assistant.rules.rule import Finding, Severity

TABLES = [rule for rule in RULES if rule.code.startswith("TAB")]
SUMS = ("TAB301", "TAB302", "TAB303")
THREE = ["qinglan-xian-2024", "lanzhou-shi-2023", "zeros"]


def outcome_of(report: AnnualReport) -> Outcome:
    return check(Case(report), TABLES)


def errors(report: AnnualReport) -> list[Finding]:
    return [f for f in outcome_of(report).findings if f.severity is Severity.ERROR]


def of_tables(report: AnnualReport, *tables: str) -> dict[str, Value]:
    return {a: v for a, v in report.cells().items() if a.startswith(tables)}


@pytest.mark.parametrize("path", SAMPLES, ids=[path.stem for path in SAMPLES])
def test_a_sample_has_no_fault_and_leaves_nothing_undecided(path: Path) -> None:
    outcome = outcome_of(base(path.stem))
    assert [f for f in outcome.findings if f.severity is not Severity.NOTE] == []
    assert outcome.not_assessed == ()


@pytest.mark.parametrize("name", ["qinglan-xian-2024", "zeros"])
def test_a_blank_cell_is_never_a_pass_and_never_a_false_error(name: str) -> None:
    report = base(name)
    for address in of_tables(report, "t3.", "t4."):
        outcome = outcome_of(report.with_cells({address: None}))
        assert outcome.not_assessed, address
        assert any(address in undecided.why for undecided in outcome.not_assessed)
        assert [f.code for f in outcome.findings] == ["TAB103"], address
        assert outcome.findings[0].where.cells == (address,)


def test_a_blank_cell_that_a_rule_of_table_two_needs_is_never_a_pass() -> None:
    for row in ("regulations", "normative_documents"):
        for column in ("issued", "repealed", "in_force"):
            outcome = outcome_of(base("zeros").with_cells({f"t2.{row}.{column}": None}))
            codes = {undecided.code for undecided in outcome.not_assessed}
            both = {"TAB201", "TAB205"}
            assert codes == (both | {"TAB202"} if row == "regulations" else both)


def test_a_blank_hides_no_fault_elsewhere() -> None:
    report = base("qinglan-xian-2024")
    wrong = {
        "t3.granted.natural_person": Decimal(report.cell("t3.granted.natural_person") or 0) + 1
    }
    found = errors(report.with_cells({**wrong, "t3.new.business": None}))
    assert {f.code for f in found} == {"TAB301", "TAB303"}


def test_a_report_without_tables_has_everything_undecided_and_three_blank_tables() -> None:
    outcome = outcome_of(AnnualReport(agency="某县人民政府", year=2024))
    assert [f.code for f in outcome.findings] == ["TAB104"] * 3
    undecided = {n.code for n in outcome.not_assessed}
    # TAB206 is about departments; the others explain what TAB301 to TAB303 have found.
    of_no_use = {"TAB206", "TAB306", "TAB307", "TAB310"}
    assert undecided == {r.code for r in TABLES if r.code[3] in "234"} - of_no_use


def test_a_report_in_the_2019_form_is_judged_by_what_the_forms_share() -> None:
    blank = AnnualReport(agency="某县人民政府", year=2020, layout="2019")
    old = blank.with_cells(dict.fromkeys(filter(blank.holds, blank.cells()), 0))
    outcome = outcome_of(old)
    assert outcome.findings == ()
    assert {n.code for n in outcome.not_assessed} == {"TAB201", "TAB202", "TAB203"}
    assert {f.code for f in errors(old.with_cells({"t3.other.business": 1}))} == {
        "TAB301",
        "TAB303",
    }


def wrong_cells(report: AnnualReport, by: int) -> Iterator[tuple[str, int, list[Finding]]]:
    for address, value in of_tables(report, "t3.").items():
        assert isinstance(value, int)
        yield address, value, errors(report.with_cells({address: value + by}))


@pytest.mark.parametrize(("name", "by"), [*((name, 1) for name in THREE), ("lanzhou-shi-2023", 7)])
def test_one_wrong_cell_of_table_three_is_found_and_named_wherever_it_is(
    name: str, by: int
) -> None:
    named = 0
    for address, value, found in wrong_cells(base(name), by):
        assert found, address
        sums = [f for f in found if f.code in SUMS]
        assert sums, address
        for finding in sums:
            suspect = finding.where.cells[0]
            told = (suspect, finding.found, finding.expected)
            assert told == (address, str(value + by), str(value)), finding.message
            assert "行列交叉核对" in finding.message
        named += 1
    assert named == 175, "all of the cells are named as the culprit, in every finding"


def test_two_wrong_cells_are_found_and_nobody_else_is_blamed() -> None:
    report, chance = base("qinglan-xian-2024"), random.Random(11)
    cells = of_tables(report, "t3.")
    blamed = 0
    for _ in range(150):
        truth = {address: cells[address] for address in chance.sample(list(cells), 2)}
        wrong = {
            address: (value or 0) + chance.choice([1, 2, 5]) for address, value in truth.items()
        }
        found = errors(report.with_cells(wrong))
        assert found, wrong
        for finding in found:
            if "行列交叉核对" in finding.message:
                blamed += 1
                assert finding.expected == str(truth.get(finding.where.cells[0])), (wrong, finding)
    assert blamed > 300


def test_a_wrong_case_of_table_four_is_found() -> None:
    report = base("qinglan-xian-2024")
    for address, value in of_tables(report, "t4.").items():
        found = errors(report.with_cells({address: (value or 0) + 1}))
        assert [f.code for f in found] == ["TAB401"], address
        assert address in found[0].where.cells
