"""What our own rules would return a part for gives way to composed sentences."""

import pytest

from assistant.drafting.draft import GroundedSentence
from assistant.drafting.drafter import Drafter
from assistant.drafting.writing.returned import Told, returned_pieces
from assistant.reading.figures import read_figures
from assistant.report.model import AnnualReport
from assistant.resources import corpus_dir
from tests.drafting.scripted_writer import ScriptedWriter

# True to the facts, clause by clause, and yet it names no problem and no improvement as such.
A_LIST = (
    "公告发布与审计报告出具之间间隔偏长；压缩会审环节，审理处和保密办公室同步审核；"
    "审计结果公开后与公众互动少；开通“审计公告有问必答”，限时提供答复意见；"
    "业务处室3个工作日内提供答复意见，已回复提问14条。"
)


@pytest.fixture
def auditors() -> AnnualReport:
    return read_figures(corpus_dir() / "samples" / "lanzhou-shenji-ju-2023.yaml")


def test_a_list_without_the_word_problem_is_taken_back_from_part_five(
    auditors: AnnualReport,
) -> None:
    drafter = Drafter(auditors, writer=ScriptedWriter(A_LIST))
    steps = list(drafter.steps(("5",)))
    draft = drafter.result()
    assert draft.findings == ()
    assert "问题" in draft.sections[0].text
    assert all(s.origin == "composed" for s in draft.sections[0].sentences())
    (gone,) = [d for d in draft.dropped if "没有写存在的问题" in d.why]
    assert gone.text == A_LIST
    assert any(step.kind == "dropped" and A_LIST in step.text for step in steps)
    assert draft.account is not None
    assert draft.account.total.replaced == 1


def by(origin: str, text: str) -> list[GroundedSentence]:
    return [GroundedSentence.model_validate({"text": text, "origin": origin})]


COMPOSED = [by("composed", "甲。"), by("composed", "乙。"), by("composed", "丙。")]


def faults(told: Told) -> dict[str, str]:
    text = "".join(s.text for own in told for s in own)
    found = {"A": "有丁"} if "丁" in text else {}
    found |= {"B": "有戊有己"} if "戊" in text and "己" in text else {}
    return found | ({"C": "有丙"} if "丙" in text else {})


def test_only_the_piece_that_is_to_blame_goes() -> None:
    written = [by("model", "丁。"), by("model", "戊。"), COMPOSED[2]]
    assert returned_pieces(written, COMPOSED, faults) == {0: "有丁"}


def test_what_is_found_in_the_composed_part_too_is_no_fault_of_the_model() -> None:
    written = [by("model", "戊。"), COMPOSED[1], COMPOSED[2]]
    assert returned_pieces(written, COMPOSED, faults) == {}


def test_one_of_two_that_disagree_is_enough() -> None:
    written = [by("model", "戊。"), by("model", "己。"), COMPOSED[2]]
    assert returned_pieces(written, COMPOSED, faults) == {0: "有戊有己"}


def test_where_no_single_one_is_to_blame_all_go() -> None:
    def twice(told: Told) -> dict[str, str]:
        text = "".join(s.text for own in told for s in own)
        return {"A": "有丁"} if "丁" in text else {}

    written = [by("model", "丁。"), by("model", "丁。"), by("model", "戊。")]
    assert set(returned_pieces(written, COMPOSED, twice)) == {0, 1, 2}


def test_the_rules_are_not_asked_about_a_part_that_no_model_wrote() -> None:
    asked = []

    def noted(told: Told) -> dict[str, str]:
        asked.append(told)
        return {}

    assert returned_pieces(COMPOSED, COMPOSED, noted) == {}
    assert asked == []
