"""Uploaded files put into a collection: whole or not at all, under names that lead nowhere else."""

import os
import shutil
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import IO

from assistant.errors import UnusableInput
from assistant.exporting.saving import safe_name
from ui.rollup.collection import Collection

MOST_FILES = 500  # of one collection; a county has 30 to 100 units
MOST_BYTES = 400 * 1024**2  # of one collection
_MOST_OF_A_FILE = 50 * 1024**2
_MOST_ENTRIES = 5000
_DEEPEST = 6  # folders in a zip
_PIECE = 1024**2
_UTF8_NAME = 0x800  # of a zip entry's flags
_LOCKED = 0x1
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError)
_MANY = ("units", "past")


@dataclass(frozen=True, slots=True)
class Given:
    """An uploaded file: its name as the browser tells it, and its content to be read once."""

    name: str
    content: IO[bytes]


def take_in(
    collection: Collection,
    kind: str,
    given: Iterable[Given],
    refuse_unfit: Callable[[str, Path], None] = lambda kind, path: None,
) -> list[str]:
    """Put files into a collection and say in lines what became of them.

    A zip among the units' or last year's files is unpacked. A file of a name that is there
    already takes its place. If one file is refused none is taken; `refuse_unfit` looks at each
    of them by its kind and path before any is.

    Raises:
        UnusableInput: Nothing given, too many or too large, or a zip that is broken or locked.
    """
    with TemporaryDirectory(prefix="incoming-", dir=collection.folder) as name:
        incoming = _Incoming(Path(name), _room(collection, kind))
        for one in given:
            if kind in _MANY and one.name.lower().endswith(".zip"):
                _unpack(one, incoming)
            elif one.name:
                incoming.add(PurePosixPath(_last(one.name)), one.content)
        if not incoming.names:
            raise UnusableInput("没有选文件", cure="先选文件，再点上传")
        for path in incoming.names:
            refuse_unfit(kind, incoming.folder / path)
        return _moved(collection, kind, incoming)


def remove(collection: Collection, kind: str, names: Iterable[str]) -> list[str]:
    """Take files out of a collection; names that are not among its files are passed."""
    there = set(collection.files(kind))
    gone = [name for name in names if name in there]
    for name in gone:
        (collection.place(kind) / name).unlink(missing_ok=True)
    return [f"移走了 {len(gone)} 个文件"]


class _Incoming:
    """Files on their way in, counted as they are written: what a header says is not believed."""

    def __init__(self, folder: Path, room: tuple[int, int]) -> None:
        self.folder = folder
        self.names: list[str] = []
        self.passed = 0
        self._files, self._bytes = room

    def add(self, path: PurePosixPath, content: IO[bytes]) -> None:
        if len(self.names) >= self._files:
            raise UnusableInput(
                f"一次汇总最多 {MOST_FILES} 个文件，没有收下",
                cure="只留各单位上报的年报，或分片区各建一个汇总",
            )
        name = self._free(path)
        target = self.folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        size = 0
        with target.open("wb") as copy:
            while piece := content.read(_PIECE):
                size += len(piece)
                if size > min(_MOST_OF_A_FILE, self._bytes):
                    raise UnusableInput(
                        f"{path.name} 太大，没有收下（一个文件不超过 {_MOST_OF_A_FILE // 1024**2} MB，"
                        f"一次汇总合计不超过 {MOST_BYTES // 1024**2} MB）",
                        cure="请单位只报年报本身，去掉图片和附件",
                    )
                copy.write(piece)
        self._bytes -= size
        self.names.append(name)

    def _free(self, path: PurePosixPath) -> str:
        """A name that every system takes and that no other file of this upload has."""
        folders = [safe_name(part) for part in path.parts[:-1] if part not in ("/", "..", ".")]
        suffix = safe_name(path.suffix[1:], 10) if path.suffix else ""
        stem, dot = safe_name(path.stem), f".{suffix}" if suffix else ""
        for number in range(1, MOST_FILES + 2):
            again = f"（{number}）" if number > 1 else ""
            name = "/".join((*folders, f"{stem}{again}{dot}"))
            if name not in self.names:
                break
        return name


def _room(collection: Collection, kind: str) -> tuple[int, int]:
    """How many files and bytes still fit."""
    if kind not in _MANY:
        return 1, _MOST_OF_A_FILE
    sizes = [(collection.place(kind) / name).stat().st_size for name in collection.files(kind)]
    return MOST_FILES - len(sizes), MOST_BYTES - sum(sizes)


def _last(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2]


def _unpack(given: Given, incoming: _Incoming) -> None:
    try:
        with zipfile.ZipFile(given.content) as archive:
            entries = _entries(archive, _last(given.name))
            for info, path in entries:
                if _is_of_the_system(path):
                    incoming.passed += 1
                    continue
                with archive.open(info) as content:
                    incoming.add(path, content)
    except _BROKEN as error:
        raise UnusableInput(
            f"{_last(given.name)} 打不开，没有收下", cure="重新压缩成 zip，或者直接选各单位的文件"
        ) from error


def _entries(
    archive: zipfile.ZipFile, name: str
) -> Iterator[tuple[zipfile.ZipInfo, PurePosixPath]]:
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > _MOST_ENTRIES:
        raise UnusableInput(f"{name} 里有 {len(infos)} 个文件，没有收下", cure="只压缩各单位的年报")
    if any(info.flag_bits & _LOCKED for info in infos):
        raise UnusableInput(f"{name} 有密码，没有收下", cure="解压后直接选各单位的文件")
    for info in infos:
        path = PurePosixPath(_decoded(info).replace("\\", "/"))
        yield info, PurePosixPath(*path.parts[-_DEEPEST:])


def _decoded(info: zipfile.ZipInfo) -> str:
    """An entry's name: programs of Windows write it in GBK, those of macOS in UTF-8 unsaid."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    raw = info.filename.encode("cp437", "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


def _is_of_the_system(path: PurePosixPath) -> bool:
    hidden = any(part.startswith((".", "~$", "__MACOSX")) for part in path.parts)
    return hidden or path.name.lower() in ("thumbs.db", "desktop.ini")


def _moved(collection: Collection, kind: str, incoming: _Incoming) -> list[str]:
    place = collection.place(kind)
    if kind not in _MANY:
        shutil.rmtree(place, ignore_errors=True)
    replaced = []
    for name in incoming.names:
        target = place / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            replaced.append(name)
        os.replace(incoming.folder / name, target)  # noqa: PTH105  atomic, as saving does it
    lines = [f"收下 {len(incoming.names)} 个文件"]
    if replaced:
        more = "等" if len(replaced) > 5 else ""
        lines.append(f"其中 {len(replaced)} 个换掉了原来同名的：{'、'.join(replaced[:5])}{more}")
    if incoming.passed:
        lines.append(f"压缩包里的隐藏文件、系统文件 {incoming.passed} 个没有收")
    return lines
