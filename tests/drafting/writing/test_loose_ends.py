"""Connectives that join nothing go; those that join stay."""

import pytest

from assistant.drafting.writing.loose_ends import without_loose_ends


@pytest.mark.parametrize(
    ("written", "tidy"),
    [
        ("举办开放日活动，32名市民参加，同时。", "举办开放日活动，32名市民参加。"),
        ("办结申请8件；其中，。", "办结申请8件。"),
        ("培训3场、并且", "培训3场"),
        ("其中规章本年制发1件，废止2件。", "规章本年制发1件，废止2件。"),
        ("其中，自然人25件。", "自然人25件。"),
    ],
)
def test_a_connective_alone_at_either_end_goes(written: str, tidy: str) -> None:
    assert without_loose_ends(written) == tidy


@pytest.mark.parametrize(
    "sentence",
    [
        "新收申请29件，其中自然人25件。",
        "举办开放日活动，同时公开资料8份。",
        "两个站所合并。",
        "借出的案卷全部归还。",
        "同时，公开资料8份。",
        "其中三件。",
    ],
)
def test_words_that_join_and_words_that_only_end_alike_stay(sentence: str) -> None:
    assert without_loose_ends(sentence) == sentence
