"""Reading: a case is a file, known by its format and what is odd about it."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from evals.harness.record import ArmRun, ScoredCase
from evals.outcomes.outcome import Outcome, digest, record_of, share
from evals.outcomes.words import in_chinese
from evals.reading.benchmark import FileScore, Score

LABELS = {
    "reading.cells": "表格单元格读对",
    "reading.honest": "没有读错或多出的单元格",
    "reading.narrative": "正文全同",
}
# What only some machines have: LibreOffice's files, the real reports beside the checkout.
_NOT_EVERYWHERE = ("doc", "pdf", "real")


def outcome(scores: Mapping[str, Score]) -> Outcome:
    """What was read, file by file. Formats that not every machine has carry no floor."""
    held = {name: score for name, score in scores.items() if name not in _NOT_EVERYWHERE}
    arm = ArmRun(arm="reading", label="读文件", engine="readers", cases=tuple(_cases(scores)))
    reached: dict[str, Decimal] = {}
    at_most: dict[str, Decimal] = {}
    for name, score in held.items():
        reached[f"{name}.files"] = Decimal(score.files)
        reached[f"{name}.cells"] = share(score.right, score.cells)
        reached[f"{name}.narrative"] = share(score.narrative, score.files)
        at_most[f"{name}.false_cells"] = Decimal(score.wrong + score.invented)
        at_most[f"{name}.refused"] = Decimal(score.refused)
    return Outcome(record_of("reading", [arm], LABELS), _digests(held), reached, at_most)


def _digests(scores: Mapping[str, Score]) -> dict[str, str]:
    """By format, which files there are and what should be read from each.

    Not the bytes: those are written by our own exporters, which may print a report otherwise.
    """
    return {
        name: digest(*(f"{one.name}{one.expected.model_dump_json()}" for one in score.each))
        for name, score in scores.items()
    }


def _cases(scores: Mapping[str, Score]) -> Iterator[ScoredCase]:
    for name, score in scores.items():
        for one in score.each:
            told = _why(one)
            yield ScoredCase(
                case=f"{name}：{one.name}",
                digest=digest(one.name, one.expected.model_dump_json()),
                title=f"{in_chinese('formats', name)}，{one.name.partition(' ')[0]}，{_oddity(one)}",
                groups=(f"格式 {in_chinese('formats', name)}", f"花样 {_oddity(one)}"),
                values={
                    "reading.cells": share(one.right, one.cells),
                    "reading.honest": share(one.cells - one.false, one.cells),
                    "reading.narrative": Decimal(one.narrative),
                },
                reasons={"reading": told} if told else {},
            )


def _oddity(one: FileScore) -> str:
    return in_chinese("oddities", one.name.partition(" ")[2] or "原样")


def _why(one: FileScore) -> tuple[str, ...]:
    missed = one.cells - one.right - one.false
    told = [
        f"读错或多出 {one.false} 格" if one.false else "",
        f"漏 {missed} 格" if missed else "",
        "" if one.narrative else "正文与原文不同",
    ]
    return tuple(filter(None, told))
