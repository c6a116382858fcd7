"""Connectives that join nothing go; those that join stay."""

import pytest

from assistant.drafting.writing.loose_ends import in_own_voice, without_loose_ends


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


VOICES = [
    ("为此，我们建立了企业联络员制度。", "为此，本机关建立了企业联络员制度。"),
    ("本机关年度政府信息公开工作，答复平均用时12.6个工作日。", "答复平均用时12.6个工作日。"),
    ("举办“我们的节日”活动3场。", "举办“我们的节日”活动3场。"),
    ("年度2023年，本机关存在的主要问题是互动少。", "2023年，本机关存在的主要问题是互动少。"),
    ("本机关开展督查工作，发现问题3个。", "本机关开展督查工作，发现问题3个。"),
]


@pytest.mark.parametrize(("written", "read"), VOICES)
def test_a_model_speaks_as_the_agency_does(written: str, read: str) -> None:
    assert in_own_voice(written) == read
