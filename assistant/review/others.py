"""Reports of other agencies to compare with, from files and folders, within bounds."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import AssistantError, UnusableInput
from assistant.reading.open_file import READABLE
from assistant.report.agency import same_agency
from assistant.report.model import AnnualReport
from assistant.review.decisions import SUFFIX

MOST_FILES = 200
MOST_BYTES = 200 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Others:
    """The reports that can be compared with, and a sentence about each file left out."""

    reports: tuple[AnnualReport, ...]
    left_out: tuple[str, ...]


def other_reports(
    paths: Iterable[Path],
    report: AnnualReport,
    file: Path | None,
    read: Callable[[Path], AnnualReport],
) -> Others:
    """The reports of other agencies that stand in files or folders; `file` is the report's own.

    A file that cannot be read, has no prose, or is this agency's own is left out and named.

    Raises:
        UnusableInput: One of the paths does not exist.
    """
    own = os.path.realpath(file) if file else ""
    found: list[AnnualReport] = []
    left_out: list[str] = []
    size = 0
    files = [path for path in _files(paths) if os.path.realpath(path) != own]
    for count, path in enumerate(files):
        size += path.stat().st_size if path.is_file() else 0
        if count >= MOST_FILES or size > MOST_BYTES:
            left_out.append(
                f"只比对了前 {count} 个文件，其余 {len(files) - count} 个没有读"
                f"（最多 {MOST_FILES} 个，共 {MOST_BYTES // 1024**2} MB）"
            )
            break
        one = _one(path, report, read)
        if isinstance(one, str):
            left_out.append(one)
        else:
            found.append(one)
    return Others(tuple(found), tuple(left_out))


def _one(
    path: Path, report: AnnualReport, read: Callable[[Path], AnnualReport]
) -> AnnualReport | str:
    try:
        other = read(path)
    except AssistantError as error:
        return f"没有比对：{str(error).splitlines()[0]}"
    if same_agency(other.agency, report.agency):
        return f"没有比对：{path} 是本单位的报告（上年报告用 --previous）"
    return other if other.has_narrative else f"没有比对：{path} 没有正文"


def _files(paths: Iterable[Path]) -> list[Path]:
    found: dict[str, Path] = {}
    for path in paths:
        if not path.exists():
            raise UnusableInput(
                "没有这个文件或文件夹", where=str(path), cure="检查 --against 的路径"
            )
        for inside in _inside(path) if path.is_dir() else [path]:
            found.setdefault(os.path.realpath(inside), inside)
    return list(found.values())


def _inside(folder: Path) -> Iterator[Path]:
    for at, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            readable = name.lower().endswith(READABLE) and not name.endswith(SUFFIX)
            if readable and not name.startswith((".", "~$")):
                yield Path(at) / name
