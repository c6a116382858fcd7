"""The index is a cache: whatever happens to it, search works and nothing is embedded anew."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from counted_embedders import Counting, HashEmbedder
from filelock import FileLock
from small_reports import small_report

from assistant.retrieval.corpus import Corpus
from assistant.retrieval.embedding import Embedder
from assistant.retrieval.errors import CorpusError

Lost = Callable[[Path, Embedder], list[str]]


@pytest.fixture
def filled(home: Path) -> Path:
    with Corpus.open(home, HashEmbedder()) as corpus:
        corpus.add_report(small_report("某市水务局"))
        corpus.refresh()
    return home


def finds_the_report(home: Path, embedder: Embedder) -> list[str]:
    """Search for a passage by its own words; returns the notices."""
    with Corpus.open(home, embedder) as corpus:
        own = corpus.passages(next(d.id for d in corpus.list() if d.origin == "user"))[1]
        hits = corpus.search(own.search_text, 3)
        assert own.id in [hit.passage.id for hit in hits]
        assert next(h for h in hits if h.passage.id == own.id).why.dense_rank == 1
        return corpus.notices


def published_files(home: Path) -> list[Path]:
    return sorted(p for p in (home / "index").glob("index-*/**/*") if p.is_file())


def test_a_deleted_index_folder_comes_back_without_embedding(
    filled: Path, counting: Counting, lost: Lost
) -> None:
    shutil.rmtree(filled / "index")
    notices = finds_the_report(filled, counting)
    assert counting.passages == []
    assert any("重建" in notice for notice in notices)
    assert lost(filled, counting) == []


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_index_file_is_noticed_before_chroma_opens_it(
    filled: Path, counting: Counting, lost: Lost, seed: int
) -> None:
    chance = random.Random(seed)
    files = [p for p in published_files(filled) if p.stat().st_size > 0]
    target = files[seed % len(files)]
    data = bytearray(target.read_bytes())
    if seed < 6:
        at = chance.randrange(len(data))
        data[at : at + 16] = chance.randbytes(min(16, len(data) - at))
        data[at] ^= 0xFF
    else:
        del data[chance.randrange(len(data)) :]
    target.write_bytes(data)
    notices = finds_the_report(filled, counting)
    assert counting.passages == []
    assert any("重建" in notice for notice in notices), target
    assert lost(filled, counting) == []


@pytest.mark.parametrize("which", range(5))
def test_a_missing_index_file_is_made_up_for(
    filled: Path, counting: Counting, lost: Lost, which: int
) -> None:
    published_files(filled)[which].unlink()
    assert any("重建" in notice for notice in finds_the_report(filled, counting))
    assert counting.passages == []
    assert lost(filled, counting) == []


def test_a_sound_index_is_opened_as_it_is(filled: Path, counting: Counting) -> None:
    before = published_files(filled)
    assert finds_the_report(filled, counting) == []
    assert published_files(filled) == before


def test_an_index_of_another_chroma_is_made_anew(filled: Path, counting: Counting) -> None:
    with sqlite3.connect(filled / "corpus.sqlite") as db:
        db.execute("UPDATE indexes SET engine = 'chromadb 0.4.0'")
    before = published_files(filled)
    finds_the_report(filled, counting)
    assert counting.passages == []
    assert not set(before) & set(published_files(filled))


def test_a_record_that_points_nowhere_is_made_up_for(filled: Path, counting: Counting) -> None:
    with sqlite3.connect(filled / "corpus.sqlite") as db:
        db.execute("UPDATE indexes SET folder = 'index-nowhere'")
    finds_the_report(filled, counting)
    assert counting.passages == []


def test_rebuilding_embeds_nothing_and_leaves_one_index(
    filled: Path, counting: Counting, lost: Lost
) -> None:
    with Corpus.open(filled, counting) as corpus:
        corpus.rebuild()
    assert counting.passages == []
    assert len(list((filled / "index").glob("index-*"))) == 1
    assert lost(filled, counting) == []


def test_removing_and_adding_again_embeds_nothing(filled: Path, counting: Counting) -> None:
    with Corpus.open(filled, counting) as corpus:
        document = next(d for d in corpus.list() if d.origin == "user")
        corpus.remove(document.id)
        assert document.id not in {h.passage.document_id for h in corpus.search("苹果种植补贴", 20)}
        corpus.add_report(small_report("某市水务局"))
        corpus.refresh()
    assert counting.passages == []


def test_another_embedder_gets_an_index_of_its_own(filled: Path, lost: Lost) -> None:
    other = Counting(HashEmbedder())
    other.id = "hash-other"
    with Corpus.open(filled, other) as corpus:
        corpus.refresh()
        assert any("计算向量" in notice for notice in corpus.notices)
    assert lost(filled, other) == []
    assert lost(filled, HashEmbedder()) == []


def test_a_busy_lock_ends_in_a_clear_message(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.retrieval.index.LOCK_SECONDS", 0.2)
    with Corpus.open(filled, HashEmbedder()) as corpus:
        corpus.add_report(small_report("某市林业局"))
        with (
            FileLock(filled / "index" / "write.lock"),
            pytest.raises(CorpusError, match="另一个程序"),
        ):
            corpus.search("林业", 3)
        assert corpus.search("林业", 3)


def test_a_broken_database_is_set_aside_and_the_built_in_corpus_restored(filled: Path) -> None:
    for part in ("-wal", "-shm"):
        (filled / f"corpus.sqlite{part}").unlink(missing_ok=True)
    (filled / "corpus.sqlite").write_bytes(b"no database at all" * 500)
    with Corpus.open(filled, HashEmbedder()) as corpus:
        assert any("已损坏" in notice for notice in corpus.notices)
        assert corpus.article(49) is not None
    assert list(filled.glob("corpus.sqlite.damaged-*"))


def test_a_database_of_a_newer_program_is_left_alone(filled: Path) -> None:
    with sqlite3.connect(filled / "corpus.sqlite") as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(CorpusError, match="更新的版本"):
        Corpus.open(filled, HashEmbedder())
