"""What is typed into the form becomes figures; what cannot be read is said and changes nothing."""

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.exporting.blank import blank_report
from assistant.report.ledger import render_statement
from assistant.report.model import AnnualReport
from ui.data.edits import Edits, TypedFact, edited
from ui.data.form_view import form_html
from ui.data.marks import marks_of
from ui.data.typed_fact import typed_fact
from ui.views.comparison_view import comparison_html

BLANK = blank_report("某县民政局", 2025)


@pytest.mark.parametrize(
    ("typed", "value"),
    [("8", 8), ("１２", 12), ("1,234", 1234), ("8件", 8), ("", None), ("/", None), (" 0 ", 0)],
)
def test_a_number_is_taken_as_people_type_it_and_a_blank_is_not_zero(
    typed: str, value: int | None
) -> None:
    assert (
        edited(BLANK, Edits(base=1, cells={"t3.new.total": typed})).report.cell("t3.new.total")
        == value
    )


def test_fees_become_decimals_without_a_float() -> None:
    fees = edited(BLANK, Edits(base=1, cells={"t2.fees": "59237.2449"})).report.cell("t2.fees")
    assert fees == Decimal("59237.2449")
    assert isinstance(fees, Decimal)


def test_a_cell_that_cannot_be_read_keeps_its_value_and_says_so(yuanzhou: AnnualReport) -> None:
    result = edited(yuanzhou, Edits(base=1, cells={"t3.new.total": "八件多", "t9.x": "1"}))
    assert result.report.cell("t3.new.total") == 8
    assert "不是数字，没有保存" in result.refused["t3.new.total"]
    assert "t9.x" in result.refused


def test_only_blanks_of_one_table_are_filled_and_its_totals_added_up() -> None:
    some = BLANK.with_cells({"t3.new.natural_person": 8, "t3.granted.natural_person": 7})
    zeros = edited(some, Edits(base=1, fill="zeros:table3")).report
    assert zeros.cell("t3.new.natural_person") == 8
    assert zeros.cell("t3.new.total") == 8
    assert zeros.cell("t3.result_total.total") == 7
    assert zeros.cell("t3.carried_out.total") == 0
    assert zeros.cell("t2.licensing") is None
    assert marks_of(zeros).balance["total"] == "+1"


def test_totals_are_added_up_only_where_every_part_is_there() -> None:
    kinds = (
        "natural_person",
        "business",
        "research",
        "social_welfare",
        "legal_service",
        "other_org",
    )
    parts = {f"t3.new.{kind}": 2 for kind in kinds} | {"t3.granted.business": 1}
    report = edited(BLANK.with_cells(parts), Edits(base=1, fill="totals")).report
    assert report.cell("t3.new.total") == 12
    assert report.cell("t3.granted.total") is None
    assert report.cell("t3.result_total.business") is None


def test_a_fact_typed_as_a_sentence_has_its_figures_found() -> None:
    card = TypedFact(section="1.1", text="开展培训3场，参训14万余人次，办结率99.5%", source="台账")
    result = edited(BLANK, Edits(base=1, facts={"new7": card}))
    (fact,) = result.report.facts
    assert result.named == {"new7": fact.id}
    assert [value.value for value in fact.values.values()] == [3, Decimal("99.5")]
    assert render_statement(fact) == card.text


@settings(max_examples=200, deadline=None)
@given(
    st.text(
        alphabet="共约近三十1２.,，余多万件次场%{}n百分之·“”《》 （）-至", min_size=2, max_size=40
    )
)
def test_a_fact_reads_back_exactly_as_it_was_typed(said: str) -> None:
    words = " ".join(said.split())
    if len(words) >= 2:
        assert render_statement(typed_fact("work_1", "1.1", said, "")) == words


def test_a_fact_that_was_not_reworded_keeps_the_names_of_its_values(
    yuanzhou: AnnualReport,
) -> None:
    before = yuanzhou.facts[0]
    card = TypedFact(section="1.4", text=render_statement(before), source="另一本台账")
    after = edited(yuanzhou, Edits(base=1, facts={before.id: card})).report.facts[0]
    assert (after.text, after.values) == (before.text, before.values)
    assert (after.section, after.source) == ("1.4", "另一本台账")


def test_a_fact_is_taken_away_and_an_empty_one_refused(yuanzhou: AnnualReport) -> None:
    gone = yuanzhou.facts[0].id
    cards = {gone: None, "new1": TypedFact(section="9", text="一件事")}
    result = edited(yuanzhou, Edits(base=1, facts=cards))
    assert gone not in [fact.id for fact in result.report.facts]
    assert "选一个部分" in result.refused["facts.new1"]


def test_a_wrong_total_is_marked_with_the_sum_beside_it_and_what_to_do(
    yuanzhou: AnnualReport,
) -> None:
    marks = marks_of(yuanzhou.with_cells({"t3.new.total": 9}))
    assert marks.wrong == ("t3.new.total",)
    assert marks.sums["t3.new.total"] == "8"
    assert marks.balance["total"] == "+1"
    assert "现为 9，应为 8" in marks.told
    assert marks_of(yuanzhou).wrong == ()
    assert "都对得上" in marks_of(yuanzhou).told


def test_blanks_are_counted_and_nothing_is_called_wrong_for_them() -> None:
    marks = marks_of(BLANK)
    assert marks.blanks == {"table2": 10, "table3": 175, "table4": 15}
    assert marks.wrong == ()
    assert set(marks.sums.values()) == {""}


def test_markup_in_figures_stays_text_in_the_form_and_beside_last_year(
    yuanzhou: AnnualReport,
) -> None:
    evil = "甲<script>pwned()</script>\"'><img src=x onerror=pwned()>${x}{{y}}"
    card = {"evil": TypedFact(section="1.1", text=evil, source=evil)}
    typed = Edits(base=1, facts=card, problems=evil)
    report = edited(yuanzhou.model_copy(update={"preface": (evil,)}), typed).report
    last = report.model_copy(update={"year": 2021, "title": evil})
    html = form_html(report, 1, last) + comparison_html(report, last)
    assert html.count("&lt;script&gt;") >= 5
    assert "<script" not in html
    assert "<img" not in html


def test_both_years_stand_beside_each_other_with_growth_and_repeated_words(
    yuanzhou: AnnualReport,
) -> None:
    words = "聚焦群众关切的事项逐项梳理并向社会公开办理流程和结果接受社会各界的监督评议。"
    now = yuanzhou.model_copy(update={"preface": ("今年" + words,)})
    last = now.model_copy(update={"year": 2021, "title": "", "preface": ("去年" + words,)})
    html = comparison_html(now, last.with_cells({"t3.new.total": 5}))
    row = html.split('data-goto="t3.new.total"')[1].split("</tr>")[0]
    assert all(f"<td>{cell}</td>" in row for cell in ("5", "8", "+3", "+60%"))
    assert html.split('class="part"')[1].count("<mark>") == 2
    older = last.model_copy(update={"year": 2019}).with_cells({"t3.new.total": 16})
    bars = comparison_html(now, last, [older]).split("本年新收申请</span>")[1].split("</li>")[0]
    years = re.findall(r'bar-year">(\d+)<.*?width: (\d+)%', bars)
    assert years == [("2019", "100"), ("2021", "50"), ("2022", "50")]
