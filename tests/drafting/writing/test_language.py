"""What is put together from true words and is no sentence is not accepted from a model."""

import pytest

from assistant.drafting.drafter import Drafter
from assistant.drafting.writing.language import language_faults
from assistant.report.model import AnnualReport
from tests.drafting.scripted_writer import ScriptedWriter


@pytest.mark.parametrize(
    "text",
    ["全年办结申请8件件。", "开展的的保密审查3次。", "公开信息条，解读9篇。", "组织组织培训3场。"],
)
def test_gibberish_of_true_words_has_a_fault(text: str) -> None:
    assert language_faults(text, "1.2", "某县水务局", 2024, known="")


def test_a_sentence_and_the_staffs_own_words_have_none() -> None:
    assert language_faults("全年办结申请8件。", "1.2", "某县水务局", 2024, known="") == []
    odd = "开展的的保密审查3次"
    assert language_faults(f"{odd}。", "5", "某县水务局", 2024, known=odd) == []


def test_a_models_gibberish_is_dropped_with_the_reason_and_composed_over(
    yuanzhou: AnnualReport,
) -> None:
    doubled = "信息发布前开展开展保密审查，全年未发生失泄密事件。"
    draft = Drafter(yuanzhou, writer=ScriptedWriter(doubled)).draft(("1.3",))
    section = draft.section("1.3")
    assert section is not None
    assert "开展开展" not in section.text
    assert "信息发布前开展保密审查" in section.text
    assert any("连写" in dropped.why or "重复" in dropped.why for dropped in draft.dropped)
