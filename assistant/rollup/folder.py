"""The files that units handed in, found in a folder that may hold anything."""

import json
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import UnusableInput
from assistant.reading.open_file import READABLE
from assistant.review.decisions import SUFFIX
from assistant.review.visible import one_line

RECORD = ".nianbao-rollup.json"  # of what a roll-up wrote beside it
MOST_FILES = 2000
MOST_ENTRIES = 100_000
MOST_BYTES = 200 * 1024**2  # of one file; a reader may allow less
_REFUSED_WELL = (".xls", ".et", ".mht", ".mhtml", ".zip", ".rar", ".7z")  # readers name the cure
_PICTURES = (".png", ".jpg", ".jpeg", ".bmp", ".gif", ".tif", ".tiff")
_SYSTEM = frozenset({"thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A file to read, with its path below the folder as it can be shown."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that is not read, why, and what to do."""

    name: str
    why: str
    cure: str = ""


@dataclass(frozen=True, slots=True)
class Folder:
    """What a folder holds: files to read, files left out by name, and how many are of no concern.

    `hidden` counts hidden files, Office's lock files and those of the system.
    """

    files: tuple[HandedIn, ...]
    left_out: tuple[LeftOut, ...]
    hidden: int


def folder_of(root: Path, besides: Iterable[Path] = ()) -> Folder:
    """The files below a folder in the order of their names; those in `besides` are not its own.

    Links are followed only to files inside the folder; each file counts once.

    Raises:
        UnusableInput: No such folder, unreadable, or more files than can be one collection.
    """
    whole = _resolved(root)
    own = {os.path.realpath(path) for path in besides}
    files: dict[str, HandedIn] = {}
    left_out: list[LeftOut] = []
    hidden = 0
    for path in _inside(root, own):
        name = _shown(path, root)
        if _is_hidden(path):
            hidden += 1
        elif (real := os.path.realpath(path)) not in own:
            why = _unfit(path, Path(real), whole)
            if why is not None:
                left_out.append(LeftOut(name, *why))
            else:
                files.setdefault(real, HandedIn(path, name))
    if len(files) > MOST_FILES:
        raise UnusableInput(
            f"文件夹里有 {len(files)} 个文件，一次最多汇总 {MOST_FILES} 个，没有读",
            where=str(root),
            cure="只留下各单位上报的年报，或按片区分几个文件夹汇总",
        )
    return Folder(tuple(files.values()), tuple(left_out), hidden)


def _resolved(root: Path) -> Path:
    if not root.is_dir():
        what = "不是文件夹" if root.exists() else "没有这个文件夹"
        raise UnusableInput(what, where=str(root), cure="写各单位年报所在的文件夹")
    try:
        os.listdir(root)  # noqa: PTH208  only whether it can be listed matters
    except OSError as error:
        raise UnusableInput(
            f"打不开（{error.strerror}）", where=str(root), cure="检查文件夹的权限"
        ) from error
    return root.resolve()


def _inside(root: Path, own: set[str]) -> Iterator[Path]:
    """Every file below the folder; what an earlier roll-up wrote there joins what is its own."""
    count = 0
    for at, folders, names in os.walk(root):
        own |= _written_before(Path(at)) if RECORD in names else set()
        kept = (name for name in folders if not name.startswith("."))
        folders[:] = sorted(n for n in kept if os.path.realpath(Path(at) / n) not in own)
        count += len(names)
        if count > MOST_ENTRIES:
            raise UnusableInput(
                f"文件夹里有 {MOST_ENTRIES} 个以上的文件，没有读",
                where=str(root),
                cure="只留下各单位上报的年报",
            )
        yield from (Path(at) / name for name in sorted(names))


def _written_before(folder: Path) -> set[str]:
    try:
        papers = json.loads((folder / RECORD).read_bytes())["papers"]
        return {os.path.realpath(folder / name) for name in papers}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _shown(path: Path, root: Path) -> str:
    return one_line(path.relative_to(root).as_posix(), 200)


def _is_hidden(path: Path) -> bool:
    name = path.name
    return name.startswith((".", "~$")) or name.lower() in _SYSTEM or name.endswith(SUFFIX)


def _unfit(path: Path, real: Path, root: Path) -> tuple[str, str] | None:
    """Why a file is not read and what to do; None where it is."""
    if not real.is_relative_to(root):
        return "是指向文件夹以外的链接，没有读", "把文件本身放进来"
    try:
        state = real.stat()
    except OSError as error:
        return f"打不开（{error.strerror}）", "检查文件是否还在、有没有权限"
    suffix = path.suffix.lower()
    if not stat.S_ISREG(state.st_mode):
        return "不是普通文件，没有读", "删去它，或换成文件本身"
    if state.st_size > MOST_BYTES:
        size = f"{state.st_size / 1024**2:.0f} MB"
        return f"太大（{size}），没有读", "请单位只报年报本身，去掉图片和附件"
    if suffix in _PICTURES:
        return "是图片，没有读", "请单位报 Word、Excel 或网页；要识别图片用 nianbao read"
    if suffix not in (*READABLE, *_REFUSED_WELL):
        return f"不是年报文件（{suffix or '没有后缀'}），没有读", "是年报的，请存成 docx 或 xlsx"
    return None
