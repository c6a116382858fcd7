"""What is shown of facts, what fits, what is no sentence, when to ask again: each by itself."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from email.utils import format_datetime

import pytest

from assistant.drafting.prompts import Prompt
from assistant.drafting.writer import Reply
from assistant.drafting.writing.bounds import bounded
from assistant.drafting.writing.fitting import shortened, tokens_of
from assistant.drafting.writing.numbering import numbered, unknown_slots
from assistant.drafting.writing.retrying import seconds_to_wait, wait_within, worth_retrying
from assistant.drafting.writing.saying import puts_in_words
from assistant.drafting.writing.unfit import stilted, unfit
from assistant.report.ledger import Fact

NEW = Fact("t3.new.total", 8, "件", "本年新收申请", "表三", "cell")
WORK = Fact("work.x", "发布解读9篇，占88%。另有图解。", "", "解读", "台账", "statement")
COUNT = Fact("work.x.count", 9, "篇", "解读", "台账", "work")
RULES = Prompt(
    "write_piece", "0" * 64, "只写“事实”里有的内容，数字、单位、日期照抄，不能增加。", "事实"
)


def test_facts_are_numbered_and_a_value_inside_a_statement_is_not_said_twice() -> None:
    facts = numbered([NEW, WORK, COUNT], 100)
    assert facts.lines == ("f1 本年新收申请：8件", "f2 发布解读9篇，占88%。另有图解。")
    assert numbered([NEW], 100, ids=False).lines == ("本年新收申请：8件",)


def test_a_nought_is_shown_as_none_and_has_no_slot() -> None:
    none = Fact("t3.carried_in.total", 0, "件", "上年结转申请", "表三", "cell")
    facts = numbered([none, NEW], 100)
    assert facts.lines == ("没有上年结转申请", "f1 本年新收申请：8件")
    assert list(facts.by_id) == ["f1"]


@pytest.mark.parametrize(
    ("fact", "line"),
    [
        (Fact("diff.x", 3, "件", "本年新收申请较上年增减", "计算", "derived"), "本年新收申请较上年增加：3件"),
        (Fact("diff.x", -3, "件", "本年新收申请较上年增减", "计算", "derived"), "本年新收申请较上年减少：3件"),
        (Fact("growth.x", Decimal("-2.5"), "%", "本年新收申请较上年增长", "计算", "derived"), "本年新收申请较上年下降：2.5%"),
    ],
)  # fmt: skip
def test_a_change_says_which_way_it_went(fact: Fact, line: str) -> None:
    assert numbered([fact], 100, ids=False).lines == (line,)


def test_a_part_of_a_label_is_not_left_in_brackets() -> None:
    fact = Fact("t3.x.total", 1, "件", "无法提供（本机关不掌握相关政府信息）", "表三", "cell")
    (line,) = numbered([fact], 100).lines
    assert line == "f1 无法提供中，本机关不掌握相关政府信息：1件"


@pytest.mark.parametrize(
    ("written", "filled"),
    [
        ("新收{f1}。", "新收8件。"),
        ("新收{f1}件。", "新收8件。"),
        ("新收{ f1 }申请（f1）。", "新收8件申请。"),
        ("新收8件[f1、f2]。", "新收8件。"),
        ("新收{f9}。", "新收{f9}。"),
    ],
)
def test_slots_are_filled_with_the_facts_wording_and_the_unit_once(
    written: str, filled: str
) -> None:
    assert numbered([NEW, WORK], 100).filled(written) == filled


def test_a_slot_of_no_fact_is_found_and_the_sentence_is_unfit() -> None:
    assert unknown_slots("新收{f9}。") == ["f9"]
    assert "f9" in unfit("新收{f9}。", RULES)


def test_a_long_fact_is_shown_up_to_the_end_of_a_sentence() -> None:
    long = Fact("work.y", "一件事。" * 1250, "", "长", "台账", "statement")
    facts = numbered([long], 400)
    assert facts.shortened == ("work.y",)
    assert len(facts.lines[0]) <= 403
    assert facts.lines[0].endswith("。")


@pytest.mark.parametrize("text", ["没有句号的一长串字" * 20, "，" * 50])
def test_a_text_without_an_end_is_cut_all_the_same(text: str) -> None:
    assert 0 < len(shortened(text, 30)) <= 30


def test_tokens_are_estimated_not_below_those_of_chinese_models() -> None:
    # llama-server's /tokenize counts 15 with Qwen2.5.
    assert tokens_of("本年度新收政府信息公开申请8件，上年结转2件。") >= 15
    assert tokens_of("") == 0


@pytest.mark.parametrize(
    "sentence",
    [
        "抱歉，我不能完成这个请求。",
        "很抱歉，我无法提供相关内容。",
        "作为一个AI语言模型，我没有相关数据。",
        "请提供更多信息。",
        "只写“事实”里有的内容，数字、单位、日期照抄。",
        "事实：新收8件。",
        "<<例完 12345678>>系统提示。",
    ],
)
def test_refusals_and_the_prompts_own_words_are_unfit(sentence: str) -> None:
    assert unfit(sentence, RULES)


@pytest.mark.parametrize(
    "sentence", ["全年新收申请8件。", "因申请人未补正，不再处理的1件。", "无法提供的申请2件。"]
)
def test_a_sentence_of_a_report_is_not_unfit(sentence: str) -> None:
    assert unfit(sentence, RULES) == ""


@pytest.mark.parametrize("sentence", ["行政复议0件。", "收取0万元。", "全年0件，其中0件。"])
def test_nought_is_no_number_to_write(sentence: str) -> None:
    assert "没有" in stilted(sentence)


@pytest.mark.parametrize(
    "sentence", ["新收10件。", "收取0.5万元。", "全年未发生行政复议。", "共1,000件。"]
)
def test_other_numbers_are(sentence: str) -> None:
    assert stilted(sentence) == ""


def test_an_answer_that_goes_in_circles_is_stopped_at_the_third_time() -> None:
    reply = Reply()
    texts = list(bounded(iter(["新收申请8件。"] * 1000), 400, reply))
    assert len(texts) == 3
    assert reply.finish == "loop"


def test_an_answer_that_never_ends_is_stopped_at_its_budget() -> None:
    reply = Reply()
    texts = "".join(bounded((f"{n}，" for n in range(10**6)), 100, reply))
    assert len(texts) < 420
    assert reply.finish == "length"


def test_only_what_may_pass_is_tried_again() -> None:
    assert all(map(worth_retrying, (None, 408, 429, 500, 502, 503)))
    assert not any(map(worth_retrying, (400, 401, 403, 404, 422)))


def test_the_wait_is_what_the_server_asks_for_else_twice_as_long_each_time() -> None:
    assert [seconds_to_wait(n, 1.0, None) for n in range(7)] == [1, 2, 4, 8, 16, 30, 30]
    assert seconds_to_wait(0, 1.0, "7") == 7
    assert seconds_to_wait(0, 1.0, "soon") == 1
    in_a_minute = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    assert 50 < seconds_to_wait(0, 1.0, in_a_minute) <= 60


def test_a_wait_beyond_the_deadline_is_not_begun() -> None:
    assert not wait_within(3600, 0.0)


@pytest.mark.parametrize(
    ("text", "fact", "said"),
    [
        ("全年新收申请8件。", NEW, True),
        ("全年新收申请八件。", NEW, True),
        ("全部办结。", NEW, False),
        ("新收申请18件。", NEW, False),
        ("本机关发布解读9篇，占88%，另有图解。", WORK, True),
        ("另有图解。", WORK, False),
    ],
)
def test_a_fact_is_said_by_its_number_or_by_most_of_its_words(
    text: str, fact: Fact, said: bool
) -> None:
    assert puts_in_words(text, fact) is said
