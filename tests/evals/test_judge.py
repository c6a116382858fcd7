"""The judge: both orders, ties, unreadable answers, and no influence on any score."""

from dataclasses import replace

import pytest

from assistant.drafting.prompts import Prompt
from assistant.drafting.writer import AnswerUnusable
from evals.drafting.arms import OfflineArm, PlainArm
from evals.harness.running import Run, run
from evals.judging.pairwise import as_json, in_words, judge_run
from tests.drafting.scripted_writer import ScriptedWriter
from tests.evals.drafted_by_hand import case

LIE = "全年新收申请9999件。"


@pytest.fixture(scope="module")
def done() -> Run:
    writer = ScriptedWriter(f"（二）依申请公开\n{LIE}")
    sections = ("1.2",)
    return run([replace(case(), name="a")], [OfflineArm(sections=sections), PlainArm(writer, sections)])  # fmt: skip


def honest(prompt: Prompt) -> str:
    first, _, _ = prompt.user.partition("<<乙")
    return f"一份写了没有的数字。\n结论：{'乙' if LIE in first else '甲'}"


def test_the_draft_that_wins_in_both_orders_is_the_better_one(done: Run) -> None:
    judge = ScriptedWriter(honest)
    (verdict,) = judge_run(done, judge)
    assert (verdict.first, verdict.second, verdict.choice) == ("offline", "plain", "first")
    assert len(judge.asked) == 2
    assert len(verdict.prompt_sha256) == 64
    assert as_json([verdict], done.record.arms)["agreed"] == 1
    assert "评判不计入任何分数" in in_words([verdict], done.record.arms)


@pytest.mark.parametrize(
    ("answer", "choice"),
    [("结论：甲", "tie"), ("结论：平", "tie"), ("甲更好一些。", "unscored"), ("", "unscored")],
)
def test_a_verdict_that_goes_with_the_place_is_a_tie_and_an_unreadable_one_none(
    answer: str, choice: str, done: Run
) -> None:
    (verdict,) = judge_run(done, ScriptedWriter(answer))
    assert verdict.choice == choice
    assert as_json([verdict], done.record.arms)["decided"] == 0


def test_an_answer_that_never_came_is_unscored(done: Run) -> None:
    def fail(_: Prompt) -> str:
        raise AnswerUnusable("提示词太长")

    (verdict,) = judge_run(done, ScriptedWriter(fail))
    assert (verdict.choice, verdict.why) == ("unscored", "提示词太长")
