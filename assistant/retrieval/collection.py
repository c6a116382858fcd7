"""One Chroma collection in a folder that nobody else has open."""

import importlib.metadata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from assistant.retrieval.embedding import Vectors
from assistant.retrieval.vector_cache import Entry

BATCH = 5000  # Chroma 1.5.9 takes at most 5,461 a call
_NAME = "passages"
# Persist after every call, so that a closed folder holds everything in its vector files.
_SHAPE = {"hnsw": {"space": "cosine", "sync_threshold": 2, "ef_search": 200}}


class BrokenIndexError(Exception):
    """Chroma could not open, fill or ask a collection."""


def engine() -> str:
    """Name and version of what makes the folders; another one makes them anew."""
    return f"chromadb {importlib.metadata.version('chromadb')}"


class Collection:
    """Vectors with ids and metadata, by cosine; telemetry off, no embedding function.

    Raises:
        BrokenIndexError: From every method, if Chroma fails.
    """

    def __init__(self, folder: Path) -> None:
        import chromadb
        from chromadb.config import Settings

        self._client: Any
        with _broken_when_chroma_fails():
            self._client = chromadb.PersistentClient(
                path=str(folder), settings=Settings(anonymized_telemetry=False)
            )
        try:
            with _broken_when_chroma_fails():
                shape: Any = _SHAPE
                self._collection = self._client.get_or_create_collection(
                    _NAME, embedding_function=None, configuration=shape
                )
        except BrokenIndexError:
            self._client.close()
            raise

    def count(self) -> int:
        """How many entries it holds."""
        with _broken_when_chroma_fails():
            return int(self._collection.count())

    def ids(self) -> set[str]:
        """The ids of all entries."""
        with _broken_when_chroma_fails():
            return set(self._collection.get(include=[])["ids"])

    def put(self, entries: Iterable[Entry]) -> None:
        """Add entries, in place of former ones with their ids."""
        waiting = list(entries)
        for start in range(0, len(waiting), BATCH):
            some = waiting[start : start + BATCH]
            vectors: Any = np.stack([entry.vector for entry in some])
            metadatas: Any = [entry.metadata for entry in some]
            with _broken_when_chroma_fails():
                self._collection.upsert(
                    ids=[entry.id for entry in some],
                    embeddings=vectors,
                    metadatas=metadatas,
                )

    def drop(self, ids: Iterable[str]) -> None:
        """Remove entries."""
        waiting = sorted(ids)
        for start in range(0, len(waiting), BATCH):
            with _broken_when_chroma_fails():
                self._collection.delete(ids=waiting[start : start + BATCH])

    def nearest(
        self, vector: Vectors, limit: int, where: dict[str, object] | None = None
    ) -> list[tuple[str, float]]:
        """Ids with their cosine similarity, the likest first, ties by id."""
        return self.nearest_each(vector[np.newaxis], limit, where)[0]

    def nearest_each(
        self, vectors: Vectors, limit: int, where: dict[str, object] | None = None
    ) -> list[list[tuple[str, float]]]:
        """The same for every row of `vectors`, in one call of Chroma."""
        condition: Any = where
        questions: Any = vectors
        with _broken_when_chroma_fails():
            answer = self._collection.query(
                query_embeddings=questions, n_results=limit, where=condition, include=["distances"]
            )
        distances = answer["distances"] or [[] for _ in answer["ids"]]
        return [_likest(*row) for row in zip(answer["ids"], distances, strict=True)]

    def close(self) -> None:
        """Let go of the folder's files."""
        with _broken_when_chroma_fails():
            self._client.close()


def _likest(ids: Iterable[str], distances: Iterable[float]) -> list[tuple[str, float]]:
    pairs = [(i, 1.0 - float(d)) for i, d in zip(ids, distances, strict=True)]
    return sorted(pairs, key=lambda pair: (-round(pair[1], 6), pair[0]))


@contextmanager
def _broken_when_chroma_fails() -> Iterator[None]:
    from chromadb.errors import ChromaError

    try:
        yield
    except (ChromaError, ValueError, KeyError, RuntimeError, OSError) as error:
        raise BrokenIndexError(f"{type(error).__name__}: {error}") from error
