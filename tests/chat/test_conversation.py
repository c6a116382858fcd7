import functools
from pathlib import Path

import pytest

from assistant.chat.conversation import Conversation
from assistant.reading.figures import read_figures
from assistant.report.model import AnnualReport
from assistant.resources import examples_dir
from assistant.retrieval.corpus import Corpus
from tests.drafting.scripted_writer import ScriptedWriter


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return Corpus.open(tmp_path_factory.mktemp("corpus"))


@pytest.fixture
def figures() -> AnnualReport:
    return read_figures(Path(examples_dir() / "yuanzhou-2022.yaml"))


def said(conversation: Conversation, message: str) -> str:
    return "".join(reply.text for reply in conversation.respond(message))


def test_drafting_streams_sentences_and_ends_with_the_draft(
    corpus: Corpus, figures: AnnualReport
) -> None:
    replies = list(Conversation(figures, lambda: corpus).respond("起草第五部分"))
    assert sum(bool(reply.text.strip()) for reply in replies) > 5
    drafts = [reply.draft for reply in replies if reply.draft]
    assert [section.id for section in drafts[-1].sections] == ["5"]


def test_what_was_drafted_before_stays_in_the_draft(corpus: Corpus, figures: AnnualReport) -> None:
    conversation = Conversation(figures, lambda: corpus)
    said(conversation, "起草第五部分")
    last = [r.draft for r in conversation.respond("draft section 1.2") if r.draft][-1]
    assert [section.id for section in last.sections] == ["1.2", "5"]


def test_missing_facts_are_asked_for(corpus: Corpus, figures: AnnualReport) -> None:
    assert "培训" in said(Conversation(figures, lambda: corpus), "起草监督保障")


def test_checking_names_the_wrong_cell(corpus: Corpus, figures: AnnualReport) -> None:
    wrong = figures.with_cells({"t3.granted.total": 3})
    answer = said(Conversation(wrong, lambda: corpus), "校验表格")
    assert "TAB301" in answer
    assert "t3.granted.total" in answer
    assert "校验通过" in said(Conversation(figures, lambda: corpus), "校验表格")


def test_an_article_is_quoted_with_its_source(corpus: Corpus) -> None:
    answer = said(Conversation(None, lambda: corpus), "第49条怎么说")
    assert "1月31日" in answer
    assert "第四十九条" in answer


def test_without_figures_it_says_what_to_do(corpus: Corpus) -> None:
    assert "载入数据文件" in said(Conversation(None, lambda: corpus), "起草第五部分")
    assert "载入数据文件" in said(Conversation(None, lambda: corpus), "校验表格")


def test_table_sections_are_not_drafted(corpus: Corpus, figures: AnnualReport) -> None:
    assert "表格" in said(Conversation(figures, lambda: corpus), "起草第三部分")


def test_a_models_answer_is_held_to_the_articles(corpus: Corpus) -> None:
    lie = ScriptedWriter("行政机关应当在35个工作日内答复。")
    answer = said(Conversation(None, lambda: corpus, lie), "申请多久要答复？")
    assert "35" not in answer
    assert "20个工作日" in answer
    assert lie.asked


def test_the_corpus_is_opened_only_when_it_is_needed(figures: AnnualReport) -> None:
    opened: list[int] = []

    @functools.cache
    def opening() -> Corpus:
        opened.append(1)
        raise AssertionError("not needed")

    said(Conversation(figures, opening), "校验表格")
    assert opened == []
