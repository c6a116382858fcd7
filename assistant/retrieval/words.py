"""Passages and queries as words, and BM25 over them.

Passages are cut by jieba when they are added, and their words kept in the store.
A query is cut along the words that the store knows: only those can match, and
jieba's dictionary (0.6 s to load, measured) stays off the way of an answer.
"""

import logging
import math
import re
import tempfile
import threading
import warnings
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.database import Database, generation

_LONGEST_WORD = 12
_MOST_ROWS = 4_000  # entries of the word index that one search looks at
_MANY = 500  # parameters in one statement
_K1, _B = 1.2, 0.75  # BM25 as SQLite's FTS5 and most others set it
_LONGEST_QUERY = 500  # characters of a query that are looked at
_SAYS_NOTHING = frozenset("的了和是在对与及或等为由将其于把被吗呢啊有中个")  # one character each
_PLAIN = re.compile(r"[0-9a-z]+(?:\.[0-9]+)?|[㐀-鿿]+")


class Cutter:
    """Cuts passages into words with jieba, whose dictionary cache lies in `folder`."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or Path(tempfile.gettempdir())
        self._lock = threading.Lock()

    def words(self, text: str) -> str:
        """The words of a text in lower case, parted by spaces, without marks and particles."""
        with self._lock:
            return " ".join(_telling(self._tokenizer.cut(text.lower())))

    @cached_property
    def _tokenizer(self) -> Any:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)
            import jieba
        jieba.setLogLevel(logging.CRITICAL)
        self._folder.mkdir(parents=True, exist_ok=True)
        tokenizer = jieba.Tokenizer()
        tokenizer.tmp_dir = str(self._folder)
        return tokenizer


class Vocabulary:
    """The words of the corpus with their counts; cuts a query the likeliest way into them.

    `passages_with` says in how many of all `passages` a word stands.
    """

    def __init__(
        self,
        counts: Mapping[str, int],
        passages_with: Mapping[str, int] | None = None,
        passages: int = 0,
    ) -> None:
        total = sum(counts.values()) or 1
        self._cost = {word: math.log(total) - math.log(n) for word, n in counts.items()}
        self._unknown = math.log(total) + 1
        self._passages_with = passages_with or {}
        self._passages = passages
        self.mean_length = total / max(1, passages)

    def passages_with(self, word: str) -> int:
        """In how many passages a word stands."""
        return self._passages_with.get(word, 0)

    def weight(self, word: str) -> float:
        """How much a word tells: BM25's inverse document frequency, never below zero."""
        n = self.passages_with(word)
        return max(1e-6, math.log((self._passages - n + 0.5) / (n + 0.5)))

    def words(self, query: str) -> list[str]:
        """The known words of a query in reading order; particles and unknown text left out."""
        found: list[str] = []
        for run in _PLAIN.findall(query[:_LONGEST_QUERY].lower()):
            found.extend(self._cut(run))
        return list(_telling(word for word in found if word in self._cost))

    def _cut(self, run: str) -> list[str]:
        best: list[tuple[float, int]] = [(0.0, 0)]
        for end in range(1, len(run) + 1):
            best.append(
                min(
                    (best[start][0] + self._price(run[start:end]), start)
                    for start in range(max(0, end - _LONGEST_WORD), end)
                )
            )
        words: list[str] = []
        end = len(run)
        while end:
            words.append(run[best[end][1] : end])
            end = best[end][1]
        return words[::-1]

    def _price(self, word: str) -> float:
        return self._cost.get(word, self._unknown * len(word))


class WordIndex:
    """Words of the passages: who has them (SQLite's FTS5), and how much of a query they cover."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: tuple[int, Vocabulary] | None = None

    def vocabulary(self) -> Vocabulary:
        """The corpus's words as they are now."""
        with self._database.reading() as db:
            now = generation(db)
            if self._known is None or self._known[0] != now:
                rows = db.execute("SELECT term, cnt, doc FROM vocabulary").fetchall()
                (passages,) = db.execute("SELECT count(*) FROM passages").fetchone()
                counts, with_it = {t: c for t, c, _ in rows}, {t: d for t, _, d in rows}
                self._known = (now, Vocabulary(counts, with_it, passages))
            return self._known[1]

    def sharing(self, query: str) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """The numbers (`seq`) of passages with words of the query, and the weight of those.

        The rarest words count; common ones are left out once `_MOST_ROWS` passages have been
        looked at, which bounds the time in a large corpus.
        """
        vocabulary = self.vocabulary()
        words = sorted(set(vocabulary.words(query)), key=lambda w: (vocabulary.passages_with(w), w))
        seqs: list[NDArray[np.int64]] = [np.zeros(0, np.int64)]
        weights: list[NDArray[np.float64]] = [np.zeros(0)]
        looked_at = 0
        with self._database.reading() as db:
            for word in words:
                looked_at += vocabulary.passages_with(word)
                if looked_at > _MOST_ROWS and len(seqs) > 1:
                    break
                rows = db.execute(
                    "SELECT rowid FROM word_index WHERE word_index MATCH ? LIMIT ?",
                    [f'"{word}"', _MOST_ROWS],
                )
                seqs.append(np.fromiter((row[0] for row in rows), np.int64))
                weights.append(np.full(len(seqs[-1]), vocabulary.weight(word)))
        found, places = np.unique(np.concatenate(seqs), return_inverse=True)
        summed = np.bincount(places, np.concatenate(weights), minlength=len(found))
        return found, summed.astype(np.float64)

    def coverage(self, query: str, ids: Iterable[str]) -> dict[str, float]:
        """How much of a query's words each of these passages has: BM25 over its highest value."""
        vocabulary = self.vocabulary()
        weights = {word: vocabulary.weight(word) for word in vocabulary.words(query)}
        highest = sum(weights.values()) * (_K1 + 1)
        if not weights:
            return {}
        return {
            passage: _bm25(words.split(), weights, vocabulary.mean_length) / highest
            for passage, words in self._words_of(sorted(ids))
        }

    def _words_of(self, ids: Sequence[str]) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        with self._database.reading() as db:
            for start in range(0, len(ids), _MANY):
                some = list(ids[start : start + _MANY])
                found += db.execute(
                    "SELECT id, words FROM passages"  # noqa: S608 (question marks only)
                    f" WHERE id IN ({', '.join('?' * len(some))})",
                    some,
                )
        return found


def _bm25(words: Sequence[str], weights: Mapping[str, float], mean_length: float) -> float:
    longer = _K1 * (1 - _B + _B * len(words) / mean_length)
    counts = Counter(word for word in words if word in weights)
    return sum(
        weights[word] * count * (_K1 + 1) / (count + longer)
        for word, count in sorted(counts.items())
    )


def _telling(words: Iterable[str]) -> Iterable[str]:
    for word in words:
        if word not in _SAYS_NOTHING and any(c.isalnum() for c in word):
            yield word
