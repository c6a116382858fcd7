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
