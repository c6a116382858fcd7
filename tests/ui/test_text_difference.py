"""Two years' words beside each other: what was added, removed, moved, and which numbers changed."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.report.model import AnnualReport
from ui.views.comparison_view import comparison_html
from ui.views.text_difference import counts_of, rows_of
from ui.views.word_difference import word_difference

LAST = (
    "全年新收申请6件，同比增长20%。开展培训2场，参训120人次。严格落实保密审查制度。"
    "编发信息100条。加强队伍建设。"
)
NOW = (
    "全年新收申请9件，同比增长50%。严格落实三审三校和保密审查制度。举办开放日活动1次。"
    "加强队伍建设。开展业务培训4场，参训人员240人次。"
)


def told(last: str, now: str) -> list[str]:
    return [row.kind for row in rows_of(last, now)]


def test_each_sentence_is_told_as_what_became_of_it() -> None:
    assert sorted(told(LAST, NOW)) == sorted(
        ["numbers", "gone_elsewhere", "changed", "removed", "added", "same", "moved"]
    )
    (moved,) = (row for row in rows_of(LAST, NOW) if row.kind == "moved")
    assert moved.where == 2
    assert [p.text for p in moved.now if p.kind == "number"] == ["4", "240"]
    assert [p.text for p in moved.now if p.kind == "new"] == ["业务", "人员"]


def test_a_number_that_changed_is_told_apart_from_words_that_changed() -> None:
    last, now = word_difference("同比增长20.5%，办结6件。", "同比下降3%，办结1,234件。")
    assert [(p.text, p.kind) for p in last if p.kind != "same"] == [
        ("增长", "gone"),
        ("20.5%", "number"),
        ("6", "number"),
    ]
    assert [p.text for p in now if p.kind == "number"] == ["3%", "1,234"]


def test_a_letter_that_stays_between_two_changes_makes_no_confetti() -> None:
    last, _ = word_difference("认真做好工作", "扎实抓好任务")
    assert [p.kind for p in last] == ["gone"]


def test_text_of_one_year_alone_is_all_added_or_all_removed() -> None:
    assert set(told("", NOW)) == {"added"}
    assert set(told(LAST, "")) == {"removed"}
    assert told("", "") == []
    assert counts_of(rows_of(NOW, NOW)) == {}


WORDS = st.text(alphabet="全年新收申请12,.%件。；\n ", max_size=60)


@settings(max_examples=150, deadline=None)
@given(WORDS, WORDS)
def test_no_word_of_either_year_is_lost_or_made_up(last: str, now: str) -> None:
    rows = rows_of(last, now)

    def letters(text: str) -> str:
        return "".join(text.split())

    shown_last = "".join(piece.text for row in rows for piece in row.last)
    shown_now = "".join(piece.text for row in rows for piece in row.now)
    assert letters(shown_last) == letters(last)
    assert letters(shown_now) == letters(now)


def test_an_enormous_text_is_compared_soon() -> None:
    start = time.process_time()
    rows_of("一二" * 15000, "一二三" * 10000)
    rows_of(("一二" * 100 + "。") * 300, ("一二三" * 100 + "。") * 300)
    rows_of("甲乙。" * 5000, "甲丙。" * 5000)
    assert time.process_time() - start < 4


def test_every_kind_of_change_is_marked_in_words_or_form_and_counted(
    yuanzhou: AnnualReport,
) -> None:
    now = yuanzhou.model_copy(update={"preface": (NOW,)})
    last = now.model_copy(update={"year": 2021, "title": "", "preface": (LAST,)})
    html = comparison_html(now, last)
    assert "<ins>三审三校和</ins>" in html
    assert "<del>编发信息100条。</del>" in html
    assert '<span class="number">9</span>' in html
    assert "上年是第 2 句" in html
    assert "移到本年第 5 句" in html
    for words in ("增 1", "删 1", "改 1", "只改数字 1", "移 1"):
        assert f'<span class="change-count">{words}</span>' in html


def test_a_jump_that_a_rule_doubts_is_told_at_its_number(yuanzhou: AnnualReport) -> None:
    last = yuanzhou.model_copy(update={"year": 2021, "title": ""}).with_cells({"t2.penalties": 3})
    calm = comparison_html(yuanzhou, yuanzhou.model_copy(update={"year": 2021, "title": ""}))
    html = comparison_html(yuanzhou.with_cells({"t2.penalties": 3000}), last)
    at = html.split('data-goto="t2.penalties"')[1]
    assert 'class="jump' in at.split("data-goto")[0]
    assert "行政处罚" in at.split("data-goto")[0].split('class="jump')[1]
    assert 'class="jump' not in calm.split('data-goto="t2.penalties"')[-1].split("data-goto")[0]
