"""Documents and passages as they stand in the corpus's SQLite file."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from assistant.retrieval.database import Database, generation
from assistant.retrieval.passages import Document, Passage, passages_sha256, text_sha256
from assistant.retrieval.vector_cache import Vectors, keep_vectors

_PASSAGE_COLUMNS = (
    "id, document_id, kind, origin, title, heading, locator, section, year, agency, level, text"
)
_DOCUMENT_COLUMNS = "id, title, kind, origin, source, sha256, added, agency, year"
_BUILT_IN_KEY = "built_in_digest"
_MANY = 500  # parameters in one statement


class Store:
    """Puts documents in, takes them out, and gives passages back by id or by article."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._agencies: tuple[int, list[str]] | None = None
        self._regulations: tuple[int, list[tuple[str, str]]] | None = None

    def generation(self) -> int:
        """Rises with every change of documents or passages."""
        with self.database.reading() as db:
            return generation(db)

    def put(
        self,
        document: Document,
        passages: Sequence[Passage],
        words: Mapping[str, str],
        vectors: Vectors,
        asks: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        """Store a document with its passages, in place of a former one of the same id.

        `words` maps the SHA-256 of a search text or question to its words, parted by
        spaces; `asks` the id of a passage to the questions that it answers.
        """
        with self.database.writing() as db:
            _insert(db, document, passages, words, asks or {})
            keep_vectors(db, vectors)

    def remove(self, document_id: str) -> bool:
        """Take a document out; its vectors stay in the cache. False if there was none."""
        with self.database.writing() as db:
            return db.execute("DELETE FROM documents WHERE id = ?", [document_id]).rowcount > 0

    def built_in_digest(self) -> str:
        """The digest of the shipped corpus that was last put in; empty before the first time."""
        with self.database.reading() as db:
            return _built_in_digest(db)

    def replace_built_in(
        self,
        digest: str,
        documents: Iterable[tuple[Document, Sequence[Passage]]],
        words: Mapping[str, str],
        vectors: Vectors,
        asks: Mapping[str, Sequence[str]],
    ) -> None:
        """Put the shipped corpus in place of its former state, in one transaction.

        Does nothing if another process did it meanwhile.
        """
        with self.database.writing() as db:
            if _built_in_digest(db) == digest:
                return
            db.execute("DELETE FROM documents WHERE origin = 'built-in'")
            for document, passages in documents:
                _insert(db, document, passages, words, asks)
            keep_vectors(db, vectors)
            db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", [_BUILT_IN_KEY, digest])

    def documents(self) -> list[Document]:
        """Every document: the user's first, then the built-in ones, each by kind and title."""
        with self.database.reading() as db:
            rows = db.execute(
                f"SELECT {_DOCUMENT_COLUMNS},"  # noqa: S608 (a constant list of columns)
                " (SELECT count(*) FROM passages WHERE document_id = documents.id)"
                " FROM documents ORDER BY origin DESC, kind, title, id"
            )
            return [Document(*row) for row in rows]

    def document(self, document_id: str) -> Document | None:
        """The document of this id, if there is one."""
        return next((d for d in self.documents() if d.id == document_id), None)

    def passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        """The passages of these ids that exist, by id."""
        found: dict[str, Passage] = {}
        with self.database.reading() as db:
            for start in range(0, len(ids), _MANY):
                some = ids[start : start + _MANY]
                rows = db.execute(
                    f"SELECT {_PASSAGE_COLUMNS} FROM passages"  # noqa: S608 (constant)
                    f" WHERE id IN ({', '.join('?' * len(some))})",
                    list(some),
                )
                found.update((row[0], Passage(*row)) for row in rows)
        return found

    def passages_of(self, document_id: str) -> list[Passage]:
        """A document's passages in reading order."""
        with self.database.reading() as db:
            rows = db.execute(
                f"SELECT {_PASSAGE_COLUMNS} FROM passages"  # noqa: S608 (constant)
                " WHERE document_id = ? ORDER BY seq",
                [document_id],
            )
            return [Passage(*row) for row in rows]

    def locators(self, document_id: str) -> list[tuple[str, str]]:
        """Id and locator of a document's passages in reading order."""
        with self.database.reading() as db:
            return db.execute(
                "SELECT id, locator FROM passages WHERE document_id = ? ORDER BY seq",
                [document_id],
            ).fetchall()

    def agencies(self) -> list[str]:
        """The agencies that the corpus has reports of; read anew only after a write."""
        with self.database.reading() as db:
            now = generation(db)
            if self._agencies is None or self._agencies[0] != now:
                rows = db.execute("SELECT DISTINCT agency FROM documents WHERE agency <> ''")
                self._agencies = now, sorted(row[0] for row in rows)
            return self._agencies[1]

    def regulations(self) -> list[tuple[str, str]]:
        """Id and title of every regulation, the user's first; read anew only after a write."""
        with self.database.reading() as db:
            now = generation(db)
            if self._regulations is None or self._regulations[0] != now:
                rows = db.execute(
                    "SELECT id, title FROM documents WHERE kind = 'regulation'"
                    " ORDER BY origin DESC, title, id"
                )
                self._regulations = now, rows.fetchall()
            return self._regulations[1]


def new_document(
    passages: Sequence[Passage], *, title: str, source: str, now: datetime | None = None
) -> Document:
    """The document that these passages make up; `now` is the time that it is put in."""
    first = passages[0]
    return Document(
        id=first.document_id,
        title=title,
        kind=first.kind,
        origin=first.origin,
        source=source,
        sha256=passages_sha256(tuple(passages)),
        added=(now or datetime.now(UTC)).isoformat(timespec="seconds"),
        agency=first.agency,
        year=first.year,
        passages=len(passages),
    )


def _insert(
    db: sqlite3.Connection,
    document: Document,
    passages: Sequence[Passage],
    words: Mapping[str, str],
    asks: Mapping[str, Sequence[str]],
) -> None:
    d, at = document, generation(db)
    db.execute("DELETE FROM documents WHERE id = ?", [d.id])
    db.execute(
        f"INSERT INTO documents ({_DOCUMENT_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?)",  # noqa: S608
        [d.id, d.title, d.kind, d.origin, d.source, d.sha256, d.added, d.agency, d.year],
    )
    db.executemany(
        f"INSERT INTO passages ({_PASSAGE_COLUMNS}, sha256, words, generation)"  # noqa: S608
        " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        [
            [p.id, p.document_id, p.kind, p.origin, p.title, p.heading, p.locator, p.section,
             p.year, p.agency, p.level, p.text, p.sha256, _words(p, words, asks), at]
            for p in passages
        ],
    )  # fmt: skip
    db.executemany(
        "INSERT INTO asks (passage_id, number, text, sha256) VALUES (?, ?, ?, ?)",
        [
            (p.id, number, text, text_sha256(text))
            for p in passages
            for number, text in enumerate(asks.get(p.id, ()), start=1)
        ],
    )


def _words(passage: Passage, words: Mapping[str, str], asks: Mapping[str, Sequence[str]]) -> str:
    asked = [words[text_sha256(text)] for text in asks.get(passage.id, ())]
    return " ".join([words[passage.sha256], *asked])


def _built_in_digest(db: sqlite3.Connection) -> str:
    row = db.execute("SELECT value FROM meta WHERE key = ?", [_BUILT_IN_KEY]).fetchone()
    return str(row[0]) if row else ""
