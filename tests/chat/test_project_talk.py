"""Talk about the project: figures after a yes, facts, findings, last year, papers, what is remembered."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.chat.conversation import Conversation
from assistant.chat.reply import Reply
from assistant.chat.state import TalkState, state_as_json, state_from_json
from assistant.errors import UnusableInput
from assistant.reading.figures import read_figures
from assistant.report.model import AnnualReport
from assistant.resources import corpus_dir, examples_dir
from assistant.retrieval.corpus import Corpus

NEW = "t3.new.total"


@pytest.fixture
def figures() -> AnnualReport:
    return read_figures(Path(examples_dir() / "yuanzhou-2022.yaml"))


def no_corpus() -> Corpus:
    raise AssertionError("the corpus is not needed")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return Corpus.open(tmp_path_factory.mktemp("corpus"))


def talk(
    figures: AnnualReport | None, corpus: Callable[[], Corpus] = no_corpus, **options: object
) -> Conversation:
    options = {"who": "张三", "now": lambda: "2026-01-05T09:00:00", **options}
    return Conversation(figures, corpus, **options)  # type: ignore[arg-type]


def said(conversation: Conversation, message: str) -> str:
    return "".join(reply.text for reply in conversation.respond(message))


def figures_of(conversation: Conversation, message: str) -> list[AnnualReport]:
    return [reply.figures for reply in conversation.respond(message) if reply.figures]


def test_a_figure_is_shown_and_changes_nothing_before_a_yes(figures: AnnualReport) -> None:
    conversation = talk(figures)
    replies: list[Reply] = list(conversation.respond("收到申请改成9件"))
    words = "".join(reply.text for reply in replies)
    assert "8 → 9" in words
    assert "TAB301" in words
    assert [reply.figures for reply in replies if reply.figures] == []
    assert conversation.figures == figures


def test_a_yes_changes_the_figure_and_an_undo_brings_the_old_one_back(
    figures: AnnualReport,
) -> None:
    conversation = talk(figures)
    said(conversation, "收到申请改成9件")
    (changed,) = figures_of(conversation, "好的")
    assert changed.cell(NEW) == 9
    assert conversation.figures == changed
    (change,) = conversation.state.changes
    assert (change.by, change.at, change.asked) == (
        "张三",
        "2026-01-05T09:00:00",
        "收到申请改成9件",
    )
    (back,) = figures_of(conversation, "撤销")
    assert back == figures


def test_a_no_leaves_everything_as_it_was(figures: AnnualReport) -> None:
    conversation = talk(figures)
    said(conversation, "收到申请改成9件")
    assert "没有改" in said(conversation, "算了")
    assert figures_of(conversation, "确认") == []
    assert conversation.figures == figures


def test_several_figures_wait_for_one_yes(figures: AnnualReport) -> None:
    conversation = talk(figures)
    said(conversation, "新收改成9件")
    assert "自然人" in said(conversation, "自然人也改成9件")
    (changed,) = figures_of(conversation, "确认")
    assert (changed.cell(NEW), changed.cell("t3.new.natural_person")) == (9, 9)


def test_a_change_stays_open_while_something_else_is_asked(figures: AnnualReport) -> None:
    conversation = talk(figures)
    said(conversation, "新收改成9件")
    assert "等您说“确认”" in said(conversation, "校验表格")
    assert figures_of(conversation, "可以")[0].cell(NEW) == 9


def test_figures_that_a_colleague_changed_meanwhile_are_asked_about_again(
    figures: AnnualReport,
) -> None:
    conversation = talk(figures)
    said(conversation, "新收改成9件")
    conversation.figures = figures.with_cells({NEW: 20})
    assert "刚才被改过" in said(conversation, "确认")
    assert conversation.figures.cell(NEW) == 20
    assert figures_of(conversation, "确认")[0].cell(NEW) == 9


@pytest.mark.parametrize(
    ("message", "why"),
    [
        ("不予公开改成3件", "属于国家秘密"),
        ("行政处罚改成-3", "不能是 -3"),
        ("行政许可改成1.5件", "不能是 1.5"),
        ("天外来物改成5件", "没有找到叫“天外来物”"),
    ],
)
def test_what_is_not_clear_or_cannot_be_is_asked_back(
    figures: AnnualReport, message: str, why: str
) -> None:
    conversation = talk(figures)
    answer = said(conversation, message)
    assert "没有做成" in answer
    assert why in answer
    assert conversation.state.pending is None


def test_all_blanks_become_zero_only_after_a_yes(figures: AnnualReport) -> None:
    blank = figures.with_cells({"t2.penalties": None, "t4.reconsideration.other": None})
    conversation = talk(blank)
    assert "空白 → 0" in said(conversation, "空白的都填0")
    assert conversation.figures == blank
    (changed,) = figures_of(conversation, "确认")
    assert None not in changed.cells().values()


def test_a_figure_of_a_work_fact_is_found_by_its_words_and_unit(figures: AnnualReport) -> None:
    conversation = talk(figures)
    assert "66 → 70" in said(conversation, "“双随机、一公开”信息改成70条")
    (changed,) = figures_of(conversation, "确认")
    fact = next(fact for fact in changed.facts if fact.id == "inspection")
    assert fact.values["count"].value == 70


def test_a_fact_is_noted_with_its_figures_and_who_told_it(figures: AnnualReport) -> None:
    conversation = talk(figures)
    said(conversation, "加一条事实：1.4 政务新媒体账号6个，发布信息1200条")
    (changed,) = figures_of(conversation, "确认")
    fact = changed.facts[-1]
    assert fact.section == "1.4"
    assert [(v.value, v.unit) for v in fact.values.values()] == [(6, "个"), (1200, "条")]
    assert "张三" in fact.source
    assert figures_of(conversation, "撤销")[0].facts == figures.facts


def test_a_fact_without_its_part_is_asked_for_it(figures: AnnualReport) -> None:
    assert "哪一部分" in said(talk(figures), "加一条事实：开展培训3场")


def test_an_undo_takes_back_what_was_changed_last(figures: AnnualReport, corpus: Corpus) -> None:
    conversation = talk(figures, lambda: corpus)
    said(conversation, "起草第五部分")
    said(conversation, "收到申请改成9件")
    said(conversation, "确认")
    said(conversation, "起草第六部分")
    assert figures_of(conversation, "撤销") == []
    assert figures_of(conversation, "撤销") == [figures]


def test_a_figure_changed_before_the_first_draft_can_be_taken_back_too(
    figures: AnnualReport, corpus: Corpus
) -> None:
    conversation = talk(figures, lambda: corpus)
    said(conversation, "收到申请改成9件")
    said(conversation, "确认")
    said(conversation, "起草第六部分")
    assert figures_of(conversation, "撤销") == [figures]
    assert "没有可以撤销" in said(conversation, "撤销")


def test_a_draft_that_says_the_old_figure_is_named(figures: AnnualReport, corpus: Corpus) -> None:
    conversation = talk(figures, lambda: corpus)
    said(conversation, "起草1.2")
    assert "依申请公开" in said(conversation, "收到申请改成9件")
    assert "还是旧数" in said(conversation, "确认")
    said(conversation, "自然人新收改成9件")
    said(conversation, "确认")
    assert "9件" in said(conversation, "起草1.2")


def test_a_finding_is_explained_with_basis_and_cure(figures: AnnualReport) -> None:
    conversation = talk(figures.with_cells({NEW: 9}))
    words = said(conversation, "解释一下TAB301")
    assert all(part in words for part in ("总计填的是 9", "依据：", "怎么改："))
    assert "TAB" in said(conversation, "第一个问题是什么意思")
    assert "没有第 99 处问题" in said(conversation, "第99个问题是什么意思")
    assert "没有编号为 TAB999" in said(conversation, "解释TAB999")
    assert "依据：" in said(talk(None), "explain TAB301")


def test_last_year_is_compared_exactly_and_blanks_are_not_zero() -> None:
    this, last = (
        read_figures(corpus_dir() / "samples" / f"qinglan-xian-{year}.yaml")
        for year in (2024, 2023)
    )
    words = said(talk(this, previous=last.with_cells({"t2.coercion": None})), "和去年比一下")
    assert "2024 年与 2023 年相比" in words
    assert f"上年 {last.cell(NEW)}件，本年 {this.cell(NEW)}件" in words
    assert "有一年空白，没法比" in words
    assert "没有上年报告" in said(talk(this), "和去年比一下")


def test_papers_are_written_where_there_is_somewhere_to_write(
    figures: AnnualReport, tmp_path: Path
) -> None:
    asked: list[tuple[str, ...]] = []

    def exporter(_: AnnualReport, formats: tuple[str, ...]) -> str:
        asked.append(formats)
        return f"已写出 {tmp_path / '年报.docx'}"

    assert "年报.docx" in said(talk(figures, exporter=exporter), "导出Word")
    assert asked == [("docx",)]
    assert "nianbao export" in said(talk(figures), "导出Word")


@pytest.mark.parametrize(
    "message", ["收到申请改成9件", "确认", "和去年比", "导出", "加一条事实：1.1 开会3次"]
)
def test_without_figures_it_says_so(message: str) -> None:
    words = said(talk(None), message)
    assert "还没有数据" in words or "没有等着确认" in words


def test_what_was_said_survives_a_restart(figures: AnnualReport, corpus: Corpus) -> None:
    before = talk(figures, lambda: corpus)
    said(before, "起草第五部分")
    said(before, "收到申请改成9件")
    text = state_as_json(before.state)
    state = state_from_json(text)
    assert state == before.state
    assert state_as_json(state) == text
    assert [(turn.said, turn.by) for turn in state.turns] == [
        ("起草第五部分", "张三"),
        ("收到申请改成9件", "张三"),
    ]
    after = talk(figures, lambda: corpus, state=state, history=before.history)
    (changed,) = figures_of(after, "好的")
    assert changed.cell(NEW) == 9
    assert figures_of(after, "撤销") == [figures]


@pytest.mark.parametrize("text", ["", "{}x", '{"turns": 3}', '{"unknown": 1}'])
def test_a_mangled_state_is_refused_with_a_cure(text: str) -> None:
    with pytest.raises(UnusableInput, match="存下来的对话读不出来"):
        state_from_json(text)


def test_long_ago_turns_are_let_go(figures: AnnualReport) -> None:
    conversation = talk(figures, state=TalkState())
    for _ in range(410):
        said(conversation, "取消")
    assert len(conversation.state.turns) == 400


def test_a_reader_who_stops_in_the_middle_loses_no_turn(
    figures: AnnualReport, corpus: Corpus
) -> None:
    conversation = talk(figures, lambda: corpus)
    replies = conversation.respond("起草第五部分")
    next(replies)
    replies.close()  # type: ignore[attr-defined]
    assert [turn.said for turn in conversation.state.turns] == ["起草第五部分"]
