"""Putting in, listing, taking out; folders that cannot be written to."""

import threading
from pathlib import Path

import pytest
from counted_embedders import Counting, HashEmbedder
from small_reports import small_report

from assistant.report.model import AnnualReport
from assistant.retrieval.corpus import Corpus
from assistant.retrieval.errors import CorpusError
from assistant.retrieval.words import Cutter, Vocabulary


@pytest.fixture
def corpus(home: Path) -> Corpus:
    return Corpus.open(home, HashEmbedder())


def test_a_new_corpus_holds_the_regulation_and_the_samples(corpus: Corpus) -> None:
    documents = corpus.list()
    assert {d.origin for d in documents} == {"built-in"}
    assert sum(d.kind == "report" for d in documents) >= 16
    assert next(d for d in documents if d.title.endswith("信息公开条例")).passages == 56


def test_an_added_report_is_listed_first_and_found(corpus: Corpus) -> None:
    added = corpus.add_report(small_report("某市水务局"), "水务局.docx")
    assert corpus.list()[0] == added
    assert (added.source, added.passages, added.origin) == ("水务局.docx", 3, "user")
    assert corpus.search("某市水务局苹果种植补贴", 1)[0].passage.agency == "某市水务局"


def test_a_report_of_the_same_agency_and_year_takes_the_former_place(corpus: Corpus) -> None:
    first = corpus.add_report(small_report("某市水务局"))
    second = corpus.add_report(small_report("某市水务局", about="水价听证"))
    assert first.id == second.id
    assert [d.origin for d in corpus.list()].count("user") == 1
    found = corpus.search("水价听证", 9, agency="某市水务局")
    assert all("水价听证" in hit.passage.text for hit in found)


def test_a_report_is_read_by_the_callers_reader(corpus: Corpus, tmp_path: Path) -> None:
    seen: list[Path] = []

    def read(path: Path) -> AnnualReport:
        seen.append(path)
        return small_report("某市水务局")

    assert corpus.add_file(tmp_path / "a.docx", read).source == str(tmp_path / "a.docx")
    assert seen == [tmp_path / "a.docx"]


def test_a_report_without_narrative_is_refused(corpus: Corpus) -> None:
    with pytest.raises(CorpusError, match="没有正文"):
        corpus.add_report(AnnualReport(agency="某局", year=2024))


def test_the_full_text_of_a_regulation_goes_before_the_digest(corpus: Corpus) -> None:
    name = "中华人民共和国政府信息公开条例"
    digest = corpus.article(49)
    corpus.add_regulation(name, "第四十九条 全文在此。", "条例.md")
    full = corpus.article(49)
    assert full is not None
    assert full.text == "全文在此。"
    assert corpus.search("第49条怎么说")[0].passage.id == full.id
    corpus.remove(full.document_id)
    assert corpus.article(49) == digest


@pytest.mark.parametrize(
    ("title", "text"), [("某办法", "没有条文"), ("", "第一条 有。"), ("某", "")]
)
def test_a_regulation_without_articles_or_title_is_refused(
    corpus: Corpus, title: str, text: str
) -> None:
    with pytest.raises(CorpusError, match="怎么办"):
        corpus.add_regulation(title, text)


def test_built_in_documents_cannot_be_removed(corpus: Corpus) -> None:
    with pytest.raises(CorpusError, match="内置"):
        corpus.remove(corpus.list()[0].id)


def test_removing_what_is_not_there_is_said(corpus: Corpus) -> None:
    with pytest.raises(CorpusError, match="没有编号为 nothing 的资料"):
        corpus.remove("nothing")


def test_an_article_of_a_law_that_is_not_there_is_none(corpus: Corpus) -> None:
    assert corpus.article(57) is None
    assert corpus.article(9, "保密法") is None


def test_threads_may_add_and_search_at_once(corpus: Corpus) -> None:
    failed: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for turn in range(4):
                corpus.add_report(small_report(f"第{number}局", 2020 + turn))
                assert corpus.search(f"第{number}局", 3, agency=f"第{number}局")
        except BaseException as error:  # noqa: BLE001 (carried to the test's thread)
            failed.append(error)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert [d.origin for d in corpus.list()].count("user") == 16


def test_a_home_that_cannot_be_made_gives_a_temporary_corpus_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    corpus = Corpus.open(tmp_path / "file" / "corpus", HashEmbedder())
    assert any("不能写入" in notice for notice in corpus.notices)
    corpus.add_report(small_report("某市水务局"))
    assert corpus.search("某市水务局苹果种植补贴", 1)[0].passage.agency == "某市水务局"


def test_a_home_of_somebody_else_is_read_through_a_copy(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Corpus.open(home, HashEmbedder()) as corpus:
        corpus.add_report(small_report("某市水务局"))
        corpus.refresh()
    before = {p: p.read_bytes() for p in home.rglob("*") if p.is_file()}
    monkeypatch.setattr("assistant.retrieval.home._is_writable", lambda folder: False)
    with Corpus.open(home, HashEmbedder()) as corpus:
        assert any("不能写入" in notice for notice in corpus.notices)
        assert corpus.search("某市水务局苹果种植补贴", 1)[0].passage.agency == "某市水务局"
        corpus.add_report(small_report("某市林业局"))
    assert {p: p.read_bytes() for p in home.rglob("*") if p.is_file()} == before


def test_the_words_of_a_passage_are_found_again_by_a_query(tmp_path: Path) -> None:
    words = Cutter(tmp_path).words("本机关全年收到的政府信息公开申请，办结率为98.5%。").split()
    assert "的" not in words
    known = Vocabulary(dict.fromkeys(words, 1))
    assert known.words("信息公开申请办结") == ["信息", "公开", "申请", "办结"]
    assert known.words("毫无关系") == []


def test_the_word_cutter_keeps_its_cache_in_the_corpus(home: Path, corpus: Corpus) -> None:
    corpus.add_report(small_report("某市水务局"))
    assert (home / "words" / "jieba.cache").is_file()


def test_nothing_is_embedded_twice(home: Path, counting: Counting) -> None:
    corpus = Corpus.open(home, counting)
    corpus.add_report(small_report("某市水务局"))
    once = list(counting.passages)
    corpus.add_report(small_report("某市水务局"))
    assert counting.passages == once
