"""What an outside reviewer tried, and what was made wider for it."""

from itertools import groupby

import pytest

from assistant.drafting.drafter import Drafter
from assistant.drafting.grounding.cutting import cut_back
from tests.drafting.adversarial.cases import (
    Case,
    ground_of,
    of_model,
    piece_of_forty,
    previous_of,
    report_of,
    reviewer,
    third,
    wider,
)
from tests.drafting.adversarial.score import judged_right
from tests.drafting.scripted_writer import ScriptedWriter

# Raised when the grounding gets better, never lowered.
FEWEST_ACCEPTED = {"reviewer": 39, "wider": 29, "third": 29}
SETS = {"reviewer": reviewer, "wider": wider, "third": third}


@pytest.mark.parametrize("name", SETS)
def test_no_lie_of_the_reviewer_holds(name: str) -> None:
    told, _ = SETS[name]()
    assert len(told) >= 25
    assert judged_right(told, holds=False)[1] == []


@pytest.mark.parametrize("name", SETS)
def test_honest_sentences_in_other_words_hold(name: str) -> None:
    _, said = SETS[name]()
    assert judged_right(said, holds=True)[0] >= FEWEST_ACCEPTED[name]


XIAN = "corpus/samples/qinglan-xian-2024.yaml"
ZHUJIAN = "corpus/samples/lanzhou-zhujian-ju-2024.yaml"
PAIRS = [
    (
        XIAN,
        "1.4",
        "政务新媒体账号由46个减至39个，减少7个。",
        "政务新媒体账号由46个减至39个，减少6个。",
    ),
    (XIAN, "1.2", "申请人以自然人为主，共191件。", "申请人以商业企业为主，共18件。"),
    (
        XIAN,
        "1.2",
        "从受理单位看，县自然资源和规划局最多，为57件。",
        "从受理单位看，县公安局最多，为19件。",
    ),
    (XIAN, "5", "清单内信息占比由38%升至64%。", "清单内信息占比由64%降至38%。"),
    (
        ZHUJIAN,
        "1.5",
        "市级年度考核得分94.1分，比上年上升1.8分。",
        "市级社会评议满意度90.8%，比上年上升1.8分。",
    ),
    (
        ZHUJIAN,
        "1.1",
        "各类平台公开政府信息3317条，较2023年的2964条多353条。",
        "2023年各类平台公开政府信息3317条。",
    ),
]


@pytest.mark.parametrize(("figures", "section", "true", "false"), PAIRS)
def test_other_words_for_a_change_hold_in_its_own_direction_only(
    figures: str, section: str, true: str, false: str
) -> None:
    ground = ground_of(figures, section)
    assert ground.judge(true).reasons == ()
    assert not ground.judge(false).holds


AS_THEY_STAND = [
    Case("corpus/samples/lanzhou-jiaoyu-ju-2024.yaml", "1.1", "", "覆盖学校和幼儿园524所。"),
    Case(ZHUJIAN, "1.5", "", "两个科室因信息超期各扣0.5分。"),
    Case(
        "corpus/samples/lanzhou-shi-2023.yaml",
        "5",
        "",
        "逾期未更新的由1月份的94个降至12月份的7个。",
    ),
]


@pytest.mark.parametrize("case", AS_THEY_STAND, ids=lambda case: case.text)
def test_a_clause_of_the_staff_may_be_said_as_it_stands(case: Case) -> None:
    assert ground_of(case.figures, case.section).judge(case.text).reasons == ()


def test_what_a_model_wrote_and_no_director_would_sign_is_refused() -> None:
    assert judged_right(of_model(), holds=False)[1] == []


CUT = [
    (
        "corpus/samples/qinglan-hedu-zhen-2024.yaml",
        "1.3",
        "镇司法所审核了拆迁补偿公示52份，撤下过期名单33份。",
        "镇司法所审核了拆迁补偿公示52份；本机关撤下过期名单33份。",
    ),
    (
        "corpus/samples/lanzhou-zhujian-ju-2024.yaml",
        "1.2",
        "其他处理6件，其他处理中，逾期不补正不再处理9件，予以公开51件。",
        "其他处理6件，予以公开51件。",
    ),
    (
        "corpus/samples/qinglan-xian-2024.yaml",
        "1.4",
        "2024年，全县网站访问量1000万次；高频问题知识库收录问答1085条。",
        "高频问题知识库收录问答1085条。",
    ),
]


@pytest.mark.parametrize(("figures", "section", "written", "kept"), CUT)
def test_what_only_announced_a_false_clause_goes_with_it_and_who_did_a_deed_is_said(
    figures: str, section: str, written: str, kept: str
) -> None:
    cut = cut_back(ground_of(figures, section), written)
    assert cut is not None
    assert cut[0] == kept


TOLD = sorted(
    (case for read in SETS.values() for case in read()[0]), key=lambda c: (c.figures, c.section)
)
PARTS = {key: list(own) for key, own in groupby(TOLD, key=lambda c: (c.figures, c.section))}


@pytest.mark.parametrize("part", PARTS, ids=lambda part: f"{part[0].split('/')[-1]}-{part[1]}")
def test_none_of_their_lies_reaches_a_draft(part: tuple[str, str]) -> None:
    told = PARTS[part]
    answer = "\n".join(case.text for case in told)
    drafter = Drafter(
        report_of(part[0]), previous=previous_of(part[0]), writer=ScriptedWriter(answer)
    )
    draft = drafter.draft((part[1],))
    text = "\n".join(section.text for section in draft.sections)
    assert [case.marker for case in told if case.marker in text] == []
    assert any(item.text for item in draft.dropped)


def test_a_heading_of_what_is_no_fact_here_is_judged_and_divides_all_the_same() -> None:
    ground, _ = piece_of_forty()
    assert not ground.judge("无法提供中，予以公开103件。").holds
    assert not ground.judge("无法提供中，结转下年度继续办理9件。").holds
