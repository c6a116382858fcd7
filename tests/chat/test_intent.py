import pytest

from assistant.chat.intent import Action, understand
from assistant.drafting.planning.plan import SECTION_IDS

ONE = ("1", "1.1", "1.2", "1.3", "1.4", "1.5")
DRAFTS: dict[str, tuple[str, ...]] = {
    "起草第五部分": ("5",),
    "draft section 五": ("5",),
    "draft section 5": ("5",),
    "Draft part 6": ("6",),
    "请帮我起草第五部分，谢谢": ("5",),
    "写一下依申请公开": ("1.2",),
    "写依申请公开情况": ("1.2",),
    "起草主动公开": ("1.1",),
    "起草（三）": ("1.3",),
    "起草1.4": ("1.4",),
    "重写 1.4": ("1.4",),
    "写第一部分（二）": ("1.2",),
    "写第一部分的（三）": ("1.3",),
    "起草第一部分": ONE,
    "起草一": ONE,
    "写总体情况": ONE,
    "写个前言": ("preface",),
    "写问题和改进": ("5",),
    "起草存在的主要问题及改进情况": ("5",),
    "把第六部分写出来": ("6",),
    "起草信息处理费": ("6",),
    "第五部分": ("5",),
    "五": ("5",),
    "写一段监督保障": ("1.5",),
    "起草平台建设": ("1.4",),
    "全部起草": SECTION_IDS,
    "draft everything": SECTION_IDS,
    "生成整篇报告": SECTION_IDS,
    "起草第三部分": (),
    "Write section IV": (),
}


@pytest.mark.parametrize("said", DRAFTS)
def test_a_clear_wish_to_draft_names_its_parts(said: str) -> None:
    assert understand(said) == Action("draft", DRAFTS[said])


@pytest.mark.parametrize(
    "said", ["校验表格", "检查一下数据", "核对勾稽关系", "check the tables", "表格平不平"]
)
def test_a_wish_to_check_is_understood(said: str) -> None:
    assert understand(said).kind == "check"


@pytest.mark.parametrize(
    "said",
    [
        "第49条怎么说",
        "第四十九条怎么说？",
        "条例第二十条有哪些内容",
        "公开的期限是多少天？",
        "什么是依申请公开",
        "年报什么时候公布？",
        "article 33",
        "信息处理费怎么收？",
    ],
)
def test_a_question_goes_to_the_corpus(said: str) -> None:
    assert understand(said) == Action("ask", question=said)


@pytest.mark.parametrize("said", ["", "   ", "帮助", "help", "?"])
def test_help_is_given_when_asked_for(said: str) -> None:
    assert understand(said).kind == "help"
