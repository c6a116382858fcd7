"""Where each added document came from, and the digest of the file that it was read from.

A document that is taken out, or that another file takes the place of, loses its entry
with it: what the manifest names is what the corpus holds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from assistant.retrieval.database import Database


@dataclass(frozen=True, slots=True)
class Entry:
    """One added document: the path or address it came from, the SHA-256 of that content in hex.

    `added` is an ISO time in UTC.
    """

    document_id: str
    origin: str
    sha256: str
    added: str


class Manifest:
    """The entries in the corpus's SQLite file."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(
        self, document_id: str, origin: str, sha256: str, now: datetime | None = None
    ) -> Entry:
        """Note where a document of the corpus came from; `now` is the time of adding."""
        added = (now or datetime.now(UTC)).isoformat(timespec="seconds")
        entry = Entry(document_id, origin, sha256, added)
        with self._database.noting() as db:
            db.execute(
                "INSERT OR REPLACE INTO manifest (document_id, origin, sha256, added)"
                " SELECT id, ?, ?, ? FROM documents WHERE id = ?",
                [origin, sha256, added, document_id],
            )
        return entry

    def with_content(self, sha256: str) -> Entry | None:
        """The entry of a document that was read from the same bytes, if the corpus holds one."""
        with self._database.reading() as db:
            row = db.execute(
                "SELECT document_id, origin, sha256, added FROM manifest WHERE sha256 = ?", [sha256]
            ).fetchone()
        return Entry(*row) if row else None

    def entries(self) -> Sequence[Entry]:
        """Every entry, in the order of adding."""
        with self._database.reading() as db:
            rows = db.execute(
                "SELECT document_id, origin, sha256, added FROM manifest ORDER BY added, origin"
            )
            return [Entry(*row) for row in rows]
