"""`python -m evals.reading.measure_pdf_doc`: cells right, wrong, missed and invented in PDF, doc and scans.

All sample reports are exported, sent through LibreOffice and read back. A cell is wrong
where another value came back, missed where none did, invented where the report has none.
`--kinds pdf,unruled,cut,doc,rtf,odt,scan,worn` chooses; scans take half a minute each.
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from docx.document import Document as WordDocument

from assistant.errors import UnusableInput
from assistant.reading.open_file import read_report
from assistant.report.model import AnnualReport
from assistant.resources import corpus_dir
from evals.reading.office_papers import (
    as_bytes,
    cut_anywhere,
    office,
    paper,
    sample,
    scanned,
    without_borders,
)

Change = Callable[[WordDocument, int], WordDocument]


@dataclass(frozen=True, slots=True)
class Kind:
    """One way from a report to a file: what is done to the paper, and what it is saved as."""

    suffix: str
    change: Change = lambda document, _: document
    wear: float | None = None  # of a scan: 0 as printed, 1 crooked, blurred and grainy


def _unruled(document: WordDocument, _: int) -> WordDocument:
    return without_borders(document)


def _cut(document: WordDocument, number: int) -> WordDocument:
    return cut_anywhere(document, 2 * number, repeat=number % 2 == 0)


KINDS: Mapping[str, Kind] = {
    "pdf": Kind("pdf"),
    "unruled": Kind("pdf", _unruled),
    "cut": Kind("pdf", _cut),
    "doc": Kind("doc"),
    "rtf": Kind("rtf"),
    "odt": Kind("odt"),
    "scan": Kind("pdf", wear=0.0),
    "worn": Kind("pdf", wear=1.0),
}
USUAL = ("pdf", "unruled", "cut", "doc", "rtf", "odt")


@dataclass
class Score:
    """What came back of one kind of file."""

    cells: Counter[str] = field(default_factory=Counter)
    refused: list[str] = field(default_factory=list)
    seconds: float = 0.0


def measure(kind: Kind, names: list[str], folder: Path, soffice: str) -> Score:
    """Make the files of one kind, read them, and count their cells."""
    papers = []
    for number, name in enumerate(names):
        papers.append(folder / f"{name}.docx")
        papers[-1].write_bytes(as_bytes(kind.change(paper(sample(name)), number)))
    office(soffice, folder, kind.suffix, papers)
    score = Score()
    for name in names:
        path = folder / f"{name}.{kind.suffix}"
        if kind.wear is not None:
            path = scanned(path, kind.wear)
        _read(path, sample(name), score)
    return score


def _read(path: Path, expected: AnnualReport, score: Score) -> None:
    started = time.perf_counter()
    try:
        read = read_report(path).cells()
    except UnusableInput as error:
        score.refused.append(str(error))
        read = {}
    score.seconds += time.perf_counter() - started
    for address, value in expected.cells().items():
        found = read.get(address)
        score.cells[_verdict(found, value)] += 1


def _verdict(found: object, expected: object) -> str:
    if found == expected:
        return "right"
    if found is None:
        return "missed"
    return "invented" if expected is None else "wrong"


def main() -> int:
    """Print a line for each kind; the exit code is 1 if any value came back wrong or invented."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kinds", default=",".join(USUAL))
    parser.add_argument("--samples", type=int, default=16)
    chosen = parser.parse_args()
    soffice = shutil.which("soffice")
    if soffice is None:
        parser.error("LibreOffice (soffice) is not installed")
    names = sorted(path.stem for path in (corpus_dir() / "samples").glob("*.yaml"))
    names = names[: chosen.samples]
    print(f"{'kind':8} {'right':>6} {'wrong':>6} {'missed':>7} {'invented':>9} {'s/file':>7}")
    bad = 0
    for name in chosen.kinds.split(","):
        with tempfile.TemporaryDirectory() as folder:
            score = measure(KINDS[name], names, Path(folder), soffice)
        counts = [score.cells[verdict] for verdict in ("right", "wrong", "missed", "invented")]
        bad += counts[1] + counts[3]
        seconds = score.seconds / len(names)
        print(
            f"{name:8} {counts[0]:6} {counts[1]:6} {counts[2]:7} {counts[3]:9} {seconds:7.2f}",
            flush=True,
        )
        for error in score.refused:
            print(f"  {error}", file=sys.stderr)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
