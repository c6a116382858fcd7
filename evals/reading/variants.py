"""The files of the reading benchmark: sample reports in every form in which they come."""

import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.exporting.export import RENDERERS
from assistant.report.model import AnnualReport
from assistant.resources import corpus_dir
from evals.reading.defects import CELL_DEFECTS, DEFECTS
from evals.reading.house_styles import HOUSE_STYLES
from evals.reading.papers import FORMATS, paper_of, sample
from evals.reading.real_reports import real_reports

DEFECT_SAMPLES = ("lanzhou-shi-2023", "qinglan-hedu-zhen-2024")
OFFICE_SAMPLES = 4  # converted by LibreOffice, which takes seconds a file
_OFFICE_TIMEOUT = 180
_SHARED = Path(__file__).resolve().parents[3] / "shared"


@dataclass(frozen=True, slots=True)
class Variant:
    """One file and the report that should be read from it."""

    format: str
    name: str
    suffix: str
    content: bytes
    expected: AnnualReport


def variants(office: str | None) -> Iterator[Variant]:
    """All files, generated; those of Word and PDF only with LibreOffice (`office`, its path)."""
    stems = sorted(path.stem for path in (corpus_dir() / "samples").glob("*.yaml"))
    for stem in stems:
        yield from _exports(stem)
        yield from _pages(stem)
    for stem in DEFECT_SAMPLES:
        yield from _defects(stem)
    yield from _old_layout()
    yield from _real()
    if office:
        for stem in stems[:: max(1, len(stems) // OFFICE_SAMPLES)]:
            yield from _office(stem, office)


def _exports(stem: str) -> Iterator[Variant]:
    report = sample(stem)
    for kind in ("docx", "html", "md", "xlsx", "json"):
        yield Variant(kind, f"{stem} export", kind, RENDERERS[kind](report), report)
    paper = paper_of(report)
    for kind in ("tabs.txt", "flat.txt"):
        yield Variant(kind, f"{stem} text", kind, FORMATS[kind](paper), report)


def _pages(stem: str) -> Iterator[Variant]:
    report = sample(stem)
    for style, write in HOUSE_STYLES.items():
        yield Variant("html", f"{stem} {style}", "html", write(paper_of(report)), report)


def _defects(stem: str) -> Iterator[Variant]:
    report = sample(stem)
    for name, defect in DEFECTS.items():
        for kind, write in FORMATS.items():
            yield Variant(kind, f"{stem} {name}", kind, write(defect(paper_of(report))), report)
    for name, defect in CELL_DEFECTS.items():
        for kind in ("html", "docx"):
            content = FORMATS[kind](defect(paper_of(report)))
            yield Variant(kind, f"{stem} {name}", kind, content, report)


def old_report() -> AnnualReport:
    """A sample in the 2019 form, every cell another number."""
    data = sample().model_dump() | {"layout": "2019", "table2": {}, "table3": {}, "table4": {}}
    report = AnnualReport.model_validate(data)
    held = [a for a in report.cells() if report.holds(a)]
    return report.with_cells({address: i + 1 for i, address in enumerate(held)})


def _old_layout() -> Iterator[Variant]:
    report = old_report()
    # The cells that only this form has hold 77: what a flattened row leaves out cannot be placed.
    paper = paper_of(report).cells(
        lambda c: replace(c, text="77") if c.address and not c.text else c
    )
    for kind, write in FORMATS.items():
        yield Variant("2019 layout", f"2019 {kind}", kind, write(paper), report)


def _real() -> Iterator[Variant]:
    """Where the folder of real reports stands beside the checkout."""
    for path, expected in real_reports(_SHARED):
        content = path.read_bytes()
        yield Variant("real", path.name, path.suffix[1:], content, expected)


def _office(stem: str, office: str) -> Iterator[Variant]:
    report = sample(stem)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"{stem}.docx"
        source.write_bytes(RENDERERS["docx"](report))
        for kind in ("pdf", "doc"):
            command = [
                office,
                f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}",
                *("--headless", "--convert-to", kind, "--outdir", folder, str(source)),
            ]
            subprocess.run(  # noqa: S603
                command, check=True, capture_output=True, timeout=_OFFICE_TIMEOUT
            )
            content = source.with_suffix(f".{kind}").read_bytes()
            yield Variant(kind, f"{stem} by LibreOffice", kind, content, report)
