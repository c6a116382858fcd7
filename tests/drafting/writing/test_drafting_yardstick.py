"""The yardstick of `nianbao eval drafting` counts what is false, whoever wrote it."""

import pytest

from assistant.drafting.draft import Draft, DraftSection, GroundedSentence, Paragraph
from assistant.drafting.drafter import Drafter
from assistant.drafting.writer import Reply
from assistant.report.ledger import build_ledger
from assistant.report.model import AnnualReport
from evals.drafting.cases import Case, cases
from evals.drafting.plain_arm import plain_draft, plain_prompt
from evals.drafting.yardstick import Measured, measure
from tests.drafting.scripted_writer import ScriptedWriter

MUST = {"1.2": ("t3.new.total", "t3.carried_in.total")}


def measured(text: str, report: AnnualReport) -> Measured:
    paragraph = Paragraph(sentences=(GroundedSentence(text=text, origin="model"),))
    section = DraftSection(id="1.2", title="（二）依申请公开", paragraphs=(paragraph,))
    draft = Draft(agency=report.agency, year=report.year, engine="m", sections=(section,))
    return measure(draft, report, None, build_ledger(report), MUST)


def test_true_numbers_are_supported_and_what_must_be_said_is_found(yuanzhou: AnnualReport) -> None:
    found = measured("2022年本机关新收政府信息公开申请8件，没有上年结转的申请。", yuanzhou)
    assert found.unsupported == ()
    assert (found.numbers, found.said, found.must) == (1, 2, 2)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("全年新收申请9999件。", "9999件"),
        ("办结率达97.3%。", "97.3%"),
        ("2015年收到申请。", "2015年"),
        ("5月31日前全部答复。", "5月31日"),
        ("新收申请8人次。", "8人次"),
    ],
)
def test_a_number_a_date_and_a_unit_that_nothing_supports_are_counted(
    text: str, wrong: str, yuanzhou: AnnualReport
) -> None:
    assert measured(text, yuanzhou).unsupported == (wrong,)


def test_a_true_number_under_a_wrong_name_is_counted_by_the_rules(yuanzhou: AnnualReport) -> None:
    assert measured("全年新收政府信息公开申请25件。", yuanzhou).wrong_label == 1


def test_what_is_not_said_is_missed(yuanzhou: AnnualReport) -> None:
    assert measured("依申请公开工作平稳开展。", yuanzhou).said == 0


def test_every_case_has_figures_and_no_narrative() -> None:
    assert len({case.figures.agency for case in cases()}) == 6
    assert all(not case.figures.preface and not case.figures.sections for case in cases())
    assert sum(case.previous is not None for case in cases()) == 5


def test_the_plain_prompt_has_figures_form_and_passages(yuanzhou: AnnualReport) -> None:
    prompt = plain_prompt(Case("x", yuanzhou, None), ("1.2", "5"))
    for words in ("（二）依申请公开", "五、", "8件", "参考段落", "政策解读"):
        assert words in prompt.user


def test_a_plain_answer_is_split_by_its_titles(yuanzhou: AnnualReport) -> None:
    answer = "### （二）依申请公开\n全年收到8件。\n- 都已答复。\n\n**五、存在的主要问题及改进情况**\n解读少。"
    draft = plain_draft(Case("x", yuanzhou, None), ("1.2", "5"), ScriptedWriter(answer), Reply())
    assert [section.text for section in draft.sections] == ["全年收到8件。\n都已答复。", "解读少。"]


def test_an_offline_draft_of_a_case_has_nothing_unsupported() -> None:
    (case,) = cases(1)
    ledger = build_ledger(case.figures, case.previous)
    draft = Drafter(case.figures, previous=case.previous).draft(("1.1", "1.2", "1.5"))
    assert measure(draft, case.figures, case.previous, ledger, {}).unsupported == ()
