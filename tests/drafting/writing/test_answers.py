"""Whatever form a model answers in, the sentences are read, and none that was cut off."""

import pytest

from assistant.drafting.writer import Finish
from assistant.drafting.writing.answers import AnswerReader, Written, sentences_of

FIRST, SECOND = "全年新收申请8件。", "其中自然人8件。"


def read(answer: str, finish: Finish = "stop", size: int = 3) -> list[Written]:
    reader, found = AnswerReader(), []
    for start in range(0, len(answer), size):
        found += reader.feed(answer[start : start + size])
    return [*found, *reader.close(finish)]


ANSWERS = {
    "as asked": '{"sentences": [{"text": "全年新收申请8件。", "facts": ["f1"]}, {"text": "其中自然人8件。", "facts": ["f2"]}]}',
    "in a fence": '```json\n{"sentences": [{"text": "全年新收申请8件。", "facts": ["f1"]}, {"text": "其中自然人8件。", "facts": ["f2"]}]}\n```',
    "with prose around": '好的，结果如下：\n{"sentences": [{"text": "全年新收申请8件。", "facts": ["f1"]}, {"text": "其中自然人8件。", "facts": ["f2"]}]}\n希望有帮助',
    "single quotes": "{'sentences': [{'text': '全年新收申请8件。', 'facts': ['f1']}, {'text': '其中自然人8件。', 'facts': ['f2']}]}",
    "trailing commas": '{"sentences": [{"text": "全年新收申请8件。", "facts": ["f1",],}, {"text": "其中自然人8件。", "facts": ["f2"],},],}',
    "a bare list": '[{"text": "全年新收申请8件。", "facts": ["f1"]}, {"text": "其中自然人8件。", "facts": ["f2"]}]',
    "facts first": '{"sentences": [{"facts": ["f1"], "text": "全年新收申请8件。"}, {"facts": ["f2"], "text": "其中自然人8件。"}]}',
    "the last object left open": '{"sentences": [{"text": "全年新收申请8件。", "facts": ["f1"]}, {"text": "其中自然人8件。", "facts": ["f2"]',
    "thought aloud before": '这题要写 {8} 件。</think>{"sentences": [{"text": "全年新收申请8件。", "facts": ["f1"]}, {"text": "其中自然人8件。", "facts": ["f2"]}]}',
}


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
@pytest.mark.parametrize("size", [1, 3, 400])
def test_json_is_read_with_its_facts_however_it_is_broken(answer: str, size: int) -> None:
    assert read(answer, size=size) == [Written(FIRST, ("f1",)), Written(SECOND, ("f2",))]


PROSE = {
    "prose": "全年新收申请8件。其中自然人8件。",
    "list": "1. 全年新收申请8件。\n2. 其中自然人8件。",
    "markdown": "## 依申请公开\n\n- **全年新收申请8件。**\n- 其中自然人8件。",
    "heading in bold": "**依申请公开**\n全年新收申请8件。其中自然人8件。",
    "title": "某某局2022年政府信息公开工作年度报告\n\n全年新收申请8件。\n其中自然人8件。",
    "lead": "以下是正文：全年新收申请8件。\n（一）其中自然人8件",
    "strings": '{"sentences": ["全年新收申请8件。", "其中自然人8件。"]}',
    "thought aloud without an opening tag": "先想想怎么写8件。</think>全年新收申请8件。其中自然人8件。",
}


@pytest.mark.parametrize("answer", PROSE.values(), ids=PROSE)
def test_prose_is_read_without_headings_and_list_marks(answer: str) -> None:
    assert [written.text for written in read(answer)] == [FIRST, SECOND]


def test_a_sentence_is_handed_out_before_the_next_is_written() -> None:
    reader = AnswerReader()
    assert list(reader.feed('{"sentences": [{"text": "全年新收申请8件。", "facts": ["f1"]')) == []
    assert list(reader.feed('}, {"text": "其中')) == [Written(FIRST, ("f1",))]


@pytest.mark.parametrize(
    "answer",
    [
        '{"sentences": [{"text": "全年新收申请8件。", "facts": ["f1"]}, {"text": "其中自然',
        '{"sentences": [{"text": "全年新收申请8件。其中自然',
        "全年新收申请8件。其中自然",
    ],
)
def test_a_sentence_that_the_budget_cut_off_is_not_taken(answer: str) -> None:
    assert [written.text for written in read(answer, "length")] == [FIRST]


def test_a_slot_inside_a_sentence_does_not_end_its_object() -> None:
    answer = '{"sentences": [{"text": "新收{f1}，其中{f2}。", "facts": ["f1", "f2"]}]}'
    assert read(answer) == [Written("新收{f1}，其中{f2}。", ("f1", "f2"))]


def test_escapes_are_read_as_json_means_them() -> None:
    answer = '{"sentences": [{"text": "推进\\"双随机\\"公开。\\n公示\\u0038件。", "facts": []}]}'
    assert [written.text for written in read(answer)] == ["推进“双随机”公开。", "公示8件。"]


def test_quotation_marks_inside_json_are_those_of_the_text() -> None:
    answer = """{"sentences": [{"text": "公开‘双随机、一公开’信息66条。", "facts": []}]}"""
    assert [written.text for written in read(answer)] == ["公开“双随机、一公开”信息66条。"]


def test_nothing_is_read_from_nothing() -> None:
    assert read("") == []
    assert read("{}") == []
    assert read('{"error": "no"}') == []


def test_a_hundred_thousand_characters_are_read_at_once() -> None:
    answer = '{"sentences": [' + '{"text": "全年新收申请8件。", "facts": ["f1"]},' * 2500 + "]}"
    assert len(read(answer, size=4000)) == 2500


def test_repeated_sentences_of_prose_are_read_once() -> None:
    assert sentences_of("收到8件。收到8件。") == ["收到8件。"]
