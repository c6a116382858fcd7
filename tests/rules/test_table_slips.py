"""One slip with several cells of table three: few findings, and the right words about it."""

import random
from itertools import pairwise

import pytest
from rule_examples import base

from assistant.report.forms import LAYOUT_2021
from assistant.report.model import AnnualReport, Value
from assistant.rules.all_rules import RULES
from assistant.rules.case import Case
from assistant.rules.engine import check
from assistant.rules.misplaced import Fault
from assistant.rules.rule import Finding, Severity

TABLES = [rule for rule in RULES if rule.code.startswith("TAB")]
COLUMNS = [column.id for column in LAYOUT_2021.columns]
ROWS = list(dict.fromkeys(a.split(".")[1] for a in LAYOUT_2021.by_address if a.startswith("t3.")))
MANY = ["lanzhou-shi-2023", "qinglan-xian-2024", "lanzhou-zhujian-ju-2024"]


def row_of(report: AnnualReport, row: str) -> list[Value]:
    return [report.cell(f"t3.{row}.{column}") for column in COLUMNS]


def with_rows(report: AnnualReport, rows: dict[str, list[Value]]) -> AnnualReport:
    cells = {
        f"t3.{row}.{c}": v for row, vs in rows.items() for c, v in zip(COLUMNS, vs, strict=True)
    }
    return report.with_cells(cells)


def seen(report: AnnualReport) -> tuple[list[Finding], tuple[Fault, ...]]:
    """The errors and warnings of the table rules, and what they take for the slip."""
    case = Case(report)
    findings = check(case, TABLES).findings
    return [f for f in findings if f.severity is not Severity.NOTE], case.tables.faults


def right(faults: tuple[Fault, ...], truth: AnnualReport) -> bool:
    """Whether every cell that a fault wants to change becomes what it was."""
    return all(truth.cell(a) == value for fault in faults for a, value in fault.changes)


@pytest.mark.parametrize("name", MANY)
@pytest.mark.parametrize("row", ["new", "carried_in", "result_total", "carried_out", "granted"])
def test_a_swap_in_a_row_is_one_finding_though_the_total_column_balances(
    name: str, row: str
) -> None:
    report = base(name)
    values = row_of(report, row)
    for other in range(1, 6):
        if values[0] == values[other]:
            continue
        swapped = [*values]
        swapped[0], swapped[other] = values[other], values[0]
        findings, faults = seen(with_rows(report, {row: swapped}))
        assert [f.code for f in findings] == ["TAB305"], (row, other)
        assert faults == () or (faults[0].kind == "swap" and right(faults, report))
        mentioned = "填反" in findings[0].message
        assert mentioned is bool(faults)
        if row == "result_total":
            assert mentioned, "the sums above and below leave no other explanation"


@pytest.mark.parametrize("name", MANY)
def test_two_cells_of_a_column_swapped_are_told_as_such(name: str) -> None:
    report = base(name)
    told = 0
    for one, other in [("new", "granted"), ("granted", "carried_out"), ("new", "result_total")]:
        for column in ("natural_person", "total"):
            a, b = f"t3.{one}.{column}", f"t3.{other}.{column}"
            findings, faults = seen(report.with_cells({a: report.cell(b), b: report.cell(a)}))
            assert 2 <= len(findings) <= 5, (a, b)
            assert right(faults, report), (a, b)
            told += any("填反" in finding.message for finding in findings)
    assert told >= 4


@pytest.mark.parametrize("name", MANY)
def test_a_number_split_in_two_is_told_as_such_wherever_it_was(name: str) -> None:
    report = base(name)
    tried = 0
    for row in ROWS:
        values = row_of(report, row)
        for at, value in enumerate(values[:5]):
            if not isinstance(value, int) or value < 10:
                continue
            tried += 1
            digits = str(value)
            halves: list[Value] = [int(digits[:1]), int(digits[1:])]
            pushed = [*values[:at], *halves, *values[at + 1 : 6]]
            findings, faults = seen(with_rows(report, {row: pushed}))
            assert 2 <= len(findings) <= 5, (row, at)
            if digits[1] == "0" and len(digits) > 2:
                continue  # 109 as 1 and 9: what was a zero in front is lost for good
            codes = [finding.code for finding in findings]
            assert "TAB306" in codes or "TAB310" in codes, (row, pushed, codes, faults)
            assert right(faults, report), (row, pushed)
    assert tried > 3


@pytest.mark.parametrize("name", MANY)
def test_a_row_that_stands_one_column_off_is_told_as_such(name: str) -> None:
    report = base(name)
    for row in ("new", "result_total", "granted"):
        values = row_of(report, row)
        shifted: list[list[Value]] = [[0, *values[:6]], [*values[1:], 0]]
        for wrong in shifted:
            findings, faults = seen(with_rows(report, {row: wrong}))
            assert 1 <= len(findings) <= 5, (row, wrong)
            assert faults, (row, wrong)
            assert right(faults, report), (row, wrong, faults)
            assert faults[0].kind in ("sideways", "split"), (row, wrong, faults)


@pytest.mark.parametrize("name", MANY)
def test_rows_on_the_wrong_line_are_told_as_such(name: str) -> None:
    report = base(name)
    total, out = row_of(report, "result_total"), row_of(report, "carried_out")
    findings, faults = seen(with_rows(report, {"result_total": out, "carried_out": total}))
    assert [fault.kind for fault in faults] == ["line"]
    assert right(faults, report)
    assert len(findings) <= 8
    below = ROWS[ROWS.index("other_misc") :]
    moved = {b: row_of(report, a) for a, b in pairwise(below)}
    findings, faults = seen(with_rows(report, {**moved, "other_misc": [0] * 7}))
    assert [fault.kind for fault in faults] == ["line"]
    assert right(faults, report)


def test_a_total_column_copied_from_the_persons_is_one_finding() -> None:
    for name in MANY:
        report = base(name)
        copied = {f"t3.{row}.total": report.cell(f"t3.{row}.natural_person") for row in ROWS}
        findings, faults = seen(report.with_cells(copied))
        assert [f.code for f in findings] == ["TAB310"]
        assert right(faults, report)


def test_three_random_wrong_cells_never_make_a_flood_and_nobody_else_is_blamed() -> None:
    report, chance = base("lanzhou-shi-2023"), random.Random(5)
    addresses = [f"t3.{row}.{column}" for row in ROWS for column in COLUMNS]
    wrongly = 0
    for _ in range(200):
        truth = {a: report.cell(a) for a in chance.sample(addresses, chance.choice([1, 2, 3]))}
        wrong = {a: (v or 0) + chance.choice([1, 2, 5, 30]) for a, v in truth.items()}
        findings, faults = seen(report.with_cells(wrong))
        assert findings
        assert len(findings) <= 3 * len(wrong)
        wrongly += not right(faults, report)
    assert wrongly <= 4, "a chance agreement of several wrong cells is rare"


def test_a_table_shifted_altogether_is_told_in_a_handful_of_findings() -> None:
    report = base("lanzhou-shi-2023")
    wrong = {row: row_of(report, row)[1:] + row_of(report, row)[:1] for row in ROWS}
    findings, _ = seen(with_rows(report, wrong))
    assert 1 <= len(findings) <= 9
