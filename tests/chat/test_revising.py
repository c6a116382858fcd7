"""The conversation revises what it drafted: shown before and after, undone, compared, asked back."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.chat.conversation import Conversation
from assistant.drafting.revising.history_file import history_as_json, history_from_json
from assistant.reading.figures import read_figures
from assistant.report.model import AnnualReport
from assistant.resources import examples_dir
from assistant.retrieval.corpus import Corpus
from tests.drafting.scripted_writer import ScriptedWriter


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return Corpus.open(tmp_path_factory.mktemp("corpus"))


@pytest.fixture
def figures() -> AnnualReport:
    return read_figures(Path(examples_dir() / "yuanzhou-2022.yaml"))


Talk = Callable[..., Conversation]


@pytest.fixture
def talk(corpus: Corpus, figures: AnnualReport) -> Talk:
    def start(*messages: str, **more: object) -> Conversation:
        conversation = Conversation(figures, lambda: corpus, **more)  # type: ignore[arg-type]
        for message in messages:
            said(conversation, message)
        return conversation

    return start


def said(conversation: Conversation, message: str) -> str:
    return "".join(reply.text for reply in conversation.respond(message))


def texts(conversation: Conversation, section: str) -> list[str]:
    draft = conversation.history.draft
    found = draft.section(section) if draft else None
    return [s.text for s in found.sentences()] if found else []


def test_a_change_is_shown_before_and_after_and_hands_out_the_new_draft(talk: Talk) -> None:
    conversation = talk("起草1.2")
    replies = list(conversation.respond("合并前两句"))
    words = "".join(reply.text for reply in replies)
    assert "原：2022年新收政府信息公开申请8件，无上年结转申请。" in words
    assert "现：2022年新收政府信息公开申请8件，无上年结转申请；提出申请的均为自然人。" in words
    assert replies[-1].draft is conversation.history.draft
    assert "撤销" in words


def test_undo_twice_and_redo_twice_lead_there_and_back(talk: Talk) -> None:
    conversation = talk("起草1.2")
    first = texts(conversation, "1.2")
    said(conversation, "第二句删掉")
    second = texts(conversation, "1.2")
    said(conversation, "合并前两句")
    third = texts(conversation, "1.2")
    assert "已撤销“合并前两句”" in said(conversation, "撤销")
    assert texts(conversation, "1.2") == second
    said(conversation, "undo")
    assert texts(conversation, "1.2") == first
    assert "没有可以撤销" in said(conversation, "撤销")
    said(conversation, "重做")
    said(conversation, "redo")
    assert texts(conversation, "1.2") == third
    assert "没有可以重做" in said(conversation, "重做")


def test_the_part_spoken_of_last_is_remembered(talk: Talk) -> None:
    conversation = talk("起草1.2", "起草1.4")
    before = texts(conversation, "1.2")
    said(conversation, "再短点")
    assert texts(conversation, "1.2") == before
    assert len(texts(conversation, "1.4")) == 1
    said(conversation, "1.2第一句删掉")
    said(conversation, "最后一句呢")
    assert texts(conversation, "1.2") == before[1:-1]


def test_the_next_sentence_after_a_deleted_one_is_the_one_that_took_its_place(talk: Talk) -> None:
    conversation = talk("起草1.2")
    before = texts(conversation, "1.2")
    said(conversation, "第二句删掉")
    said(conversation, "下一句也是")
    assert texts(conversation, "1.2") == [before[0], *before[3:]]


def test_a_part_drafted_later_leaves_revisions_of_others_alone(talk: Talk) -> None:
    conversation = talk("起草1.2", "第二句删掉")
    revised = texts(conversation, "1.2")
    replies = list(conversation.respond("起草1.4"))
    assert texts(conversation, "1.2") == revised
    last = [reply.draft for reply in replies if reply.draft][-1]
    assert [s.text for s in last.section("1.2").sentences()] == revised  # type: ignore[union-attr]
    said(conversation, "起草1.2")
    assert len(texts(conversation, "1.2")) == len(revised) + 1


def test_drafting_again_can_be_undone(talk: Talk) -> None:
    conversation = talk("起草1.2", "第二句改成：我写的一句。")
    assert "原来的改动不在新稿里" in said(conversation, "起草1.2")
    assert "我写的一句。" not in texts(conversation, "1.2")
    said(conversation, "恢复")
    assert "我写的一句。" in texts(conversation, "1.2")


def test_what_was_changed_is_listed_with_who_and_when(talk: Talk) -> None:
    conversation = talk(who="李四", now=lambda: "2023-01-05 10:00")
    for message in ("起草1.5", "第二句删掉", "第一句拆开"):
        said(conversation, message)
    words = said(conversation, "看看改了什么")
    assert "第 2 版：第二句删掉" in words
    assert "→ 第 3 版：第一句拆开" in words
    assert "李四，2023-01-05 10:00" in words


def test_versions_are_compared_and_gone_back_to(talk: Talk) -> None:
    conversation = talk("起草1.2", "第二句删掉", "第一句删掉")
    assert "第 3 版与第 1 版相比" in said(conversation, "比较第1版和第3版")
    assert "提出申请的均为自然人" in said(conversation, "第一版和现在有什么区别")
    said(conversation, "回到第1版")
    assert len(texts(conversation, "1.2")) == 6
    said(conversation, "撤销")
    assert len(texts(conversation, "1.2")) == 4
    assert "没有第 9 版" in said(conversation, "回到第9版")


def test_a_part_is_shown_with_its_sentences_counted(talk: Talk) -> None:
    conversation = talk("起草1.2")
    words = said(conversation, "看看1.2")
    assert "1. 2022年新收政府信息公开申请8件" in words
    assert "2. 提出申请的均为自然人。" in words
    assert "提出申请的均为自然人。" in said(conversation, "第二句是什么")


def test_what_is_not_there_is_said_and_nothing_is_changed(talk: Talk) -> None:
    conversation = talk("起草1.2")
    before = conversation.history
    for message, shown in (
        ("第九句删掉", "没有第9句"),
        ("1.4再短点", "还没有起草"),
        ("第三部分第一句删掉", "表格"),
        ("加上培训场次", "没有找到"),
    ):
        assert shown in said(conversation, message), message
    assert conversation.history is before


def test_a_whole_part_goes_only_where_the_whole_is_named(talk: Talk) -> None:
    conversation = talk("起草1.2", "第二句删掉")
    before = conversation.history
    for message in ("删了吧", "这句删掉", "合并", "拆开", "1.2删掉"):
        assert "哪一句" in said(conversation, message), message
    assert conversation.history is before
    said(conversation, "1.2整节删掉")
    assert texts(conversation, "1.2") == []
    said(conversation, "撤销")
    assert len(texts(conversation, "1.2")) == 5


def test_without_a_draft_it_says_to_draft_first(talk: Talk) -> None:
    for message in ("再短点", "撤销", "看看改了什么", "第二句删掉"):
        assert "还没有草稿" in said(talk(), message)


def test_with_several_parts_drafted_an_unnamed_wish_is_about_the_last_one(talk: Talk) -> None:
    conversation = talk("全部起草")
    assert "6" in {c.section for c in _last_changes(conversation, "第一句删掉")}
    assert "说明是哪一节" in said(conversation, "第一部分再短点")


def _last_changes(conversation: Conversation, message: str) -> tuple[object, ...]:
    said(conversation, message)
    assert conversation.history.now is not None
    return conversation.history.now.changes


def test_a_question_about_the_law_changes_nothing(talk: Talk) -> None:
    conversation = talk("起草1.2")
    before = conversation.history
    assert "第四十九条" in said(conversation, "第49条怎么说")
    assert conversation.history is before


def test_a_draft_is_checked_where_the_tables_are_not_named(talk: Talk) -> None:
    conversation = talk("起草1.2", "第二句改成：今年搞了接待日。")
    assert "LAN604" in said(conversation, "校验")
    assert "表格校验通过" in said(conversation, "校验表格")
    assert "开展了接待日" in said(conversation, "按校验意见改")


def test_a_models_words_are_shown_and_its_lies_are_refused(talk: Talk) -> None:
    lie = ScriptedWriter("全年办结99件，群众满意度显著提升。")
    conversation = talk("起草1.2")
    conversation._writer = lie
    words = said(conversation, "第三句换个说法")
    assert lie.asked
    assert "没有采用" in words
    assert "99件" not in "".join(texts(conversation, "1.2"))


def test_a_stopped_drafting_keeps_what_is_written(talk: Talk) -> None:
    conversation = talk()
    replies = conversation.respond("全部起草")
    while not (reply := next(replies)).draft:
        pass
    replies.close()  # type: ignore[attr-defined]
    assert conversation.history.draft is not None
    assert [s.id for s in conversation.history.draft.sections] == [
        s.id for s in reply.draft.sections
    ]


def test_the_whole_history_of_a_conversation_can_be_kept(talk: Talk) -> None:
    history = talk("起草1.2", "第二句删掉", "撤销").history
    assert history_from_json(history_as_json(history)) == history


def test_several_wishes_in_one_message_mean_the_draft_as_it_stands(talk: Talk) -> None:
    conversation = talk("起草1.2")
    before = texts(conversation, "1.2")
    words = said(conversation, "第二句删掉，第三句和第四句合并")
    after = texts(conversation, "1.2")
    assert len(after) == len(before) - 2
    assert after[0] == before[0]
    assert after[1].startswith(before[2][:-1])
    assert len(conversation.history.versions) == 3
    assert words.count("改好了") == 2
