"""The ledger: what is known with its source, what follows from it, and nothing else."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from assistant.reading.figures import read_figures
from assistant.report.derivations import derivations, growth_derivations
from assistant.report.ledger import Fact, Ledger, build_ledger, render_statement, share_of
from assistant.report.model import AnnualReport, WorkFact

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted((ROOT / "corpus" / "samples").glob("*.yaml"))
REPORTS = {
    path.stem: read_figures(path) for path in [*SAMPLES, ROOT / "examples/yuanzhou-2022.yaml"]
}


def previous(name: str) -> AnnualReport | None:
    stem, _, year = name.rpartition("-")
    return REPORTS.get(f"{stem}-{int(year) - 1}")


LEDGERS = {name: build_ledger(report, previous(name)) for name, report in REPORTS.items()}
every_ledger = pytest.mark.parametrize("name", LEDGERS)


@pytest.fixture(scope="module")
def report() -> AnnualReport:
    return REPORTS["qinglan-xian-2024"]


@pytest.fixture(scope="module")
def before() -> AnnualReport:
    return REPORTS["qinglan-xian-2023"]


def half_up(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def recomputed(fact: Fact, numbers: list[Decimal]) -> Decimal:
    """What the fact should be, worked out again from its operands and its name alone."""
    first, *rest = numbers
    if fact.id.removeprefix("last.").startswith("share."):
        return half_up(first / rest[0] * 100)
    if fact.id.startswith("growth."):
        return half_up((first - rest[0]) / rest[0] * 100)
    if fact.id.startswith(("diff.", "points.")) or fact.id.endswith(".decided"):
        return first - rest[0]
    return sum(numbers, Decimal(0))


def derived(name: str) -> Iterator[tuple[Ledger, Fact]]:
    ledger = LEDGERS[name]
    yield from ((ledger, fact) for fact in ledger.values() if fact.kind == "derived")


@every_ledger
def test_every_derived_fact_follows_from_its_operands(name: str) -> None:
    for ledger, fact in derived(name):
        numbers = [ledger.number(operand) for operand in fact.operands]
        assert None not in numbers, fact
        assert fact.value == recomputed(fact, [Decimal(n) for n in numbers if n is not None]), fact


@every_ledger
def test_every_derived_fact_says_how_it_was_made(name: str) -> None:
    for ledger, fact in derived(name):
        order = list(ledger)
        assert fact.formula, fact
        assert fact.source == "计算"
        assert all(order.index(operand) < order.index(fact.id) for operand in fact.operands), fact
        signs = fact.formula.count(" + ") + fact.formula.count(" − ") + fact.formula.count("÷ ")
        assert signs == len(fact.operands) - 1 + fact.id.startswith("growth."), fact


def test_the_samples_give_many_derived_facts_of_every_kind() -> None:
    kinds = {fact.id.partition(".")[0] for ledger in LEDGERS.values() for fact in ledger.values()}
    assert {"sum", "share", "diff", "growth", "points", "last"} <= kinds
    assert sum(1 for name in LEDGERS for _ in derived(name)) > 1500


@every_ledger
def test_the_groups_of_results_add_up_to_all_results(name: str) -> None:
    ledger = LEDGERS[name]
    parts = ["t3.granted.total", "t3.partially_granted.total"]
    parts += [
        f"sum.t3.{group}.total" for group in ("denied", "unavailable", "not_processed", "other")
    ]
    assert sum(ledger.number(part) or 0 for part in parts) == ledger.number("t3.result_total.total")


@every_ledger
def test_every_filled_cell_is_a_fact_with_its_own_value(name: str) -> None:
    cells = {a: v for a, v in REPORTS[name].cells().items() if v is not None}
    facts = {f.id: f.value for f in LEDGERS[name].values() if f.kind == "cell"}
    assert {a: v for a, v in facts.items() if not a.startswith("last.")} == cells


@every_ledger
def test_no_fact_is_a_float_and_every_fact_has_label_and_source(name: str) -> None:
    for fact in LEDGERS[name].values():
        assert isinstance(fact.value, int | Decimal | str), fact
        assert not isinstance(fact.value, bool)
        assert fact.label, fact
        assert fact.source, fact


def test_the_sum_of_a_group_is_the_sum_of_its_rows(report: AnnualReport) -> None:
    ledger = build_ledger(report)
    denied = [a for a in report.cells() if a.startswith("t3.denied_") and a.endswith(".total")]
    assert len(denied) == 8
    assert ledger["sum.t3.denied.total"].operands == tuple(denied)
    assert ledger.number("sum.t3.denied.total") == sum(report.cell(a) or 0 for a in denied)
    assert (
        ledger.number("sum.t3.handled.total")
        == report.table3.new.total + report.table3.carried_in.total
    )


@pytest.mark.parametrize("address", ["t3.denied_third_party.total", "t3.result_total.total"])
def test_a_blank_cell_gives_no_fact_and_nothing_follows_from_it(
    report: AnnualReport, address: str
) -> None:
    ledger = build_ledger(report.with_cells({address: None}))
    assert address not in ledger
    assert ledger.number(address) is None
    assert not [f.id for f in ledger.values() if address in f.operands]
    users = {d.id for d in derivations(report.form) if address in d.operands}
    assert users
    assert users.isdisjoint(ledger)


def test_a_report_without_figures_has_only_its_identity() -> None:
    ledger = build_ledger(AnnualReport(agency="某局", year=2024))
    assert {fact.kind for fact in ledger.values()} == {"identity"}
    assert ledger["next_year"].value == 2025
    assert ledger["period"].value == "2024年1月1日至2024年12月31日"


@pytest.mark.parametrize(
    ("part", "whole", "share"),
    [
        (1, 3, "33.3"),
        (2, 3, "66.7"),
        (1, 4, "25"),
        (1, 8, "12.5"),
        (1, 2000, "0.1"),
        (1, 2001, "0"),
        (3, 2000, "0.2"),
        (1, 1, "100"),
        (0, 7, "0"),
        (999, 1000, "99.9"),
        (9995, 10000, "100"),
        (-1, 8, "-12.5"),
        (-1, 2000, "-0.1"),
        (Decimal("0.5"), 2, "25"),
        (7, 2, "350"),
    ],
)
def test_a_share_is_rounded_half_up_to_at_most_one_decimal(
    part: int | Decimal, whole: int, share: str
) -> None:
    assert str(share_of(part, whole)) == share


def test_a_share_of_nothing_is_no_number(report: AnnualReport) -> None:
    with pytest.raises(ZeroDivisionError):
        share_of(1, 0)
    empty = report.with_cells({"t3.new.total": 0})
    assert "share.t3.new.natural_person" not in build_ledger(empty)
    assert "share.t3.new.natural_person" in build_ledger(report)


@pytest.mark.parametrize(
    ("now", "then", "difference", "growth"),
    [
        (8, 5, 3, "60"),
        (5, 8, -3, "-37.5"),
        (8, 8, 0, "0"),
        (0, 8, -8, "-100"),
        (2101, 2050, 51, "2.5"),
    ],
)
def test_growth_has_the_sign_of_the_difference(
    report: AnnualReport, before: AnnualReport, now: int, then: int, difference: int, growth: str
) -> None:
    ledger = build_ledger(
        report.with_cells({"t3.new.total": now}), before.with_cells({"t3.new.total": then})
    )
    assert ledger.number("diff.t3.new.total") == difference
    assert str(ledger["growth.t3.new.total"].value) == growth
    assert ledger["growth.t3.new.total"].unit == "%"


def test_there_is_a_difference_but_no_growth_on_zero(
    report: AnnualReport, before: AnnualReport
) -> None:
    ledger = build_ledger(report, before.with_cells({"t3.new.total": 0}))
    assert ledger.number("diff.t3.new.total") == report.cell("t3.new.total")
    assert "growth.t3.new.total" not in ledger


def test_without_last_year_nothing_is_compared(report: AnnualReport) -> None:
    ledger = build_ledger(report)
    assert not [fact for fact in ledger if fact.startswith(("last.", "diff.", "growth."))]


def test_figures_of_last_year_stand_beside_this_years_and_say_so(
    report: AnnualReport, before: AnnualReport
) -> None:
    ledger = build_ledger(report, before)
    fact = ledger["last.t3.new.total"]
    assert fact.value == before.cell("t3.new.total")
    assert fact.label == "上年新收申请"
    assert ledger["last.t3.carried_in.total"].label == "上年的上年结转申请"
    assert ledger["last.t2.regulations.issued"].label == "上年规章制发件数"
    assert ledger["growth.t3.new.total"].formula == "（本年新收申请 − 上年新收申请）÷ 上年新收申请"
    assert fact.source == "2023年报告表三"
    compared = {d.id for d in growth_derivations(report.form)}
    assert "diff.sum.t3.handled.total" in compared
    assert ledger.number("diff.sum.t3.handled.total") == ledger.number(
        "sum.t3.handled.total"
    ) - ledger.number("last.sum.t3.handled.total")


def test_statements_and_values_of_work_facts_are_facts(report: AnnualReport) -> None:
    ledger = build_ledger(report)
    for work in report.facts:
        assert ledger[f"work.{work.id}"].kind == "statement"
        assert ledger[f"work.{work.id}"].section == work.section
        assert "{" not in str(ledger[f"work.{work.id}"].value)
        for name, value in work.values.items():
            assert ledger[f"work.{work.id}.{name}"].value == value.value
            assert ledger[f"work.{work.id}.{name}"].unit == value.unit
    assert ledger["problem.1"].value == report.problems[0]
    assert ledger["improvement.1"].value == report.improvements[0]


@pytest.mark.parametrize(
    ("text", "value", "written"),
    [
        ("发布{n}篇", {"value": 9, "unit": "篇"}, "发布9篇"),
        ("发布{n}", {"value": 9, "unit": "篇"}, "发布9篇"),
        ("占{n}", {"value": "90.80", "unit": "%"}, "占90.80%"),
        ("约{n}", {"value": 300, "unit": "条", "about": True}, "约300余条"),
        ("{n}余条", {"value": 300, "unit": "条", "about": True}, "300余条"),
        ("{n}多条", {"value": 300, "unit": "条", "about": True}, "300多条"),
        ("第{n}", {"value": 3}, "第3"),
        ("{other}", {"value": 3}, "{other}"),
    ],
)
def test_a_statement_carries_each_unit_once(
    text: str, value: dict[str, object], written: str
) -> None:
    work = WorkFact.model_validate(
        {"id": "w", "section": "1.1", "text": text, "values": {"n": value}}
    )
    assert render_statement(work) == written


def test_a_fact_is_written_with_its_unit() -> None:
    assert Fact("f", 8, "件", "", "", "cell").written == "8件"
    assert Fact("f", Decimal("12.50"), "万元", "", "", "cell").written == "12.50万元"
    assert Fact("f", Decimal("1E+2"), "%", "", "", "cell").written == "100%"
