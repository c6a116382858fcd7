"""The vector index: a Chroma collection derived from the store, rebuilt when in doubt."""

import logging
import secrets
import shutil
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from filelock import FileLock, Timeout

from assistant.retrieval.collection import BrokenIndexError, Collection, engine
from assistant.retrieval.database import Database, generation
from assistant.retrieval.embedding import Vectors
from assistant.retrieval.errors import CorpusError
from assistant.retrieval.snapshot import (
    DamagedSnapshotError,
    WorkingCopy,
    folder_digest,
    sweep_copies,
    sweep_published,
)
from assistant.retrieval.vector_cache import IndexRecord, VectorCache

_SAMPLE = 128  # of an index that had lost 97 of 1,672 entries, 32 were all found now and then
# Of 100,000 entries HNSW does not reach 0.5 % by their own vector (measured); a damaged index
# loses far more.
_LARGE, _MAY_MISS = 10_000, 6
LOCK_SECONDS = 60.0  # how long to wait for another process that makes the index
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Open:
    """What this process searches in, and the state of the corpus that it shows."""

    record: IndexRecord
    copy: WorkingCopy
    collection: Collection

    def close(self) -> None:
        self.collection.close()
        self.copy.close()


class IndexUntrusted(Exception):
    """The index does not find its own vectors even when made anew: exact search has to do."""


class VectorIndex:
    """Nearest passages by vector, always of the corpus as it stands now.

    Before each question the store's generation is compared with the index's. If it rose,
    one process at a time brings the index up to date in a new folder and publishes it;
    the others open that. A folder that is missing, changed since its writer left it, of
    another Chroma, or that fails its self-check is rebuilt from the stored vectors.

    Raises:
        CorpusError: Another process holds the index lock too long, or the index
            cannot be made at all (disk full).
    """

    def __init__(
        self,
        folder: Path,
        database: Database,
        cache: VectorCache,
        said: Callable[[str], None],
    ) -> None:
        self._folder = folder
        self._database = database
        self._cache = cache
        self._said = said
        self._guard = threading.RLock()
        self._open: _Open | None = None
        # States of the corpus: one whose every text has a vector, one that no sound index is of.
        self._embedded = self._distrusted = -1

    def nearest(
        self, vector: Vectors, limit: int, where: dict[str, object] | None = None
    ) -> list[tuple[str, float]]:
        """Ids of entries with their cosine similarity to a unit vector, the likest first.

        Raises:
            IndexUntrusted: The index fails its self-check even when made anew.
        """
        with self._guard:
            opened = self._current()
            try:
                return opened.collection.nearest(vector, limit, where)
            except BrokenIndexError as error:
                self._said("检索索引不能用了，已从资料库重建")
                _log.warning("index failed on a query: %s", error)
                return self._reopened(opened.record).collection.nearest(vector, limit, where)

    def embed(self) -> None:
        """Embed what has no vector yet, without opening the index."""
        with self._guard:
            now = self._now()
            if self._embedded != now:
                self._embed()
                self._embedded = now

    def refresh(self) -> None:
        """Bring the index up to date now instead of at the next question."""
        with self._guard, suppress(IndexUntrusted):
            self._current()

    def rebuild(self) -> None:
        """Make the index anew from the stored vectors, whatever its state."""
        with self._guard, suppress(IndexUntrusted):
            record = self._cache.index_record()
            self._reopened(record or IndexRecord("", -1, "", ""))

    def close(self) -> None:
        """Let go of this process's copy."""
        with self._guard:
            if self._open is not None:
                self._open.close()
                self._open = None

    def _current(self) -> _Open:
        now = self._now()
        if self._distrusted == now:
            raise IndexUntrusted
        if self._open is not None and self._open.record.generation >= now:
            return self._open
        self.close()
        record = self._cache.index_record()
        if record is None or record.generation < now or record.engine != engine():
            record = self._made(now, distrusted=None)
        self._open = self._opened(record)
        if self._open is None:
            if self._cache.index_record() == record:
                self._said("检索索引已损坏或缺失，已从资料库重建，没有重新计算向量")
            return self._reopened(record)
        return self._open

    def _reopened(self, distrusted: IndexRecord) -> _Open:
        self.close()
        self._open = self._opened(self._made(self._now(), distrusted))
        if self._open is None:
            self._distrusted = self._now()
            self._said("检索索引重建后仍通不过自检，改为逐段比对：结果不受影响，资料很多时会慢一些")
            raise IndexUntrusted
        return self._open

    def _now(self) -> int:
        with self._database.reading() as db:
            return generation(db)

    def _opened(self, record: IndexRecord) -> _Open | None:
        """The published index as a checked private copy; None if it cannot be trusted."""
        sweep_copies(self._folder / "open")
        try:
            copy = WorkingCopy(self._folder / record.folder, record.digest, self._folder / "open")
        except DamagedSnapshotError as error:
            _log.warning("index folder is damaged: %s", error)
            return None
        except OSError as error:
            raise _no_room(self._folder, error) from error
        try:
            collection = Collection(copy.folder)
        except BrokenIndexError as error:
            _log.warning("index does not open: %s", error)
            copy.close()
            return None
        opened = _Open(record, copy, collection)
        if self._finds_itself(collection, record):
            return opened
        opened.close()
        return None

    def _finds_itself(self, collection: Collection, record: IndexRecord) -> bool:
        """Whether the count is right and a sample of passages are their own nearest."""
        now, sample, size = self._cache.sample(_SAMPLE)
        if now != record.generation:
            return True  # written to meanwhile: nothing to hold it against, the digest matched
        try:
            lost = _lost(collection, sample)
            return collection.count() == size and lost <= (_MAY_MISS if size > _LARGE else 0)
        except BrokenIndexError as error:
            _log.warning("index fails its self-check: %s", error)
            return False

    def _made(self, wanted: int, distrusted: IndexRecord | None) -> IndexRecord:
        """A published index of at least this generation, made here if nobody did meanwhile."""
        self._embed()
        self._folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self._folder / "write.lock")
        try:
            with lock.acquire(timeout=LOCK_SECONDS):
                record = self._cache.index_record()
                if record and record.engine == engine() and record != distrusted:
                    if record.generation >= wanted:
                        return record
                    return self._built(record)
                return self._built(None)
        except Timeout as error:
            raise CorpusError(
                f"另一个程序正在更新检索索引，等了 {LOCK_SECONDS:.0f} 秒还没有完",
                where=str(self._folder),
                cure="等它做完再试；若没有别的程序在用，重启电脑或删除 write.lock 后再试",
            ) from error
        except OSError as error:
            raise _no_room(self._folder, error) from error

    def _embed(self) -> None:
        self._cache.embed_missing(lambda count: self._said(f"为 {count} 段文字计算向量，请稍候"))

    def _built(self, base: IndexRecord | None) -> IndexRecord:
        """Fill a new folder (from `base` where it is sound) and publish it; lock held."""
        self._embed()
        name = f"index-{secrets.token_hex(6)}"
        folder = self._folder / name
        try:
            record = self._fill(folder, base)
        except BrokenIndexError as error:
            shutil.rmtree(folder, ignore_errors=True)
            if base is None:
                raise _no_room(self._folder, error) from error
            return self._built(None)
        kept = set(self._cache.publish(record))
        sweep_published(self._folder, kept)
        return record

    def _fill(self, folder: Path, base: IndexRecord | None) -> IndexRecord:
        since = base.generation if base and self._copied(base, folder) else -1
        collection = Collection(folder)
        try:
            contents = self._cache.contents(since)
            collection.drop(collection.ids() - contents.ids)
            collection.put(contents.entries)
        finally:
            collection.close()
        return IndexRecord(folder.name, contents.generation, folder_digest(folder), engine())

    def _copied(self, base: IndexRecord, folder: Path) -> bool:
        """Whether the new folder now holds a sound copy of the former index."""
        try:
            shutil.copytree(self._folder / base.folder, folder)
            if folder_digest(folder) == base.digest:
                return True
        except (FileNotFoundError, NotADirectoryError, shutil.Error):
            pass
        shutil.rmtree(folder, ignore_errors=True)
        return False


def _lost(collection: Collection, sample: Sequence[tuple[str, Vectors]]) -> int:
    """How many entries are not found by their own vector, nor a twin with the same text."""
    if not sample:
        return 0
    answers = collection.nearest_each(np.stack([vector for _, vector in sample]), 3)
    return sum(
        not found or (entry_id not in (i for i, _ in found) and found[0][1] <= 1 - 1e-4)
        for (entry_id, _), found in zip(sample, answers, strict=True)
    )


def _no_room(folder: Path, error: Exception) -> CorpusError:
    return CorpusError(
        f"检索索引写不下来（{error}）",
        where=str(folder),
        cure="看磁盘是否已满、这个文件夹能否写入",
    )
