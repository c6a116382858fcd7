"""The chat suite counts utterances whose action is chosen rightly, and says which are not."""

from decimal import Decimal
from pathlib import Path

import pytest

from assistant.errors import UnusableInput
from evals.chat.benchmark import Intents, as_json, in_words, run


def test_what_people_say_is_taken_for_what_they_mean(tmp_path: Path) -> None:
    name = "utterances_third_look.yaml"  # CI's gate asks them all
    (tmp_path / name).write_text(
        (Path(__file__).parents[1] / "chat" / name).read_text("utf-8"), "utf-8"
    )
    (one,) = run(lambda _: None, tmp_path)
    assert one.count >= 50
    assert 100 * one.right >= 95 * one.count, in_words([one])


def test_a_mistaken_utterance_is_counted_and_told(tmp_path: Path) -> None:
    text = "- {say: 起草第五部分, do: draft}\n- {say: 起草第六部分, do: shorten}\n"
    (tmp_path / "utterances.yaml").write_text(text, "utf-8")
    (one,) = run(lambda _: None, tmp_path)
    assert (one.count, one.right, one.accuracy) == (2, 1, Decimal("0.500"))
    assert as_json([one])["utterances"]["mistaken"] == [
        {"say": "起草第六部分", "meant": "shorten", "taken": "draft"}
    ]
    assert "把 shorten 当成 draft：1 句" in in_words([one])


def test_nearly_all_is_not_all() -> None:
    assert Intents("x", 10_000, 9_999, ()).accuracy < 1


def test_without_utterances_a_person_is_told_where_they_are(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match="只在源码里"):
        run(lambda _: None, tmp_path)
