"""What happens when the model server is down, slow, odd, or answers something else."""

import time

import pytest

from assistant.drafting.drafter import Drafter
from assistant.drafting.model import ChatModel
from assistant.drafting.prompts import Prompt
from assistant.drafting.writing.reasoning import without_reasoning
from assistant.errors import ModelUnavailable
from assistant.report.model import AnnualReport
from assistant.settings import Settings
from tests.drafting.odd_servers import odd_server

PROMPT = Prompt("write_piece", "0" * 64, "写", "写")


def model_at(url: str, monkeypatch: pytest.MonkeyPatch, **settings: str) -> ChatModel:
    monkeypatch.setenv("OPENAI_BASE_URL", url)
    monkeypatch.setenv("OPENAI_MODEL", "odd")
    for name, value in {
        "FIRST_TOKEN_TIMEOUT": "1",
        "PIECE_TIMEOUT": "1",
        "RETRY_WAIT": "0.01",
        **settings,
    }.items():
        monkeypatch.setenv(f"NIANBAO_{name}", value)
    return ChatModel(Settings())


ODD = {
    "html": "没有返回文字",
    "error_page": "502",
    "unauthorised": "密钥",
    "half_json": "",
    "cut_off": "断开",
    "silent": "规定时间",
    "trickle": "太慢",
}


@pytest.mark.parametrize("behaviour", ODD)
def test_an_odd_server_is_named_in_words_with_a_cure(
    behaviour: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with odd_server(behaviour) as url, pytest.raises(ModelUnavailable) as caught:
        list(model_at(url, monkeypatch).write(PROMPT))
    assert ODD[behaviour] in str(caught.value)
    assert "怎么办" in str(caught.value)


@pytest.mark.parametrize("behaviour", [*ODD, "down"])
def test_a_draft_falls_back_to_composed_sentences_and_says_so(
    behaviour: str, monkeypatch: pytest.MonkeyPatch, yuanzhou: AnnualReport
) -> None:
    with odd_server("good" if behaviour == "down" else behaviour) as url:
        address = "http://127.0.0.1:9/v1" if behaviour == "down" else url
        draft = Drafter(yuanzhou, writer=model_at(address, monkeypatch)).draft(("1.2", "5"))
    offline = Drafter(yuanzhou).draft(("1.2", "5"))
    assert [s.text for s in draft.sections] == [s.text for s in offline.sections]
    assert draft.engine == "offline"
    assert any("改用离线组稿" in notice for notice in draft.notices)


def test_a_dead_server_costs_one_attempt_and_not_one_for_each_piece(
    monkeypatch: pytest.MonkeyPatch, yuanzhou: AnnualReport
) -> None:
    started = time.monotonic()
    with odd_server("silent") as url:
        Drafter(yuanzhou, writer=model_at(url, monkeypatch)).draft()
    assert time.monotonic() - started < 4


def test_an_english_answer_is_dropped_and_composed_instead(
    monkeypatch: pytest.MonkeyPatch, yuanzhou: AnnualReport
) -> None:
    answer = "In 2022 the office received 8 requests and answered all of them in time."
    with odd_server("good", answer) as url:
        draft = Drafter(yuanzhou, writer=model_at(url, monkeypatch)).draft(("1.2",))
    assert all("requests" not in section.text for section in draft.sections)
    assert any("不是中文" in dropped.why for dropped in draft.dropped)
    assert draft.sections[0].text == Drafter(yuanzhou).draft(("1.2",)).sections[0].text


def test_a_good_answer_is_kept_with_its_facts(
    monkeypatch: pytest.MonkeyPatch, yuanzhou: AnnualReport
) -> None:
    answer = (
        "<think>新收 8 件，写 9 件吧</think>2022年本机关新收政府信息公开申请8件，没有上年结转。"
    )
    with odd_server("good", answer) as url:
        draft = Drafter(yuanzhou, writer=model_at(url, monkeypatch)).draft(("1.2",))
    first = draft.sections[0].sentences()[0]
    assert first.origin == "model"
    assert "t3.new.total" in first.facts
    assert "think" not in draft.sections[0].text
    assert draft.engine == "odd"


def test_a_model_that_never_stops_is_cut(
    monkeypatch: pytest.MonkeyPatch, yuanzhou: AnnualReport
) -> None:
    with odd_server("endless") as url:
        model = model_at(url, monkeypatch, PIECE_TIMEOUT="20")
        draft = Drafter(yuanzhou, writer=model).draft(("1.2",))
    assert len(draft.sections[0].text) < 1000


def test_no_model_name_is_said_before_anything_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_MODEL", raising=False)
    with pytest.raises(ModelUnavailable, match="没有设置模型"):
        ChatModel(Settings())


@pytest.mark.parametrize(
    ("texts", "left"),
    [
        (["甲<think>乙</think>丙"], "甲丙"),
        (["甲<th", "ink>乙</thi", "nk>丙"], "甲丙"),
        (["<think>没有结束"], ""),
        (["小于<号不是标记"], "小于<号不是标记"),
        (["<think>", "a", "</think>", "b", "<think>c</think>", "d"], "bd"),
    ],
)
def test_reasoning_is_taken_out_however_the_stream_is_cut(texts: list[str], left: str) -> None:
    assert "".join(without_reasoning(iter(texts))) == left
