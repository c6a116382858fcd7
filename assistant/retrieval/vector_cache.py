"""Vectors by embedder and text: kept when documents go, so nothing is embedded twice."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from assistant.retrieval.database import Database, generation
from assistant.retrieval.embedding import Embedder
from assistant.retrieval.embedding import Vectors as Array

_STORED = "<f4"
_BATCH = 16  # texts embedded between two commits, so that a kill loses little
_MANY = 500  # parameters in one statement


@dataclass(frozen=True, slots=True)
class Vectors:
    """Unit vectors of one embedder by the SHA-256 of the text that they stand for."""

    embedder: str
    by_sha256: dict[str, Array] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class IndexRecord:
    """The published index of one embedder: its folder, state, content digest and maker."""

    folder: str
    generation: int
    digest: str
    engine: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index holds of one passage, or of a question that it answers (`id#1`)."""

    id: str
    vector: Array
    metadata: dict[str, str | int]


@dataclass(frozen=True, slots=True)
class Contents:
    """One state of the corpus for one embedder: all ids, and the entries asked for."""

    generation: int
    ids: frozenset[str]
    entries: tuple[Entry, ...]


class VectorCache:
    """The vectors of one embedder, and the record of the index made of them."""

    def __init__(self, database: Database, embedder: Embedder) -> None:
        self.database = database
        self.embedder = embedder

    def embed_missing(self, said: Callable[[int], None] = lambda count: None) -> int:
        """Embed the texts of the corpus that have no vector yet; returns how many.

        `said` is told the number before the work begins, because it can be long.
        """
        with self.database.reading() as db:
            rows = _without_vector(db, self.embedder.id)
        if rows:
            said(len(rows))
        for start in range(0, len(rows), _BATCH):
            some = rows[start : start + _BATCH]
            made = self.embedder.embed_passages([text for _, text in some])
            by_sha = dict(zip((sha for sha, _ in some), made, strict=True))
            with self.database.noting() as db:
                keep_vectors(db, Vectors(self.embedder.id, by_sha))
        return len(rows)

    def vectors_for(self, texts: dict[str, str]) -> Vectors:
        """The vectors of texts by their SHA-256, from the cache where they are there."""
        known = self._known(list(texts))
        new = [sha for sha in texts if sha not in known]
        if new:
            made = self.embedder.embed_passages([texts[sha] for sha in new])
            known.update(zip(new, made, strict=True))
        return Vectors(self.embedder.id, known)

    def _known(self, shas: Sequence[str]) -> dict[str, Array]:
        with self.database.reading() as db:
            return {
                sha: _array(row[0])
                for sha in shas
                if (
                    row := db.execute(
                        "SELECT vector FROM vectors WHERE embedder = ? AND sha256 = ?",
                        [self.embedder.id, sha],
                    ).fetchone()
                )
            }

    def contents(self, since: int) -> Contents:
        """The corpus as it is now; `entries` are the passages written after `since`."""
        with self.database.reading() as db:
            ids = frozenset(row[0] for row in db.execute("SELECT id FROM entries"))
            rows = db.execute(
                "SELECT id, vector, kind, section, year, level, agency, document_id"
                " FROM entries JOIN vectors USING (sha256)"
                " WHERE embedder = ? AND generation > ? ORDER BY seq, id",
                [self.embedder.id, since],
            )
            return Contents(generation(db), ids, tuple(_entries(rows)))

    def sample(self, size: int) -> tuple[int, list[tuple[str, Array]], int]:
        """Up to `size` entries spread evenly, with their vectors: (generation, they, of how many)."""
        with self.database.reading() as db:
            ids = [row[0] for row in db.execute("SELECT id FROM entries ORDER BY seq, id")]
            chosen = ids[:: max(1, len(ids) // size)][:size]
            found = [
                (entry_id, _array(vector))
                for entry_id in chosen
                for (vector,) in db.execute(
                    "SELECT vector FROM entries JOIN vectors USING (sha256)"
                    " WHERE embedder = ? AND id = ?",
                    [self.embedder.id, entry_id],
                )
            ]
            return generation(db), found, len(ids)

    def index_record(self) -> IndexRecord | None:
        """The index that is published for this embedder, if any."""
        with self.database.reading() as db:
            row = db.execute(
                "SELECT folder, generation, digest, engine FROM indexes WHERE embedder = ?",
                [self.embedder.id],
            ).fetchone()
        return IndexRecord(*row) if row else None

    def publish(self, record: IndexRecord) -> list[str]:
        """Make this the index of the embedder; returns the folders of all published ones."""
        with self.database.noting() as db:
            db.execute(
                "INSERT OR REPLACE INTO indexes VALUES (?, ?, ?, ?, ?)",
                [self.embedder.id, record.folder, record.generation, record.digest, record.engine],
            )
            return [row[0] for row in db.execute("SELECT folder FROM indexes")]


def keep_vectors(db: sqlite3.Connection, vectors: Vectors) -> None:
    """Store vectors within a transaction; what is there already stays."""
    db.executemany(
        "INSERT OR IGNORE INTO vectors VALUES (?, ?, ?)",
        [
            (vectors.embedder, sha, np.asarray(vector, dtype=_STORED).tobytes())
            for sha, vector in vectors.by_sha256.items()
        ],
    )


def _without_vector(db: sqlite3.Connection, embedder: str) -> list[tuple[str, str]]:
    """The texts of the corpus that have no vector, by SHA-256 and in its order."""
    # Key against key, both in order: asking for each text takes 15 times as long (100,000 texts).
    found = db.execute(
        "SELECT sha256 FROM passages UNION SELECT sha256 FROM asks"
        " EXCEPT SELECT sha256 FROM vectors WHERE embedder = ? ORDER BY sha256",
        [embedder],
    )
    missing = [row[0] for row in found]
    rows: list[tuple[str, str]] = []
    for start in range(0, len(missing), _MANY):
        some = missing[start : start + _MANY]
        rows += db.execute(
            "SELECT DISTINCT sha256, said FROM entries"  # noqa: S608 (question marks only)
            f" WHERE sha256 IN ({', '.join('?' * len(some))}) ORDER BY sha256",
            some,
        )
    return rows


def _entries(rows: Iterable[tuple[str, bytes, str, str, int | None, str, str, str]]) -> list[Entry]:
    return [
        Entry(
            id=entry_id,
            vector=_array(blob),
            metadata={
                "kind": kind,
                "section": section or "",
                "level": level,
                "agency": agency,
                "document": document,
                **({} if year is None else {"year": year}),
            },
        )
        for entry_id, blob, kind, section, year, level, agency, document in rows
    ]


def _array(blob: bytes) -> Array:
    return np.frombuffer(blob, dtype=_STORED).astype(np.float32)
