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
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

from assistant.retrieval.database import Database, generation
from assistant.retrieval.filters import Filters

_LONGEST_WORD = 12
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
    """The words of the corpus with their counts; cuts a query the likeliest way into them."""

    def __init__(self, counts: dict[str, int]) -> None:
        total = sum(counts.values()) or 1
        self._cost = {word: math.log(total) - math.log(n) for word, n in counts.items()}
        self._unknown = math.log(total) + 1

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
    """BM25 (SQLite's FTS5) over the words of the passages."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: tuple[int, Vocabulary] | None = None

    def vocabulary(self) -> Vocabulary:
        """The corpus's words as they are now."""
        with self._database.reading() as db:
            now = generation(db)
            if self._known is None or self._known[0] != now:
                counts = dict(db.execute("SELECT term, cnt FROM vocabulary"))
                self._known = (now, Vocabulary(counts))
            return self._known[1]

    def ranked(self, query: str, filters: Filters, limit: int) -> list[str]:
        """Ids of the passages that share words with the query, best first."""
        words = self.vocabulary().words(query)
        if not words:
            return []
        condition, values = filters.sql()
        with self._database.reading() as db:
            rows = db.execute(
                "SELECT id FROM word_index JOIN passages ON seq = word_index.rowid"  # noqa: S608
                f" WHERE word_index MATCH ? AND {condition}"  # a condition on own columns
                " ORDER BY bm25(word_index), id LIMIT ?",
                [" OR ".join(f'"{word}"' for word in dict.fromkeys(words)), *values, limit],
            )
            return [row[0] for row in rows]


def _telling(words: Iterable[str]) -> Iterable[str]:
    for word in words:
        if word not in _SAYS_NOTHING and any(c.isalnum() for c in word):
            yield word
