"""The offline writer on every built-in figures file."""

from pathlib import Path

import pytest

from assistant.drafting.drafter import Drafter
from assistant.drafting.planning.plan import SECTION_IDS
from assistant.reading.figures import read_figures
from assistant.report.model import AnnualReport
from assistant.report.quantities import find_quantities
from assistant.report.references import find_titles
from assistant.resources import corpus_dir, examples_dir
from tests.drafting.conftest import SAMPLES, previous_of

FILES = [examples_dir() / "yuanzhou-2022.yaml", *SAMPLES]
TABLES_WITHOUT_PART = {"t3.result_total.total", "t3.carried_in.total"}


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_every_number_and_title_of_an_offline_draft_traces_to_its_facts(path: Path) -> None:
    report = read_figures(path)
    draft = Drafter(report, previous=previous_of(path)).draft()
    assert draft.dropped == ()
    for section in draft.sections:
        for sentence in section.sentences():
            said = "\n".join(
                f"{draft.facts[f].value}{draft.facts[f].unit} {draft.facts[f].label}"
                for f in sentence.facts
            )
            values = {draft.facts[f].value.lstrip("-") for f in sentence.facts}
            known = {str(q.value) for q in find_quantities(said)} | values
            for quantity in find_quantities(sentence.text):
                assert str(quantity.value) in known, (sentence.text, quantity.text)
            for title in find_titles(sentence.text):
                assert title.name.replace("〈", "《").replace("〉", "》") in said.replace(
                    "〈", "《"
                ).replace("〉", "》")


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_every_work_fact_is_said_exactly_once(path: Path) -> None:
    report = read_figures(path)
    draft = Drafter(report).draft()
    said = [f for s in draft.sections for sentence in s.sentences() for f in sentence.facts]
    for work in report.facts:
        assert said.count(f"work.{work.id}") == 1, work.id


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_requests_results_and_cases_are_always_said(path: Path) -> None:
    report = read_figures(path)
    draft = Drafter(report).draft(("1.2",))
    section = draft.section("1.2")
    assert section is not None
    said = {f for sentence in section.sentences() for f in sentence.facts}
    must = {"t3.new.total", "t3.carried_in.total", "t4.reconsideration.total"}
    if report.cell("t3.result_total.total"):
        must |= {"t3.result_total.total", "t3.carried_out.total"}
    assert must <= said


def test_the_same_figures_give_the_same_draft_to_the_byte(yuanzhou: AnnualReport) -> None:
    first = Drafter(yuanzhou).draft().model_dump_json()
    assert Drafter(yuanzhou).draft().model_dump_json() == first


def test_two_agencies_do_not_say_the_same_zero_in_the_same_words() -> None:
    texts = set()
    for path in SAMPLES:
        report = read_figures(path).model_copy(update={"facts": ()})
        draft = Drafter(report).draft(("preface", "1"))
        texts.add(draft.sections[0].text.replace(report.agency, "").replace(str(report.year), ""))
    assert len(texts) > 1


def test_a_blank_cell_is_asked_for_and_never_said(yuanzhou: AnnualReport) -> None:
    draft = Drafter(yuanzhou.with_cells({"t3.new.total": None})).draft(("1.2",))
    assert any("t3.new.total" in missing.what for missing in draft.missing)
    section = draft.section("1.2")
    assert section is not None
    assert "收到" not in section.text


def test_what_article_50_asks_of_governments_is_missed_where_no_fact_says_it() -> None:
    town = read_figures(corpus_dir() / "samples" / "qinglan-hedu-zhen-2024.yaml")
    bare = town.model_copy(update={"facts": ()})
    what = "；".join(m.what for m in Drafter(bare).draft(("1.5",)).missing)
    assert "工作考核" in what
    assert "社会评议" in what
    assert "责任追究" in what


def test_without_problems_section_five_is_empty_and_says_what_is_missing(
    yuanzhou: AnnualReport,
) -> None:
    bare = yuanzhou.model_copy(update={"problems": (), "improvements": ()})
    draft = Drafter(bare).draft(("5",))
    assert draft.sections[0].paragraphs == ()
    assert [m.section for m in draft.missing] == ["5", "5"]


def test_parts_that_were_not_asked_for_are_not_drafted(yuanzhou: AnnualReport) -> None:
    draft = Drafter(yuanzhou).draft(("1.2", "5"))
    assert [section.id for section in draft.sections] == ["1.2", "5"]
    assert set(SECTION_IDS) > {"1.2", "5"}


def test_a_report_of_another_agency_or_year_is_not_compared_with(
    qinglan: AnnualReport, qinglan_before: AnnualReport, yuanzhou: AnnualReport
) -> None:
    for wrong in (yuanzhou, qinglan_before.model_copy(update={"year": 2021})):
        draft = Drafter(qinglan, previous=wrong).draft(("1.2",))
        assert "没有用来比较" in draft.notices[0]
        assert not any(fact.startswith(("last.", "growth.")) for fact in draft.facts)
    right = Drafter(qinglan, previous=qinglan_before).draft(("1.2",))
    assert right.notices == ()
    assert "growth.t3.new.total" in right.facts
