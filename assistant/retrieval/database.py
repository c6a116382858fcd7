"""The corpus's SQLite file: its schema, its transactions, its generation."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from assistant.retrieval.errors import CorpusError

SCHEMA_VERSION = 3  # 2: manifest; 3: asks
_BUSY_SECONDS = 60.0
_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS documents (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, kind TEXT NOT NULL, origin TEXT NOT NULL,
    source TEXT NOT NULL, sha256 TEXT NOT NULL, added TEXT NOT NULL,
    agency TEXT NOT NULL, year INTEGER
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS manifest (
    document_id TEXT PRIMARY KEY REFERENCES documents(id) ON DELETE CASCADE,
    origin TEXT NOT NULL, sha256 TEXT NOT NULL, added TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS manifest_sha256 ON manifest(sha256);
CREATE TABLE IF NOT EXISTS passages (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    kind TEXT NOT NULL, origin TEXT NOT NULL, title TEXT NOT NULL, heading TEXT NOT NULL,
    locator TEXT NOT NULL, section TEXT, year INTEGER, agency TEXT NOT NULL,
    level TEXT NOT NULL, text TEXT NOT NULL, sha256 TEXT NOT NULL, words TEXT NOT NULL,
    generation INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS passages_document ON passages(document_id);
CREATE INDEX IF NOT EXISTS passages_locator ON passages(locator);
CREATE INDEX IF NOT EXISTS passages_agency ON passages(agency);
CREATE INDEX IF NOT EXISTS passages_sha256 ON passages(sha256);
CREATE TABLE IF NOT EXISTS vectors (
    embedder TEXT NOT NULL, sha256 TEXT NOT NULL, vector BLOB NOT NULL,
    PRIMARY KEY (embedder, sha256)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS indexes (
    embedder TEXT PRIMARY KEY, folder TEXT NOT NULL, generation INTEGER NOT NULL,
    digest TEXT NOT NULL, engine TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS asks (
    passage_id TEXT NOT NULL REFERENCES passages(id) ON DELETE CASCADE, number INTEGER NOT NULL,
    text TEXT NOT NULL, sha256 TEXT NOT NULL, PRIMARY KEY (passage_id, number)
) WITHOUT ROWID;
CREATE VIEW IF NOT EXISTS entries AS
    SELECT id, sha256, CASE heading WHEN '' THEN text ELSE heading || char(10) || text END AS said,
        seq, id AS passage_id, kind, section, year, level, agency, document_id, generation
    FROM passages
    UNION ALL SELECT passage_id || '#' || number, asks.sha256, asks.text,
        seq, passage_id, kind, section, year, level, agency, document_id, generation
    FROM asks JOIN passages ON passages.id = passage_id;
CREATE VIRTUAL TABLE IF NOT EXISTS word_index
    USING fts5(words, content='passages', content_rowid='seq', tokenize='unicode61');
CREATE VIRTUAL TABLE IF NOT EXISTS vocabulary USING fts5vocab(word_index, 'row');
CREATE TRIGGER IF NOT EXISTS passages_in AFTER INSERT ON passages BEGIN
    INSERT INTO word_index(rowid, words) VALUES (new.seq, new.words);
END;
CREATE TRIGGER IF NOT EXISTS passages_out AFTER DELETE ON passages BEGIN
    INSERT INTO word_index(word_index, rowid, words) VALUES ('delete', old.seq, old.words);
END;
INSERT OR IGNORE INTO meta VALUES ('generation', '0');
"""


class Database:
    """One SQLite file (WAL), opened anew for each piece of work: safe in threads and forks.

    Every `writing` block is one transaction and raises the generation by one, which is
    how readers and the index learn that something changed.

    Raises:
        CorpusError: The file is of a newer program, is no database, or cannot be used.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._connected() as db:
            self._prepare(db)

    def _prepare(self, db: sqlite3.Connection) -> None:
        version = db.execute("PRAGMA user_version").fetchone()[0]
        if version > SCHEMA_VERSION:
            raise CorpusError(
                f"资料库由更新的版本建立（格式 {version}，本程序只认 {SCHEMA_VERSION}）",
                where=str(self.path),
                cure="升级本程序，或用 NIANBAO_HOME 另指一个文件夹",
            )
        if version < SCHEMA_VERSION:
            db.execute("PRAGMA journal_mode = WAL")
            db.executescript(f"BEGIN IMMEDIATE;{_SCHEMA}COMMIT;")
            db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection whose queries all see one state of the corpus."""
        with self._connected() as db:
            db.execute("BEGIN")
            yield db

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that becomes visible whole, with a new generation, or not at all."""
        with self._connected() as db:
            db.execute("BEGIN IMMEDIATE")
            db.execute("UPDATE meta SET value = value + 1 WHERE key = 'generation'")
            yield db
            db.execute("COMMIT")

    @contextmanager
    def noting(self) -> Iterator[sqlite3.Connection]:
        """A transaction for what is derived (vectors, the index's record): same generation."""
        with self._connected() as db:
            db.execute("BEGIN IMMEDIATE")
            yield db
            db.execute("COMMIT")

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(
                sqlite3.connect(self.path, timeout=_BUSY_SECONDS, isolation_level=None)
            ) as db:
                db.execute("PRAGMA foreign_keys = ON")
                yield db
        except sqlite3.Error as error:
            raise CorpusError(
                f"资料库读写不成（{error}）",
                where=str(self.path),
                cure="看磁盘是否已满、文件夹能否写入；文件若已损坏，把它移走再试，内置资料会自动重建",
            ) from error


def generation(db: sqlite3.Connection) -> int:
    """How many writes the corpus has seen: the state that this connection reads."""
    return int(db.execute("SELECT value FROM meta WHERE key = 'generation'").fetchone()[0])


def is_damaged(path: Path) -> bool:
    """Whether a file stands there that SQLite finds broken (a missing file is not)."""
    if not path.exists():
        return False
    try:
        with closing(sqlite3.connect(path, timeout=_BUSY_SECONDS)) as db:
            return bool(db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok")
    except sqlite3.OperationalError:
        return False  # locked or unreadable, which is said where it matters
    except sqlite3.DatabaseError:
        return True
