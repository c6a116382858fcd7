"""Laws and notices in the corpus: in place of the digest, in pieces, and where each came from."""

import hashlib
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from counted_embedders import HashEmbedder
from small_reports import small_report

from assistant.retrieval.chunking import PIECE_CHARS, Article, in_pieces, plain_title
from assistant.retrieval.corpus import Corpus
from assistant.retrieval.errors import CorpusError

MAIN = "中华人民共和国政府信息公开条例"
OURS = [Article("第四十八条", "伞站每日开门。"), Article("第四十九条", "雨天借伞不收费。")]


@pytest.fixture
def corpus(home: Path) -> Corpus:
    return Corpus.open(home, HashEmbedder())


def test_no_search_finds_the_digest_beside_the_full_text(corpus: Corpus) -> None:
    digest = corpus.article(1)
    assert digest is not None
    assert any(h.passage.id == digest.id for h in corpus.search(digest.text, 5))
    added = corpus.add_provisions("政府信息公开条例", OURS)
    for k in (1, 5, 50):
        hits = corpus.search(digest.text, k)
        assert len(hits) == k
        assert digest.document_id not in {hit.passage.document_id for hit in hits}
    assert corpus.search("第49条怎么说")[0].passage.text == "雨天借伞不收费。"
    corpus.remove(added.id)
    assert any(h.passage.id == digest.id for h in corpus.search(digest.text, 5))


def test_another_law_hides_nothing(corpus: Corpus) -> None:
    digest = corpus.article(49)
    assert digest is not None
    corpus.add_provisions("某市雨伞条例", OURS)
    assert any(h.passage.id == digest.id for h in corpus.search(digest.text, 5))
    assert corpus.article(49) == digest
    ours = corpus.article(49, "雨伞条例")
    assert ours is not None
    assert ours.text == "雨天借伞不收费。"


def test_long_sections_are_cut_and_articles_are_not() -> None:
    long = "伞站要提前清点雨伞，破损的及时更换。" * 60
    found = list(in_pieces([Article("第一条", long), Article("一、总体安排", long)]))
    assert found[0].text == long
    assert [p.locator for p in found[1:4]] == [
        *("一、总体安排", "一、总体安排（续1）", "一、总体安排（续2）"),
    ]
    assert "".join(p.text for p in found[1:]) == long
    assert all(len(p.text) <= PIECE_CHARS + 60 for p in found[1:])


def test_articles_between_two_numbers_are_kept_apart(corpus: Corpus) -> None:
    added = corpus.add_provisions("某办法", [OURS[1], Article("第四十九条之一", "孩子也可以借。")])
    assert [p.locator for p in corpus.passages(added.id)] == ["第四十九条", "第四十九条之一"]
    first = corpus.article(49, "某办法")
    assert first is not None
    assert first.locator == "第四十九条"


@pytest.mark.parametrize(("title", "articles"), [("", OURS), ("某办法", [])])
def test_a_regulation_without_title_or_text_is_refused(
    corpus: Corpus, title: str, articles: list[Article]
) -> None:
    with pytest.raises(CorpusError, match="怎么办"):
        corpus.add_provisions(title, articles)


def test_two_writings_of_a_title_are_the_same() -> None:
    assert plain_title(f"《{MAIN}》") == plain_title(f"{MAIN} (2019年4月3日修订)")
    assert plain_title("某办法（试行）") == "某办法（试行）"


def test_the_manifest_names_origin_digest_and_date(corpus: Corpus, home: Path) -> None:
    document = corpus.add_report(small_report("某市水务局"), "水务局.docx")
    sha256 = hashlib.sha256(b"content").hexdigest()
    now = datetime(2026, 1, 20, tzinfo=UTC)
    entry = corpus.manifest.record(document.id, "/年报/水务局.docx", sha256, now)
    assert entry.added == "2026-01-20T00:00:00+00:00"
    again = Corpus.open(home, HashEmbedder())
    assert again.manifest.entries() == [entry]
    assert again.manifest.with_content(sha256) == entry
    assert again.manifest.with_content("0") is None


def test_what_is_taken_out_or_replaced_leaves_the_manifest(corpus: Corpus) -> None:
    document = corpus.add_report(small_report("某市水务局"))
    corpus.manifest.record(document.id, "a", "1")
    corpus.add_report(small_report("某市水务局", about="水价听证"))
    assert corpus.manifest.entries() == []
    corpus.manifest.record(document.id, "b", "2")
    corpus.remove(document.id)
    assert corpus.manifest.entries() == []
    corpus.manifest.record("nothing", "c", "3")
    assert corpus.manifest.entries() == []


def test_a_corpus_of_the_former_format_is_taken_over(home: Path) -> None:
    with Corpus.open(home, HashEmbedder()) as corpus:
        corpus.add_report(small_report("某市水务局"))
    with closing(sqlite3.connect(home / "corpus.sqlite")) as db:
        db.executescript("DROP TABLE manifest; PRAGMA user_version = 1;")
    with Corpus.open(home, HashEmbedder()) as corpus:
        assert corpus.list()[0].agency == "某市水务局"
        corpus.manifest.record(corpus.list()[0].id, "a", "1")
        assert len(corpus.manifest.entries()) == 1
