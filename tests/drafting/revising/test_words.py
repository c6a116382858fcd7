"""Merging, splitting, facts, official words, a person's own sentence, findings, restoring."""

import pytest

from assistant.drafting.draft import Draft
from assistant.drafting.revising.answering import findings_of
from assistant.drafting.revising.formal import in_official_words
from assistant.errors import UnusableInput
from tests.drafting.revising.desk import basis_of, drafted, revised, texts


def with_person(words: str, section: str = "1.2", number: int = 2) -> Draft:
    return revised("replace", section, "sentence", number, words=words).draft


def test_two_sentences_are_merged_with_the_facts_of_both() -> None:
    draft = drafted("yuanzhou-2022")[1]
    one, two = draft.section("1.2").sentences()[:2]  # type: ignore[union-attr]
    merged = revised("merge", "1.2", "sentence", 1, 2).draft.section("1.2").sentences()[0]  # type: ignore[union-attr]
    assert merged.text == f"{one.text[:-1]}；{two.text}"
    assert set(merged.facts) == {*one.facts, *two.facts}


def test_merging_and_splitting_again_gives_the_same_two_sentences() -> None:
    before = texts(drafted("yuanzhou-2022")[1], "1.2")
    merged = revised("merge", "1.2", "sentence", 1, 2).draft
    again = texts(revised("split", "1.2", "sentence", 1, draft=merged).draft, "1.2")
    assert again == before


def test_a_split_half_says_again_what_it_counts() -> None:
    split = texts(revised("split", "1.1", "sentence", 3).draft, "1.1")
    assert split[-1] == "行政规范性文件现行有效21件。"


def test_a_breakdown_is_not_split_from_its_whole() -> None:
    found = revised("split", "1.2", "sentence", 3)
    assert found.draft is drafted("yuanzhou-2022")[1]
    assert "没有可以断开的地方" in found.refused[0].why


def test_a_split_step_keeps_its_chain() -> None:
    after = texts(revised("split", "1.5", "sentence", 1).draft, "1.5")
    assert [text[:2] for text in after if text[1] == "是"] == ["一是", "二是", "三是"]


def test_merged_paragraphs_are_one_and_the_change_is_told() -> None:
    found = revised("merge", "1.1", "paragraph", 1, 2)
    assert len(found.draft.section("1.1").paragraphs) == 1  # type: ignore[union-attr]
    assert [change.kind for change in found.changes] == ["moved"]


def test_a_fact_is_added_by_its_words_with_its_facts_noted() -> None:
    short = revised("drop", "1.4", "sentence", 2).draft
    found = revised("add", "1.4", draft=short, words="热线的数字")
    assert "10965件" in found.changes[0].after
    assert "work.hotline.count" in found.draft.facts


def test_a_fact_is_added_by_its_id_and_one_that_is_told_elsewhere_is_pointed_out() -> None:
    found = revised("add", "1.5", facts=("work.hotline",))
    assert any("10965" in change.after for change in found.changes)
    assert any("平台建设" in note for note in found.notes)


def test_a_fact_that_is_said_already_is_not_said_again() -> None:
    found = revised("add", "1.4", words="热线")
    assert found.draft is drafted("yuanzhou-2022")[1]
    assert "已经写在" in found.refused[0].why


def test_a_fact_that_nobody_noted_is_never_written() -> None:
    with pytest.raises(UnusableInput, match="没有找到“培训场次”"):
        revised("add", "1.5", words="培训场次")
    with pytest.raises(UnusableInput, match="没有编号为"):
        revised("add", "1.5", facts=("work.nothing",))


def test_words_that_fit_two_facts_are_asked_about() -> None:
    with pytest.raises(UnusableInput, match="可能是"):
        revised("add", "6", words="占办理结果比重")


def test_a_sentence_takes_a_fact_in() -> None:
    found = revised("restate", "1.5", "sentence", 2, words="热线")
    assert "社会评议" in found.changes[0].after
    assert "10965件" in found.changes[0].after


def test_colloquial_words_become_official_ones_and_numbers_stay() -> None:
    text, made = in_official_words(
        "我们今年搞了3次培训，弄好了“搞活动”专栏，差不多8件", 2024, "本机关"
    )
    assert text == "本机关2024年开展了3次培训，做好了“搞活动”专栏，约8件"
    assert made


@pytest.mark.parametrize(
    "text",
    [
        "公开了120条信息，印发了3件文件，召开了2次会议。",
        "不少于3次，网上办事大厅受理一起行政复议案件。",
        "严肃查处弄虚作假，马上就办。",
        "主动回应社会关切，修改了制度，监管好网站。",
    ],
)
def test_official_prose_is_left_alone(text: str) -> None:
    assert in_official_words(text, 2024, "本机关") == (text, [])


def test_a_persons_sentence_stays_as_written_and_is_only_flagged() -> None:
    words = "全年答复群众满意度达到99%。"
    found = revised("replace", "1.2", "sentence", 2, words=words)
    sentence = found.draft.section("1.2").sentences()[1]  # type: ignore[union-attr]
    assert (sentence.text, sentence.origin) == (words, "person")
    assert any("请核对" in note and "99%" in note for note in found.notes)


def test_a_true_sentence_of_a_person_is_not_flagged() -> None:
    found = revised("replace", "1.2", "sentence", 2, words="申请人均为自然人。")
    assert not any("请核对" in note for note in found.notes)


def test_a_persons_sentence_is_never_cut_or_reworded_by_shortening() -> None:
    mine = "我们单位的做法与别处不同，具体情况另附说明。"
    draft = with_person(mine)
    for _ in range(6):
        draft = revised("shorten", "1.2", draft=draft).draft
    assert mine in texts(draft, "1.2")


def test_a_persons_colloquial_sentence_becomes_official_only_when_asked() -> None:
    draft = with_person("今年搞了接待日。")
    found = revised("formal", "1.2", "sentence", 2, draft=draft)
    assert found.changes[0].after == "2022年开展了接待日。"
    assert any("“搞了”改为“开展了”" in note for note in found.notes)


def test_markup_in_a_persons_sentence_stays_text_and_invisible_characters_go() -> None:
    found = revised(
        "replace", "1.2", "sentence", 2, words="<b>申请</b>人均为\n自然人\u200b\u202e。"
    )
    assert texts(found.draft, "1.2")[1] == "<b>申请</b>人均为 自然人。"
    assert any("标记" in note for note in found.notes)
    assert any("看不见" in note for note in found.notes)


def test_an_empty_or_endless_sentence_is_refused() -> None:
    for words in ("", " \u200b", "字" * 1001):
        assert revised("replace", "1.2", "sentence", 2, words=words).refused


def test_a_composed_sentence_comes_back() -> None:
    before = drafted("yuanzhou-2022")[1]
    draft = with_person("新收申请8件。", number=1)
    again = revised("restore", "1.2", "sentence", 1, draft=draft).draft
    assert texts(again, "1.2") == texts(before, "1.2")
    emptied = revised("drop", "1.2", "sentence", 1, 2, 3, 4, 5).draft
    assert texts(revised("restore", "1.2", draft=emptied).draft, "1.2") == texts(before, "1.2")


@pytest.mark.parametrize(
    ("wrong", "code", "right"),
    [
        ("2022年新收政府信息公开申请9件，无上年结转申请。", "NAR101", "申请8件"),
        ("全年公开政府信息的的数量稳定，申请均由自然人提出。", "LAN101", "政府信息的数量"),
        ("今年搞了申请接待日。", "LAN604", "开展了"),
    ],
)
def test_a_finding_with_a_certain_cure_is_answered(wrong: str, code: str, right: str) -> None:
    draft = with_person(wrong)
    assert code in {f["code"] for f in draft.findings}
    found = revised("answer", "1.2", draft=draft, words=code)
    assert right in "".join(texts(found.draft, "1.2"))
    assert code not in {f["code"] for f in found.draft.findings}


def test_a_finding_that_only_the_person_can_decide_is_left_with_its_cure() -> None:
    found = revised("answer", "")
    assert found.draft is drafted("yuanzhou-2022")[1]
    assert all("要由您决定" in refused.why for refused in found.refused)


def test_a_finding_that_is_not_there_is_said_to_be_none() -> None:
    with pytest.raises(UnusableInput, match="没有这一处问题"):
        revised("answer", "", words="TAB999")
    with pytest.raises(UnusableInput, match="没有这一处问题"):
        revised("answer", "", "item", 99)


def test_a_broken_chain_is_numbered_anew_as_an_answer() -> None:
    draft = drafted("yuanzhou-2022")[1]
    section = draft.section("1.5")
    assert section is not None
    sentences = section.paragraphs[0].sentences
    broken = section.paragraphs[0].model_copy(update={"sentences": (sentences[0], sentences[2])})
    changed = section.model_copy(update={"paragraphs": (broken,)})
    sections = tuple(changed if s is section else s for s in draft.sections)
    draft = draft.model_copy(update={"sections": sections})
    draft = draft.model_copy(
        update={"findings": tuple(findings_of(draft, basis_of("yuanzhou-2022")))}
    )
    assert "STR602" in {f["code"] for f in draft.findings}
    found = revised("answer", "", draft=draft, words="STR602")
    assert [text[:2] for text in texts(found.draft, "1.5")] == ["一是", "二是"]


def test_a_free_wish_without_a_model_says_what_can_be_done_instead() -> None:
    found = revised("instruct", "1.2", words="换个说法")
    assert "模型" in found.refused[0].why
    assert "再短点" in found.notes[0]
