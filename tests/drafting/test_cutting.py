"""What is left of a sentence when what no fact holds is taken out of it."""

import pytest

from assistant.drafting.grounding.cutting import cut_back
from tests.drafting.adversarial.cases import ground_of, lies

YUANZHOU = ("examples/yuanzhou-2022.yaml", "1.2")
QINGLAN = ("corpus/samples/qinglan-xian-2024.yaml", "1.2")
CUTS = [
    (YUANZHOU, "收到申请8件，群众满意度显著提升。", "收到申请8件。"),
    (YUANZHOU, "在区委领导下，收到申请8件。", "收到申请8件。"),
    (YUANZHOU, "收到申请8件，群众反映良好，办结8件。", "收到申请8件，办结8件。"),
    (YUANZHOU, "全年收到申请8件，及时办结8件。", "全年收到申请8件，办结8件。"),
    (YUANZHOU, "8件申请均在法定期限内办结。", "8件申请均办结。"),
    (YUANZHOU, "收到申请8件，均在法定期限内办结。", "收到申请8件。"),
    (YUANZHOU, "收到申请8件（均为网上申请），办结8件。", "收到申请8件，办结8件。"),
    (YUANZHOU, "收到申请8件，并获得群众好评。", "收到申请8件。"),
    (YUANZHOU, "收到申请8件；其中优秀案例3件，占37.5%。", "收到申请8件。"),
    (YUANZHOU, "收到申请9件，办结8件，其中予以公开2件。", "办结8件，其中予以公开2件。"),
    (QINGLAN, "新收申请213件，比上年减少39件。", "新收申请213件。"),
    (QINGLAN, "办结申请216件，其中予以公开24件、部分公开103件。", "办结申请216件。"),
]


@pytest.mark.parametrize(("part", "text", "left"), CUTS)
def test_what_no_fact_holds_goes_wherever_it_stands(
    part: tuple[str, str], text: str, left: str
) -> None:
    found = cut_back(ground_of(*part), text)
    assert found is not None
    assert found[0] == left
    assert found[1].holds


GIVEN_UP = [
    "未及时办结8件。",
    "除重复申请外，收到申请8件。",
    "如有超期，收到申请8件。",
    "收到申请9件，其中予以公开2件。",
    "依照条例第七十七条，均已答复完毕并获好评。",
    "群众满意度显著提升。",
    "We received 8 requests in 2022.",
]


@pytest.mark.parametrize("text", GIVEN_UP)
def test_a_sentence_is_given_up_where_the_rest_would_say_something_else(text: str) -> None:
    assert cut_back(ground_of(*YUANZHOU), text) is None


def test_a_sentence_that_stands_is_left_as_it_is() -> None:
    text = "全年收到申请8件，均由自然人提出。"
    found = cut_back(ground_of(*YUANZHOU), text)
    assert found is not None
    assert found[0] == text


def test_no_cut_of_any_lie_keeps_what_is_false_or_leaves_a_torso() -> None:
    cut = 0
    for case in lies():
        found = cut_back(ground_of(case.figures, case.section), case.text)
        if found is None:
            continue
        cut += 1
        text, judgement = found
        assert case.marker not in text
        assert judgement.holds
        assert not text.startswith(("，", "；", "并", "且", "等", "占"))
        assert not text.rstrip("。").endswith(("，", "、", "：", "其中", "并", "和"))
    assert cut >= 100
