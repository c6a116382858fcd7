"""Published index folders: never opened where they lie, only as verified private copies.

Chroma writes into a folder as soon as it opens it, two writers corrupt it without an
error, and opening a damaged one can end the process (measured with 1.5.9). So a
published folder is never touched again, its content digest stands in the store, and
every process works on a copy of its own whose bytes match that digest.
"""

import hashlib
import shutil
import tempfile
import time
import weakref
from pathlib import Path

from filelock import FileLock, Timeout

_LOCK = "in-use.lock"
_FRESH_SECONDS = 60.0


class DamagedSnapshotError(Exception):
    """A published folder is missing or is not what its writer left."""


def folder_digest(folder: Path) -> str:
    """Digest of every file's name, size and bytes in a folder, in hex."""
    found = hashlib.blake2b(digest_size=32)
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        found.update(f"{path.relative_to(folder).as_posix()}\0{path.stat().st_size}\0".encode())
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                found.update(block)
    return found.hexdigest()


class WorkingCopy:
    """A private copy of a published folder, held by a lock while its process lives.

    It removes itself when closed, collected, or at the end of the process.

    Raises:
        DamagedSnapshotError: The copy's digest is not the one expected.
        OSError: There is no room for a copy.
    """

    def __init__(self, published: Path, digest: str, parent: Path) -> None:
        parent.mkdir(parents=True, exist_ok=True)
        home = Path(tempfile.mkdtemp(prefix="copy-", dir=parent))
        lock = FileLock(home / _LOCK)
        lock.acquire(timeout=0)
        self.close = weakref.finalize(self, _remove_copy, home, lock)
        self.folder = home / "index"
        try:
            shutil.copytree(published, self.folder)
        except (FileNotFoundError, NotADirectoryError, shutil.Error) as error:
            self.close()
            raise DamagedSnapshotError(published.name) from error
        if folder_digest(self.folder) != digest:
            self.close()
            raise DamagedSnapshotError(published.name)


def _remove_copy(home: Path, lock: FileLock) -> None:
    shutil.rmtree(home / "index", ignore_errors=True)
    lock.release()
    shutil.rmtree(home, ignore_errors=True)


def sweep_copies(parent: Path) -> None:
    """Remove the working copies of processes that were killed."""
    for home in parent.glob("copy-*"):
        lock = FileLock(home / _LOCK)
        try:
            if time.time() - home.stat().st_mtime < _FRESH_SECONDS:
                continue  # may be about to take its lock
            lock.acquire(timeout=0)
        except (Timeout, OSError):
            continue
        lock.release()
        shutil.rmtree(home, ignore_errors=True)


def sweep_published(parent: Path, kept: set[str]) -> None:
    """Remove index folders that are not published, among them half-built ones.

    Only for the holder of the corpus's index lock: nobody else makes such folders.
    """
    for folder in parent.glob("index-*"):
        if folder.name not in kept:
            shutil.rmtree(folder, ignore_errors=True)
