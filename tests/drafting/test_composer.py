"""The offline writer on every built-in figures file, with last year's beside it."""

import re
from collections import Counter
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
import yaml

from assistant.drafting.composing.composer import Composer
from assistant.drafting.composing.phrases import groups, patterns
from assistant.drafting.composing.voice import Voice, skeleton
from assistant.drafting.draft import Draft
from assistant.drafting.drafter import Drafter
from assistant.drafting.planning.plan import SECTION_IDS, plans
from assistant.reading.figures import read_figures
from assistant.report.ledger import build_ledger
from assistant.report.model import AnnualReport
from assistant.report.quantities import find_quantities
from assistant.report.references import find_titles
from assistant.resources import corpus_dir, examples_dir
from tests.drafting.conftest import SAMPLES, previous_of

FILES = [examples_dir() / "yuanzhou-2022.yaml", *SAMPLES]
EXPECTED = yaml.safe_load(Path(__file__).with_name("expected_missing.yaml").read_text("utf-8"))
AGENCIES = ("甲县人民政府办公室", "乙市财政局", "丙镇人民政府", "丁区人民政府", "戊市水务局",
            "己县司法局", "庚街道办事处", "辛市人民政府")  # fmt: skip
OPENING = re.compile(
    "^(?:此外|同时|另外|全年(?=[发举召组开收])|在[^，]{2,12}方面|从[^，]{2,12}情况看)，?"
)
DOUBLED = re.compile("同时，?同|此外，?此外|在在|年年|全年全年")
every_file = pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)


@cache
def drafted(path: Path) -> Draft:
    return Drafter(read_figures(path), previous=previous_of(path)).draft()


def said(draft: Draft) -> Counter[str]:
    """How many sentences rest on each fact."""
    return Counter(f for s in draft.sections for sentence in s.sentences() for f in sentence.facts)


@every_file
def test_every_number_and_title_of_an_offline_draft_traces_to_its_facts(path: Path) -> None:
    draft = drafted(path)
    assert draft.dropped == ()
    for section in draft.sections:
        for sentence in section.sentences():
            facts = "\n".join(
                f"{draft.facts[f].value}{draft.facts[f].unit} {draft.facts[f].label}"
                for f in sentence.facts
            )
            values = {draft.facts[f].value.lstrip("-") for f in sentence.facts}
            known = {str(q.value) for q in find_quantities(facts)} | values
            for quantity in find_quantities(sentence.text):
                assert str(quantity.value) in known, (sentence.text, quantity.text)
            for title in find_titles(sentence.text):
                assert title.name.translate(str.maketrans("〈〉", "《》")) in facts.translate(
                    str.maketrans("〈〉", "《》")
                )


@every_file
def test_every_must_say_fact_is_said_exactly_once(path: Path) -> None:
    report = read_figures(path)
    counted = said(drafted(path))
    statements = [f"work.{work.id}" for work in report.facts]
    statements += [f"problem.{i}" for i, _ in enumerate(report.problems, 1)]
    statements += [f"improvement.{i}" for i, _ in enumerate(report.improvements, 1)]
    assert {s: counted[s] for s in statements} == dict.fromkeys(statements, 1)
    must = {"t3.new.total", "t3.carried_in.total", "t4.reconsideration.total"}
    if report.cell("t3.result_total.total"):
        must |= {"t3.result_total.total", "t3.carried_out.total"}
    must |= {f for p in plans() for i in p.items if i.must and p.section == "1.1" for f in i.facts}
    assert {f: counted[f] for f in must} == dict.fromkeys(must, 1)


@every_file
def test_what_is_missing_is_just_what_a_reader_of_the_facts_would_ask(path: Path) -> None:
    asked = [[m.section, m.item] for m in drafted(path).missing]
    assert asked == [[str(section), item] for section, item in EXPECTED[path.stem]]


@every_file
def test_our_own_rules_find_only_what_the_figures_themselves_contradict(path: Path) -> None:
    draft = drafted(path)
    announced = {conflict.finding for conflict in draft.conflicts}
    serious = [f for f in draft.findings if f["severity"] in ("error", "warning")]
    assert [f["message"] for f in serious if f["fingerprint"] not in announced] == []
    assert len(serious) == (path.stem == "yuanzhou-2022")


@every_file
def test_no_sentence_of_a_report_has_the_pattern_of_another(path: Path) -> None:
    texts = [skeleton(s.text) for section in drafted(path).sections for s in section.sentences()]
    assert [text for text, times in Counter(texts).items() if times > 1] == []


@every_file
def test_last_years_sentences_do_not_come_again(path: Path) -> None:
    before = previous_of(path)
    if before is None:
        return
    old = {skeleton(s) for s in sentences_of(Drafter(before).draft())}
    new = [skeleton(s) for s in sentences_of(drafted(path))]
    assert sum(s in old for s in new) < 0.3 * len(new)


@every_file
def test_two_agencies_with_the_same_figures_and_facts_share_less_than_half_their_sentences(
    path: Path,
) -> None:
    report = read_figures(path)
    told = [
        {skeleton(s).replace(name, "") for s in composed(of)}
        for name in AGENCIES
        for of in [report.model_copy(update={"agency": name, "title": ""})]
    ]
    shares = [len(one & two) / min(len(one), len(two)) for one, two in combinations(told, 2)]
    assert max(shares) < 0.5
    assert sum(shares) / len(shares) < 0.2


def test_no_part_opens_two_work_facts_alike_or_stammers_before_one() -> None:
    for path in FILES:
        report = read_figures(path)
        for name in AGENCIES:
            of = report.model_copy(update={"agency": name, "title": ""})
            composer = Composer(of, build_ledger(of))
            for section in SECTION_IDS[2:7]:
                pieces = composer.material(section).pieces()
                sentences = [s for p in pieces if p.id.startswith("work") for s in p.sentences]
                openings = [m[0] for s in sentences if (m := OPENING.search(s.text))]
                assert len(openings) == len(set(openings)), openings
                assert not any(DOUBLED.search(s.text) for s in sentences)


def composed(report: AnnualReport) -> list[str]:
    composer = Composer(report, build_ledger(report))
    return [
        sentence.text
        for section in SECTION_IDS
        for piece in composer.material(section).pieces()
        for sentence in piece.sentences
    ]


def sentences_of(draft: Draft) -> list[str]:
    return [s.text for section in draft.sections for s in section.sentences()]


def test_consecutive_years_take_different_wordings_and_forty_agencies_take_all() -> None:
    wordings = ("一", "二", "三", "四")
    for year in range(2019, 2030):
        one, other = (Voice("某县", y).choose("k", wordings) for y in (year, year + 1))
        assert one != other
    assert {Voice(f"第{n}局", 2024).choose("k", wordings) for n in range(40)} == set(wordings)


def test_every_wording_names_facts_that_a_ledger_can_have(
    qinglan: AnnualReport, qinglan_before: AnnualReport
) -> None:
    known = set(build_ledger(qinglan, qinglan_before))
    for group in groups():
        for pattern in patterns(group):
            assert pattern.wordings, group
            named = {*pattern.positive, *pattern.zero, *pattern.negative, *pattern.also}
            assert named <= known, (group, named - known)


def test_the_same_figures_give_the_same_draft_to_the_byte(yuanzhou: AnnualReport) -> None:
    first = Drafter(yuanzhou).draft().model_dump_json()
    assert Drafter(yuanzhou).draft().model_dump_json() == first


def test_a_blank_cell_is_asked_for_and_never_said(yuanzhou: AnnualReport) -> None:
    draft = Drafter(yuanzhou.with_cells({"t3.new.total": None})).draft(("1.2",))
    assert any("t3.new.total" in missing.what for missing in draft.missing)
    section = draft.section("1.2")
    assert section is not None
    assert "收到政府信息公开申请" not in section.text
    assert "新收政府信息公开申请" not in section.text


def test_what_article_50_asks_of_governments_is_missed_where_no_fact_says_it() -> None:
    town = read_figures(corpus_dir() / "samples" / "qinglan-hedu-zhen-2024.yaml")
    bare = town.model_copy(update={"facts": ()})
    asked = Drafter(bare).draft(("1.5",)).missing
    assert {"appraisal", "social_review", "accountability"} <= {m.item for m in asked}
    assert all(m.hint and m.basis for m in asked)
    department = bare.model_copy(update={"agency": "某县水利局"})
    assert {m.item for m in Drafter(department).draft(("1.5",)).missing} == {"training"}


def test_a_work_fact_that_tells_of_a_want_does_not_answer_the_question() -> None:
    report = read_figures(corpus_dir() / "samples" / "yanhu-zhuying-jiedao-2022.yaml")
    without = report.model_copy(
        update={"facts": tuple(w for w in report.facts if w.id != "plain_words")}
    )
    assert "失分主要在解读材料偏少" in str(without.facts)
    assert any(m.item == "interpretation" for m in Drafter(without).draft(("1.1",)).missing)


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


def test_a_part_drafted_alone_is_not_blamed_for_the_parts_that_are_not_yet_there(
    yuanzhou: AnnualReport,
) -> None:
    draft = Drafter(yuanzhou).draft(("5",))
    assert draft.findings == ()
    wrong = yuanzhou.with_cells({"t3.new.total": 9})
    assert any(f["code"] == "TAB301" for f in Drafter(wrong).draft(("5",)).findings)
