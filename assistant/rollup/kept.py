"""What was read from a file is kept, so that a second run reads only what has changed.

One JSON file an entry with its own digest, replaced as a whole: safe with several processes, no
pickles; an entry that somebody mangled counts as none.
"""

import hashlib
import os
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from assistant.errors import AssistantError
from assistant.exporting.saving import save
from assistant.rollup.submission import Submission

_FORMAT = "1"  # counted up when an entry of the same key would be taken otherwise
_MOST_BYTES = 256 * 1024**2  # of all entries; the least lately used leave first
_ROOT = Path(__file__).resolve().parents[1]
_WHAT_DECIDES = ("report", "reading", "rules", "review", "rollup", "exporting")
_UNTIMED = (".xlsx", ".xlsm", ".yaml", ".yml", ".json")  # read without a bound of time
_LETTERS = 64  # of a SHA-256 in hex


@cache
def _entry() -> TypeAdapter[Submission]:
    return TypeAdapter(Submission)


def digest_of(path: Path) -> str:
    """The SHA-256 of a file's content and suffix; empty where it cannot be read."""
    try:
        with path.open("rb") as file:
            content = hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return ""
    return hashlib.sha256(f"{content}{path.suffix.lower()}".encode()).hexdigest()


@cache
def version_of_code() -> str:
    """Changes with anything of ours that decides what is read from a file and found in it."""
    digest = hashlib.sha256(_FORMAT.encode())
    for folder in _WHAT_DECIDES:
        for path in sorted((_ROOT / folder).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                state = path.stat()
                named = path.relative_to(_ROOT).as_posix()
                digest.update(f"{named}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
    return digest.hexdigest()


class Kept:
    """Submissions by what they depend on: a file's content, our code, what else was given.

    One that is `fresh` gives nothing back, and keeps what was read anew. `reused` counts what
    was given back.
    """

    def __init__(self, folder: Path, beside: Iterable[str] = (), *, fresh: bool = False) -> None:
        self._folder = folder
        self._fresh = fresh
        self._beside = "\0".join((version_of_code(), *beside))
        self.reused = 0

    def get(self, digest: str, name: str) -> Submission | None:
        """What was kept for a content, under the name that it has now; None where nothing was."""
        path = self._path(digest)
        try:
            whole = path.read_bytes()
            seal, body = whole[:_LETTERS], whole[_LETTERS:]
            if self._fresh or not digest or seal != _sealed(body):
                return None
            kept = _entry().validate_json(body)
            os.utime(path)
        except (OSError, ValidationError):
            return None
        self.reused += 1
        return replace(kept, name=name)

    def put(self, digest: str, submission: Submission) -> None:
        """Keep what a file gives; a failure only where it is the content's and no time-out's.

        A folder that cannot be written keeps nothing: the next run takes longer, no more.
        """
        lasting = submission.report is not None or submission.name.lower().endswith(_UNTIMED)
        if digest and lasting:
            body = _entry().dump_json(submission)
            path = self._path(digest)
            try:
                # What units handed in before it is published is nobody else's business.
                self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                save(path.parent, path.name, _sealed(body) + body)
            except (AssistantError, OSError):
                return

    def shrink(self) -> None:
        """Let the least lately used entries go where all together grew too large."""
        try:
            entries = [(path, path.stat()) for path in self._folder.glob("*.json")]
            size = sum(state.st_size for _, state in entries)
            for path, state in sorted(entries, key=lambda entry: entry[1].st_mtime_ns):
                if size <= _MOST_BYTES:
                    return
                path.unlink(missing_ok=True)
                size -= state.st_size
        except OSError:
            return

    def _path(self, digest: str) -> Path:
        key = hashlib.sha256(f"{self._beside}\0{digest}".encode()).hexdigest()
        return self._folder / f"{key}.json"


def _sealed(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode()
