"""`nianbao eval reading`: cells right, wrong, missed and invented per format, and time a file.

wrong: another value than the file has; invented: a value where the file has a blank;
missed: no value where the file has one. A wrong or invented value with a note on its
cell is counted as noted, too: the reader said that it was in doubt.
"""

import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.errors import UnusableInput
from assistant.reading.open_file import read_report
from assistant.report.model import AnnualReport
from evals.reading.variants import Variant, variants


@dataclass(frozen=True, slots=True)
class FileScore:
    """What came of one file: its cells, those right, wrong or invented ones, and its narrative."""

    name: str
    cells: int
    right: int
    false: int
    narrative: bool
    expected: AnnualReport


@dataclass
class Score:
    """What came of the files of one format."""

    files: int = 0
    refused: int = 0
    cells: int = 0
    right: int = 0
    wrong: int = 0
    missed: int = 0
    invented: int = 0
    silent: int = 0
    narrative: int = 0
    seconds: list[float] = field(default_factory=list)
    each: list[FileScore] = field(default_factory=list)

    @property
    def share_right(self) -> str:
        """Cells right in percent, with two decimals, never rounded up to 100."""
        hundredths = self.right * 10000 // self.cells if self.cells else 0
        return f"{hundredths // 100}.{hundredths % 100:02d}"

    def as_json(self) -> dict[str, Any]:
        """The score with the median time of a file in milliseconds."""
        return {
            "files": self.files,
            "refused": self.refused,
            "cells": self.cells,
            "right": self.right,
            "wrong": self.wrong,
            "missed": self.missed,
            "invented": self.invented,
            "wrong_or_invented_without_note": self.silent,
            "narrative_equal": self.narrative,
            "median_ms": round(statistics.median(self.seconds) * 1000) if self.seconds else None,
        }


def run(
    files: Iterable[Variant] | None = None, tell: Callable[[str], None] = lambda _: None
) -> dict[str, Score]:
    """Reads every variant and scores it, by format; `tell` hears of every file that fell short."""
    scores: dict[str, Score] = {}
    known = variants(shutil.which("soffice")) if files is None else files
    with tempfile.TemporaryDirectory() as folder:
        for variant in known:
            path = Path(folder) / f"年报.{variant.suffix}"
            path.write_bytes(variant.content)
            _read(path, variant, scores.setdefault(variant.format, Score()), tell)
            path.unlink()
    return dict(sorted(scores.items()))


def _read(path: Path, variant: Variant, score: Score, tell: Callable[[str], None]) -> None:
    score.files += 1
    score.cells += len(variant.expected.cells())
    started = time.perf_counter()
    try:
        report = read_report(path)
    except UnusableInput as error:
        score.refused += 1
        score.missed += len(variant.expected.cells())
        tell(f"{variant.format} {variant.name}：{error.what}")
        score.each.append(FileScore(variant.name, len(variant.expected.cells()), 0, 0, False, variant.expected))  # fmt: skip
        return
    score.seconds.append(time.perf_counter() - started)
    before = (score.right, score.narrative, score.wrong + score.invented)
    _compare(report, variant.expected, score)
    one = FileScore(
        variant.name,
        len(variant.expected.cells()),
        score.right - before[0],
        score.wrong + score.invented - before[2],
        score.narrative > before[1],
        variant.expected,
    )
    score.each.append(one)
    if (one.right, one.narrative) != (len(report.cells()), True):
        tell(f"{variant.format} {variant.name}：没有全对")


def _compare(report: AnnualReport, expected: AnnualReport, score: Score) -> None:
    noted = {note.where for note in report.notes}
    read = report.cells()
    for address, wanted in expected.cells().items():
        value = read.get(address)
        if value == wanted:
            score.right += 1
        elif value is None:
            score.missed += 1
        else:
            score.invented += wanted is None
            score.wrong += wanted is not None
            score.silent += address not in noted
    # Of real reports only the figures are kept, so of their text only that there is some.
    same = dict(report.texts()) == dict(expected.texts())
    score.narrative += same if expected.has_narrative else report.has_narrative


def in_words(scores: dict[str, Score]) -> str:
    """The table that a person reads."""
    head = "格式        文件  拒读    格数   对%    错  漏  多  无说明  正文全同  中位毫秒"
    lines = [head]
    for name, score in scores.items():
        data = score.as_json()
        lines.append(
            f"{name:<10} {score.files:>5} {score.refused:>5} {score.cells:>7} {score.share_right:>6}"
            f" {score.wrong:>4} {score.missed:>4} {score.invented:>4} {score.silent:>6}"
            f" {score.narrative:>9} {data['median_ms'] if data['median_ms'] is not None else '-':>9}"
        )
    return "\n".join(lines)
