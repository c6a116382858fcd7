"""Embedders for the tests: one that needs no model, one that counts what another does."""

import hashlib
from collections.abc import Sequence

import numpy as np

from assistant.retrieval.embedding import Embedder, Vectors, clean, unit


class HashEmbedder:
    """A vector per text from its digest: instant, the same in every process, no meaning.

    White space does not count, because a query's is evened out.
    """

    id = "hash-64"
    dimension = 64

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        return unit(np.stack([self._vector(text) for text in texts]))

    def embed_query(self, text: str) -> Vectors:
        return self.embed_passages([text])[0]

    def _vector(self, text: str) -> Vectors:
        seed = int.from_bytes(
            hashlib.sha256(clean(" ".join(text.split())).encode()).digest()[:8], "big"
        )
        return np.random.default_rng(seed).normal(size=self.dimension).astype(np.float32)


class Counting:
    """Another embedder that remembers every passage and query it was given."""

    def __init__(self, inner: Embedder) -> None:
        self.id = inner.id
        self.dimension = inner.dimension
        self.passages: list[str] = []
        self.queries: list[str] = []
        self._inner = inner

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        self.passages.extend(texts)
        return self._inner.embed_passages(texts)

    def embed_query(self, text: str) -> Vectors:
        self.queries.append(text)
        return self._inner.embed_query(text)


class StarEmbedder(HashEmbedder):
    """Every text at one distance around a single one, which is nearer to each than any other.

    A graph index links all of them to that one, which can link back to few: the rest is lost.
    """

    id = "star-384"
    dimension = 384

    def _vector(self, text: str) -> Vectors:
        middle = np.zeros(self.dimension, np.float32)
        middle[0] = 1.0
        if text.startswith("制定条例的目的"):
            return middle
        return 0.86 * middle + 0.51 * unit(super()._vector(text)[np.newaxis])[0]
