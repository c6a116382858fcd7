"""The form of a backup: a zip of one JSON line a row, the same bytes for the same content.

It is read with suspicion: every entry is hashed against the manifest before anything is used,
what swells like a bomb is refused unread, and what is not ours is named as such.
"""

import hashlib
import json
import os
import secrets
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from assistant.errors import UnusableInput

FORMAT, FORMAT_VERSION = "nianbao-workspace", 1
MANIFEST = "manifest.json"
_LINE = 64 * 1024 * 1024
_SMALL = 64 * 1024 * 1024
_SWELLS = 200  # JSON lines shrink to a twentieth; zeros to a thousandth
_CHUNK = 1 << 20
_CURE = "换一份备份；用 nianbao backup 备份出来的文件才能恢复，现有的数据没有改动"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError)

Row = dict[str, Any]


def write(path: Path, revision: str, tables: Mapping[str, Iterable[Row]]) -> dict[str, int]:
    """Write a backup file as a whole or not at all; the rows of each table, counted.

    Raises:
        UnusableInput: The folder cannot be written, or a file that is no backup is in the way.
    """
    if path.exists() and not _is_ours(path):
        raise UnusableInput(
            "已经有这个文件，而且不是年报助手的备份，没有覆盖", where=str(path), cure="换一个文件名"
        )
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with part.open("xb") as file:
            part.chmod(0o600)
            counts = _write(file, revision, tables)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise UnusableInput(
            f"备份写不了（{error.strerror or error}）",
            where=str(path),
            cure="换一个能写、有空间的文件夹",
        ) from error
    finally:
        part.unlink(missing_ok=True)
    return counts


@contextmanager
def opened(path: Path, revision: str, tables: Iterable[str]) -> Iterator["BackupFile"]:
    """A backup file that is whole and ours.

    Raises:
        UnusableInput: It is not there, not ours, newer than this program, mangled, or a bomb.
    """
    with ExitStack() as open_files:
        with _told(path):
            archive = open_files.enter_context(zipfile.ZipFile(path))
            backup = BackupFile(archive, path)
            backup.verify(revision, [*tables])
        yield backup


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise UnusableInput("没有这个文件", where=str(path), cure="检查文件名") from error
    except _BROKEN as error:
        raise UnusableInput(
            f"备份文件坏了，或不是备份（{type(error).__name__}）", where=str(path), cure=_CURE
        ) from error


class BackupFile:
    """Rows of a backup, table by table."""

    def __init__(self, archive: zipfile.ZipFile, path: Path) -> None:
        self._archive = archive
        self._path = path

    def rows(self, table: str) -> Iterator[Row]:
        """The rows of a table, one at a time."""
        with self._archive.open(_entry(table)) as lines:
            while True:
                # What the caller does between two rows is none of the file's faults.
                with _told(self._path):
                    line = lines.readline(_LINE)
                if not line:
                    return
                yield self._row(line)

    def verify(self, revision: str, tables: list[str]) -> None:
        """Read everything once and hold it against the manifest, before anything is used."""
        self._refuse_bombs()
        manifest = self._manifest()
        if manifest.get("revision") != revision:
            raise self.refusal(
                f"是另一个版本（{manifest.get('revision')}）的备份，本程序是 {revision}"
            )
        expected = manifest.get("sha256")
        names = sorted(info.filename for info in self._archive.infolist())
        if not isinstance(expected, dict) or names != sorted([MANIFEST, *map(_entry, tables)]):
            raise self.refusal("备份里的内容不全，或多了别的东西")
        for table in tables:
            if self._hash(_entry(table)) != expected.get(table):
                raise self.refusal(f"备份里的 {table} 被改动过或坏了")

    def refusal(self, what: str) -> UnusableInput:
        """An error that names this file."""
        return UnusableInput(what, where=str(self._path), cure=_CURE)

    def _refuse_bombs(self) -> None:
        whole = sum(info.file_size for info in self._archive.infolist())
        if whole > max(_SMALL, _SWELLS * self._path.stat().st_size):
            raise self.refusal(f"文件展开后有 {whole // 1024 // 1024} MB，不像真的备份，没有打开")

    def _manifest(self) -> dict[str, Any]:
        if MANIFEST not in self._archive.namelist():
            raise self.refusal("这不是年报助手的备份")
        with self._archive.open(MANIFEST) as file:
            found = self._row(file.readline(_CHUNK))
        if found.get("format") != FORMAT:
            raise self.refusal("这不是年报助手的备份")
        if found.get("version") != FORMAT_VERSION:
            raise self.refusal("这份备份的格式比本程序新，请先升级 nianbao")
        return found

    def _hash(self, entry: str) -> str:
        digest = hashlib.sha256()
        with self._archive.open(entry) as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
        return digest.hexdigest()

    def _row(self, line: bytes) -> Row:
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise self.refusal("备份里有读不懂的一行") from error
        if not isinstance(row, dict):
            raise self.refusal("备份里有读不懂的一行")
        return row


def _write(file: Any, revision: str, tables: Mapping[str, Iterable[Row]]) -> dict[str, int]:
    counts, hashes = {}, {}
    with zipfile.ZipFile(file, "w") as archive:
        for table, rows in tables.items():
            digest, count = hashlib.sha256(), 0
            with archive.open(_info(_entry(table)), "w", force_zip64=True) as entry:
                for row in rows:
                    line = _line(row)
                    digest.update(line)
                    entry.write(line)
                    count += 1
            counts[table], hashes[table] = count, digest.hexdigest()
        manifest = {
            "format": FORMAT,
            "version": FORMAT_VERSION,
            "revision": revision,
            "rows": counts,
            "sha256": hashes,
        }
        archive.writestr(_info(MANIFEST), _line(manifest))
    return counts


def _is_ours(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return MANIFEST in archive.namelist() and FORMAT.encode() in archive.read(MANIFEST)
    except _BROKEN:
        return False


def _info(name: str) -> zipfile.ZipInfo:
    # Neither the time nor the system shows: the same content is the same bytes.
    info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3
    info.external_attr = 0o600 << 16
    return info


def _entry(table: str) -> str:
    return f"{table}.jsonl"


def _line(row: Row) -> bytes:
    text = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{text}\n".encode()
