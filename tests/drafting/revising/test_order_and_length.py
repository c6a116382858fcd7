"""Dropping, moving, shortening, expanding: without a model, chains kept whole, nothing must-say lost unsaid."""

import pytest

from assistant.drafting.revising.revision import Target
from assistant.errors import UnusableInput
from tests.drafting.revising.desk import drafted, revised, texts


def target(section: str, unit: str, *numbers: int) -> Target:
    return Target.model_validate({"section": section, "unit": unit, "numbers": numbers})


def test_a_dropped_step_leaves_a_chain_without_a_gap() -> None:
    before = texts(drafted("yuanzhou-2022")[1], "1.5")
    assert [t[:2] for t in before] == ["一是", "二是", "三是"]
    after = texts(revised("drop", "1.5", "sentence", 2).draft, "1.5")
    assert [t[:2] for t in after] == ["一是", "二是"]
    assert [t[-1] for t in after] == ["；", "。"]
    assert after[1][2:] == before[2][2:]


def test_a_step_left_alone_loses_its_number() -> None:
    after = texts(revised("drop", "1.5", "sentence", 2, 3).draft, "1.5")
    assert len(after) == 1
    assert after[0].startswith("政务公开工作每月督查1次")
    assert after[0].endswith("。")


def test_an_announcement_goes_with_the_last_thing_that_it_announces() -> None:
    paragraphs = drafted("yuanzhou-2022")[1].section("5").paragraphs  # type: ignore[union-attr]
    at = next(i for i, p in enumerate(paragraphs, 1) if p.sentences[0].text.endswith("："))
    rest = range(2, len(paragraphs[at - 1].sentences) + 1)
    found = revised("drop", "5", "sentence", *rest, paragraph=at)
    left = found.draft.section("5").paragraphs  # type: ignore[union-attr]
    assert left == (*paragraphs[: at - 1], *paragraphs[at:])


def test_what_must_be_said_and_is_dropped_is_named_with_a_way_back() -> None:
    found = revised("drop", "1.2", "sentence", 1)
    assert any("本年新收申请8件" in note and "撤销" in note for note in found.notes)


def test_a_must_say_item_that_is_dropped_is_named() -> None:
    name = "qinglan-xian-2024"
    spoken = texts(drafted(name)[1], "1.5")
    number = next(i for i, text in enumerate(spoken, 1) if "满意率" in text)
    found = revised("drop", "1.5", "sentence", number, name=name)
    assert any("社会评议" in note for note in found.notes)
    assert not any("社会评议" in note for note in revised("drop", "1.5", "sentence", 2).notes)


def test_the_facts_of_a_draft_are_those_of_what_it_still_says() -> None:
    assert "work.hotline" in drafted("yuanzhou-2022")[1].facts
    dropped = revised("drop", "1.4", "sentence", -1).draft
    assert "work.hotline" not in dropped.facts


def test_a_step_moved_to_the_front_becomes_the_first() -> None:
    before = texts(drafted("yuanzhou-2022")[1], "1.5")
    after = texts(revised("move", "1.5", "sentence", 3, place="first").draft, "1.5")
    assert after[0] == f"一是{before[2][2:-1]}；"
    assert [t[:2] for t in after] == ["一是", "二是", "三是"]
    assert [t[-1] for t in after] == ["；", "；", "。"]


def test_a_sentence_is_moved_behind_another() -> None:
    before = texts(drafted("yuanzhou-2022")[1], "1.2")
    moved = revised("move", "1.2", "sentence", 1, other=target("1.2", "sentence", 3), place="after")
    assert texts(moved.draft, "1.2")[:3] == [before[1], before[2], before[0]]


def test_swapped_sentences_and_paragraphs_change_places_and_nothing_else() -> None:
    before = texts(drafted("yuanzhou-2022")[1], "1.2")
    found = revised("swap", "1.2", "sentence", 1, other=target("1.2", "sentence", 2))
    assert texts(found.draft, "1.2") == [before[1], before[0], *before[2:]]
    paragraphs = drafted("yuanzhou-2022")[1].section("1.1").paragraphs  # type: ignore[union-attr]
    found = revised("swap", "1.1", "paragraph", 1, other=target("1.1", "paragraph", 2))
    assert found.draft.section("1.1").paragraphs == paragraphs[::-1]  # type: ignore[union-attr]


def test_shortening_keeps_what_must_be_said_however_often_it_is_asked_for() -> None:
    draft = drafted("qinglan-xian-2024")[1]
    for _ in range(12):
        draft = revised("shorten", "1.2", draft=draft, name="qinglan-xian-2024").draft
    said = {fact for s in draft.section("1.2").sentences() for fact in s.facts}  # type: ignore[union-attr]
    must = {"t3.new.total", "t3.carried_in.total", "t3.result_total.total", "t3.carried_out.total"}
    assert must <= said
    assert len(draft.section("1.2").text) < len(drafted("qinglan-xian-2024")[1].section("1.2").text)  # type: ignore[union-attr]
    last = revised("shorten", "1.2", draft=draft, name="qinglan-xian-2024")
    assert last.draft is draft
    assert "必写" in last.refused[0].why


def test_what_was_left_out_is_told_and_comes_back_by_expanding() -> None:
    draft = drafted("yuanzhou-2022")[1]
    shorter = revised("shorten", "1.4")
    assert any("热线" in note and "撤销" in note for note in shorter.notes)
    again = revised("expand", "1.4", draft=shorter.draft)
    assert texts(again.draft, "1.4") == texts(draft, "1.4")


def test_a_length_is_reached_or_it_is_said_why_not() -> None:
    reached = revised("shorten", "1.2", name="qinglan-xian-2024", length=450)
    assert sum(map(len, texts(reached.draft, "1.2"))) <= 450
    missed = revised("shorten", "1.2", name="qinglan-xian-2024", length=20)
    assert any("必写" in note for note in missed.notes)


def test_shortening_a_statement_of_the_staff_is_left_to_the_staff() -> None:
    found = revised("shorten", "5")
    assert texts(found.draft, "5") == texts(drafted("yuanzhou-2022")[1], "5")
    assert found.refused


def test_expanding_says_shares_that_follow_from_the_tables_and_says_them_once() -> None:
    draft, added = drafted("yuanzhou-2022")[1], list[str]()
    while (found := revised("expand", "1.2", draft=draft)).changes:
        added += [change.after for change in found.changes if change.kind == "added"]
        draft = found.draft
    assert "办理结果中，予以公开的占25%。" in added
    assert len(added) == len(set(added))
    assert "没有依据的话不写" in found.refused[0].why
    assert "share.t3.granted.total" in draft.facts


def test_growth_is_said_in_its_true_direction() -> None:
    draft, name = drafted("qinglan-xian-2024")[1], "qinglan-xian-2024"
    for _ in range(8):
        draft = revised("expand", "1.1", draft=draft, name=name).draft
    said = "".join(texts(draft, "1.1"))
    assert "制发行政规范性文件的件数比上年减少2件" in said
    assert "行政许可决定比上年增加2791件，增长5.8%" in said


@pytest.mark.parametrize(
    ("unit", "number", "shown"),
    [
        ("sentence", 9, "没有第9句"),
        ("paragraph", 4, "没有第4段"),
        ("sentence", -9, "没有倒数第9句"),
    ],
)
def test_words_that_are_not_there_are_named_with_how_many_there_are(
    unit: str, number: int, shown: str
) -> None:
    with pytest.raises(UnusableInput, match=shown) as error:
        revised("drop", "1.2", unit, number)  # type: ignore[arg-type]
    assert "怎么办" in str(error.value)


def test_an_item_that_could_be_two_is_asked_about() -> None:
    draft = drafted("yuanzhou-2022")[1]
    joined = revised("merge", "1.5", "paragraph", 1, draft=draft)
    assert joined.refused
    two = draft.section("1.5").model_copy(  # type: ignore[union-attr]
        update={"paragraphs": draft.section("1.5").paragraphs * 2}  # type: ignore[union-attr]
    )
    sections = tuple(two if s.id == "1.5" else s for s in draft.sections)
    with pytest.raises(UnusableInput, match="有 2 处"):
        revised("drop", "1.5", "item", 2, draft=draft.model_copy(update={"sections": sections}))


def test_a_part_that_is_not_drafted_cannot_be_revised() -> None:
    draft = drafted("yuanzhou-2022")[1]
    without = draft.model_copy(update={"sections": draft.sections[:2]})
    with pytest.raises(UnusableInput, match="还没有起草"):
        revised("drop", "1.4", "sentence", 1, draft=without)


@pytest.mark.parametrize("name", ["lanzhou-jiaoyu-ju-2023", "yuanzhou-2022"])
def test_no_sentence_is_cut_down_to_what_it_is_about(name: str) -> None:
    """“按照《条例》。” and “信息处理费方面。” say nothing; the fee that must be told stays told."""
    draft = drafted(name)[1]
    for section in ("preface", "1", "1.1", "1.4", "6"):
        for _ in range(4):
            draft = revised("shorten", section, draft=draft, name=name).draft
        for text in texts(draft, section):
            assert not text.startswith(("按照", "依照", "根据")) or "，" in text
            assert not text.endswith(("方面。", "的问题。", "上。"))
    assert "未收取信息处理费" in "".join(texts(draft, "6"))
    assert texts(draft, "preface") == texts(drafted(name)[1], "preface")


@pytest.mark.parametrize("name", ["lanzhou-jiaoyu-ju-2023", "lanzhou-shi-2022"])
def test_no_half_of_a_split_sentence_hangs_in_the_air(name: str) -> None:
    draft = drafted(name)[1]
    for section in draft.sections:
        for number in range(1, len(section.sentences()) + 1):
            found = revised("split", section.id, "sentence", number, name=name)
            for change in found.changes:
                assert not change.after.endswith(("方面。", "的问题。")), change
                assert not change.after.startswith(("其中", "为", "也", "下降", "增长", "占")), (
                    change
                )
