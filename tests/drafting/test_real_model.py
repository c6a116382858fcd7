"""One part drafted by the real 1.5B model of ../shared/llm: it may write badly, never lie."""

import json
import os
from collections.abc import Callable
from subprocess import CompletedProcess

import pytest

from assistant.chat.answer import answer_question
from assistant.drafting.model import ChatModel
from assistant.drafting.prompts import Prompt
from assistant.drafting.writer import Reply
from assistant.drafting.writing.answers import AnswerReader
from assistant.drafting.writing.manner import answer_schema
from assistant.report.quantities import find_quantities
from assistant.resources import examples_dir
from assistant.retrieval.corpus import Corpus
from assistant.settings import Settings

MODEL = "qwen2.5-coder-1.5b"


@pytest.fixture
def model_environment(needs: Callable[[str], str]) -> dict[str, str]:
    return {"OPENAI_BASE_URL": needs("model"), "OPENAI_API_KEY": "local", "OPENAI_MODEL": MODEL}


@pytest.mark.model
def test_the_real_model_drafts_requests_and_no_number_is_unsupported(
    nianbao: Callable[..., CompletedProcess[str]], model_environment: dict[str, str]
) -> None:
    done = nianbao(
        "draft", examples_dir() / "yuanzhou-2022.yaml", "--engine", "llm", "--section", "1.2",
        "--format", "json", env={**os.environ, **model_environment}, timeout=280,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    draft = json.loads(done.stdout)
    sentences = [s for p in draft["sections"][0]["paragraphs"] for s in p["sentences"]]
    assert draft["prompts"]
    assert sentences
    for sentence in sentences:
        values = {draft["facts"][fact]["value"] for fact in sentence["facts"]}
        for quantity in find_quantities(sentence["text"]):
            assert str(quantity.value) in values, sentence


@pytest.mark.model
def test_the_real_model_streams(
    model_environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in model_environment.items():
        monkeypatch.setenv(name, value)
    prompt = Prompt("write_piece", "0" * 64, "只输出正文。", "用一句话介绍政府信息公开。")
    pieces = list(ChatModel(Settings()).write(prompt))
    assert len(pieces) > 3
    assert "公开" in "".join(pieces)


@pytest.mark.model
def test_the_real_model_keeps_to_the_schema_of_an_answer(
    model_environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in model_environment.items():
        monkeypatch.setenv(name, value)
    prompt = Prompt(
        "write_part", "0" * 64, "只输出 JSON。", "用一句话写：新收申请8件（f1）。",
        answer_schema(["f1"], most=1), 80,
    )  # fmt: skip
    reader, reply = AnswerReader(), Reply()
    found = [w for text in ChatModel(Settings()).write(prompt, reply) for w in reader.feed(text)]
    found += reader.close(reply.finish)
    assert found
    assert {fact for written in found for fact in written.facts} <= {"f1"}
    assert reply.tokens_in
    assert reply.tokens_out
    assert not reply.notices


@pytest.mark.model
def test_the_real_models_answer_has_only_the_articles_numbers(
    model_environment: dict[str, str], monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:  # fmt: skip
    for name, value in model_environment.items():
        monkeypatch.setenv(name, value)
    corpus = Corpus.open(tmp_path_factory.mktemp("corpus"))
    answer = answer_question("申请人要求答复的期限是多少？", corpus, ChatModel(Settings()))
    said = "\n".join(f"{s.title} {s.locator} {s.text}" for s in answer.sources)
    known = {(q.value, q.unit) for q in find_quantities(said)}
    assert {(q.value, q.unit) for q in find_quantities(answer.text)} <= known
