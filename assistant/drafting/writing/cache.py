"""Answers that were paid for once: a section whose facts did not change costs nothing again.

One SQLite file: the standard library's, safe with several processes, no server, no pickles.
"""

import hashlib
import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import cast

from assistant.drafting.prompts import Prompt
from assistant.drafting.writer import Finish
from assistant.drafting.writing.private_files import claim_private
from assistant.settings import Settings

_FORMAT = 1  # counted up when an answer of the same key would be taken otherwise
_TABLE = """
CREATE TABLE IF NOT EXISTS answers (
    key TEXT PRIMARY KEY, text TEXT NOT NULL, finish TEXT NOT NULL,
    tokens_in INTEGER, tokens_out INTEGER, milliseconds INTEGER NOT NULL, used INTEGER NOT NULL
) WITHOUT ROWID
"""
_COLUMNS = "text, finish, tokens_in, tokens_out, milliseconds"
_BUSY_SECONDS = 10


@dataclass(frozen=True, slots=True)
class CachedAnswer:
    """A whole answer as it was given, with what it cost then."""

    text: str
    finish: Finish
    tokens_in: int | None
    tokens_out: int | None
    milliseconds: int


class AnswerCache:
    """Answers by the key of everything that they depend on, the least lately used leaving first.

    Raises (every method):
        sqlite3.Error: The file is damaged, locked for long, or cannot be written.
    """

    def __init__(self, path: Path, max_bytes: int) -> None:
        self._path = path
        self._max_bytes = max_bytes

    def get(self, key: str) -> CachedAnswer | None:
        """The answer that was kept under a key."""
        with self._open() as connection:
            row = connection.execute(
                f"UPDATE answers SET used = ? WHERE key = ? RETURNING {_COLUMNS}",  # noqa: S608
                (time.time_ns(), key),
            ).fetchone()
        return CachedAnswer(row[0], cast(Finish, row[1]), *row[2:]) if row else None

    def put(self, key: str, answer: CachedAnswer) -> None:
        """Keep an answer; what was used longest ago leaves if the file grows too large."""
        row = (key, *astuple(answer), time.time_ns())
        with self._open() as connection:
            connection.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?, ?)", row)
            self._shrink(connection)

    def _shrink(self, connection: sqlite3.Connection) -> None:
        connection.execute(
            """
            DELETE FROM answers WHERE key IN (
                SELECT key FROM (
                    SELECT key, SUM(LENGTH(CAST(text AS BLOB)) + 128) OVER (ORDER BY used DESC, key) AS bytes
                    FROM answers
                ) WHERE bytes > ?
            )
            """,
            (self._max_bytes,),
        )

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """A connection of its own for each use: threads and processes never share one."""
        claim_private(self._path)
        with closing(sqlite3.connect(self._path, timeout=_BUSY_SECONDS)) as connection, connection:
            connection.execute("PRAGMA synchronous = OFF")  # a lost cache costs only asking again
            connection.execute(_TABLE)
            yield connection


def key_of(prompt: Prompt, settings: Settings) -> str:
    """SHA-256 of everything that an answer depends on: prompt, model, server and settings."""
    matter = [
        _FORMAT,
        prompt.system,
        prompt.user,
        prompt.schema,
        prompt.max_tokens or settings.max_tokens,
        settings.model,
        settings.base_url,
        str(settings.temperature),
        settings.seed,
        settings.model_size,
    ]
    return hashlib.sha256(json.dumps(matter, sort_keys=True).encode()).hexdigest()
