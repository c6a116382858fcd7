"""我们 and lines of the prompt do not get into a report; names and titles stay."""

import pytest

from assistant.drafting.writing.own_voice import in_own_voice

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
