"""A chain of commas is parted where it goes on to another matter; stiff names are told."""

import pytest

from assistant.drafting.writing.parting import parted
from assistant.drafting.writing.unfit import stilted
from tests.drafting.adversarial.cases import ground_of

XIAN = "corpus/samples/qinglan-xian-2024.yaml"
CHAINS = [
    (
        "1.1",
        "公开征集意见16次，收集意见521条，采纳134条，抽检执法公示信息300条，发现公示超期8条，均已补正。",
        "公开征集意见16次，收集意见521条，采纳134条；抽检执法公示信息300条，发现公示超期8条，均已补正。",
    ),
    (
        "1.3",
        "机构改革涉及的9个部门完成信息划转，转移历史信息4206条，经公文系统认定公开属性的公文2318件，其中主动公开674件。",
        "机构改革涉及的9个部门完成信息划转，转移历史信息4206条；经公文系统认定公开属性的公文2318件，其中主动公开674件。",
    ),
    (
        "1.1",
        "公开征集意见16次，抽检执法公示信息300条。",
        "公开征集意见16次，抽检执法公示信息300条。",
    ),
    (
        "1.1",
        "公开征集意见16次，收集意见521条，采纳134条，并邀请利益相关方列席县政府常务会议6次、14人次。",
        "公开征集意见16次，收集意见521条，采纳134条，并邀请利益相关方列席县政府常务会议6次、14人次。",
    ),
]


@pytest.mark.parametrize(("section", "written", "read"), CHAINS)
def test_a_semicolon_stands_where_another_matter_begins(
    section: str, written: str, read: str
) -> None:
    ground = ground_of(XIAN, section)
    judgement = ground.judge(written)
    assert judgement.reasons == ()
    text, again = parted(written, judgement, ground)
    assert text == read
    assert again.holds


STIFF = [
    "现行有效了15件。",
    "行政许可本年处理了4102件。",
    "没有本年新收申请中的法人或其他组织。",
    "行政规范性文件现行有效件数为2件。",
]


@pytest.mark.parametrize("sentence", STIFF)
def test_names_of_a_table_are_no_words_of_a_sentence(sentence: str) -> None:
    assert "表格里的名称" in stilted(sentence)
    assert stilted("现行有效15件，作出行政许可4102件。") == ""


def test_the_semicolon_stands_before_a_word_that_leads_on() -> None:
    ground = ground_of("corpus/samples/lanzhou-zhujian-ju-2024.yaml", "5")
    text = "征收补偿类申请征求第三方意见耗时较长，为此，设计统一的征求意见书和回执，明确回复期限和逾期后果。"
    judgement = ground.judge(text)
    assert judgement.reasons == ()
    assert "耗时较长；为此，设计" in parted(text, judgement, ground)[0]


def test_results_are_parted_where_a_division_ends() -> None:
    ground = ground_of(XIAN, "1.2")
    text = (
        "办结申请216件，不予处理11件，其中信访举报投诉类申请8件、重复申请2件、要求提供公开出版物1件，"
        "其他处理14件，其中逾期不补正不再处理5件、逾期未缴费不再处理1件、其他情形8件，"
        "予以公开和部分公开合计127件。"
    )
    judgement = ground.judge(text)
    assert judgement.reasons == ()
    read = parted(text, judgement, ground)[0]
    assert "1件；其他处理14件" in read
    assert "8件；予以公开和部分公开合计" in read


HANGING = [
    ("征求意见材料专业性太强的问题。", True),
    ("本机关选取惠企政策，向社会公布评估情况的改进措施。", True),
    ("存在征求意见材料专业性太强的问题。", False),
    ("没有需要追究纪律责任的问题；培训3次。", False),
    ("答不准的问题转给值守科室。", False),
    ("本机关在供水、供气、物业企业主动公开意识不强，公开落实不够好。", True),
    ("在征求第三方意见方面耗时较长，主动公开意识不强。", False),
    ("本机关在重大政策出台前对社会情绪估计不足。", False),
]


@pytest.mark.parametrize(("sentence", "hangs"), HANGING)
def test_a_problem_needs_its_verb_and_a_place_its_word(sentence: str, hangs: bool) -> None:
    assert ("不成句子" in stilted(sentence)) is hangs
