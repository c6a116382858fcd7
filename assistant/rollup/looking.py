"""Reads each file and checks it by itself, several at a time; a bad file stops no other."""

import multiprocessing
import os
import zipfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import AssistantError
from assistant.reading.open_file import AS_USUAL, Allowance, read_report
from assistant.report.agency import same_agency
from assistant.report.model import AnnualReport
from assistant.review.visible import one_line
from assistant.rollup.folder import HandedIn
from assistant.rollup.kept import Kept, digest_of
from assistant.rollup.shared_prose import sentences_of
from assistant.rollup.submission import Submission

Progress = Callable[[int, int, str], None]  # how many of how many are done, and which was the last
_WORTH_A_POOL = 8  # files; the pool's processes take as long to start as these take to read
_MOST_PROCESSES = 8
_CRASHED = "读这个文件时程序意外退出，没有读"
_REFUSED_CURE = "照上面说的改正，或者请单位按统一格式重报；不是年报的文件移到别处"
_CRASH_CURE = "请用 Word、Excel 或 WPS 打开，另存一份再报"


@dataclass(frozen=True, slots=True)
class Look:
    """How files are looked at: last year's reports, limits of a file, processes (0: as fits)."""

    past: tuple[AnnualReport, ...] = ()
    allowed: Allowance = AS_USUAL
    processes: int = 0


@dataclass
class _Counted:
    """Tells the progress, once a file."""

    total: int
    tell: Progress | None
    done: int = 0

    def one(self, name: str) -> None:
        self.done += 1
        if self.tell:
            self.tell(self.done, self.total, name)


def look_at(
    files: Sequence[HandedIn],
    look: Look,
    kept: Kept | None = None,
    progress: Progress | None = None,
) -> tuple[Submission, ...]:
    """Every file read and checked, in the order given; what `kept` has is not read again."""
    counted = _Counted(len(files), progress)
    digests = {file.name: digest_of(file.path) if kept else "" for file in files}
    found: dict[str, Submission] = {}
    for file in files:
        known = kept.get(digests[file.name], file.name) if kept else None
        if known is not None:
            found[file.name] = known
            counted.one(file.name)
    for one in _looked_at([file for file in files if file.name not in found], look):
        found[one.name] = one
        if kept:
            kept.put(digests[one.name], one)
        counted.one(one.name)
    if kept:
        kept.shrink()
    return tuple(found[file.name] for file in files)


def look_at_one(file: HandedIn, look: Look) -> Submission:
    """One file, read and checked with every rule; one that cannot be used says why."""
    try:
        report = read_report(file.path, look.allowed)
    except AssistantError as error:
        why = one_line(error.what, 600)
        where = "" if str(file.path) in error.where or not error.where else f"{error.where}："
        return Submission(
            file.name, why=f"{one_line(where, 100)}{why}", cure=error.cure or _REFUSED_CURE
        )
    # A run that finds everything kept needs no rule, and is there before they are loaded.
    from assistant.rules.all_rules import RULES
    from assistant.rules.case import Case
    from assistant.rules.engine import check

    outcome = check(Case(report, _last_of(report, look.past)), RULES)
    return Submission(
        file.name,
        report,
        outcome.findings,
        outcome.not_assessed,
        has_macros=_has_macros(file.path),
        sentences=sentences_of(report),
    )


def _last_of(report: AnnualReport, past: Sequence[AnnualReport]) -> AnnualReport | None:
    fits = (p for p in past if p.year == report.year - 1 and same_agency(p.agency, report.agency))
    return next(fits, None)


def _has_macros(path: Path) -> bool:
    if path.suffix.lower() not in (".xlsx", ".xlsm", ".docx", ".docm"):
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            return any(name.endswith("vbaProject.bin") for name in archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def _looked_at(files: Sequence[HandedIn], look: Look) -> Iterator[Submission]:
    processes = look.processes or min(os.cpu_count() or 1, _MOST_PROCESSES)
    if processes < 2 or len(files) < _WORTH_A_POOL:
        yield from (look_at_one(file, look) for file in files)
        return
    left = list(files)
    while left:
        done: set[str] = set()
        try:
            for one in _in_a_pool(left, look, processes):
                done.add(one.name)
                yield one
            return
        except BrokenProcessPool:
            left = [file for file in left if file.name not in done]
            # Files are begun in order, so the one that killed its process is among the next ones.
            suspects, left = left[: 2 * processes + 1], left[2 * processes + 1 :]
            yield from _one_by_one(suspects, look)


def _in_a_pool(files: Sequence[HandedIn], look: Look, processes: int) -> Iterator[Submission]:
    with _pool(min(processes, len(files)), look) as pool:
        waiting = [pool.submit(_work, file) for file in files]
        try:
            yield from (future.result() for future in as_completed(waiting))
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _one_by_one(files: Sequence[HandedIn], look: Look) -> Iterator[Submission]:
    """Files in a process that reads nothing else meanwhile: the one that kills it is known by name."""
    left = list(files)
    while left:
        with _pool(1, look) as pool:
            while left:
                file = left.pop(0)
                try:
                    yield pool.submit(_work, file).result()
                except BrokenProcessPool:
                    yield Submission(file.name, why=_CRASHED, cure=_CRASH_CURE)
                    break


def _pool(processes: int, look: Look) -> ProcessPoolExecutor:
    # Not forked: the page's threads may hold locks that no copy of them would ever let go.
    fresh = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(processes, fresh, _begin, (look,))


_look = Look()  # of a process of the pool, set once when it begins


def _begin(look: Look) -> None:
    global _look
    _look = look


def _work(file: HandedIn) -> Submission:
    return look_at_one(file, _look)
