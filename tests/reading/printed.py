"""Papers on their way through LibreOffice: printed to PDF, saved as doc, rtf and odt."""

import io
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from assistant.exporting.word import to_docx
from assistant.reading.figures import read_figures
from assistant.report.model import AnnualReport
from assistant.resources import corpus_dir

CITY, TOWN = "lanzhou-shi-2023", "qinglan-hedu-zhen-2023"


def sample(name: str) -> AnnualReport:
    """One of our own sample reports."""
    return read_figures(corpus_dir() / "samples" / f"{name}.yaml")


def paper(report: AnnualReport) -> WordDocument:
    """The report as Word has it."""
    return Document(io.BytesIO(to_docx(report)))


def as_bytes(document: WordDocument) -> bytes:
    """A Word paper as a file's bytes."""
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def without_borders(document: WordDocument) -> WordDocument:
    """The same paper, its tables without ruling lines."""
    for tag in ("w:tblStyle", "w:tblBorders", "w:tcBorders"):
        roots = (document.element.body, document.styles.element)
        for element in [e for root in roots for e in root.iter(qn(tag))]:
            element.getparent().remove(element)
    return document


def cut_anywhere(document: WordDocument, lines: int, *, repeat: bool) -> WordDocument:
    """The same paper with its tables so many lines further down, free to break in a row.

    `repeat` keeps the head rows that are printed again on each page.
    """
    tags = ("w:cantSplit", "w:keepNext") if repeat else ("w:cantSplit", "w:keepNext", "w:tblHeader")
    for element in [e for tag in tags for e in document.element.body.iter(qn(tag))]:
        element.getparent().remove(element)
    for element in document.styles.element.iter(qn("w:keepNext")):
        element.set(qn("w:val"), "0")
    texts = document.paragraphs
    second = next(i for i, p in enumerate(texts) if p.text.startswith("二、"))
    for paragraph in texts[4:second]:
        paragraph._p.getparent().remove(paragraph._p)
    for number in range(lines):
        texts[second].insert_paragraph_before(f"第{number}行，为了把表格推到下一页。")
    return document


def framed(document: WordDocument) -> WordDocument:
    """The same paper with its first paragraph of text in a frame, a table of one cell."""
    first = document.paragraphs[1]
    table = document.add_table(1, 1)
    table.style = "TableGrid" if "TableGrid" in document.styles else None
    table.cell(0, 0).text = first.text
    borders = table._tbl.tblPr.makeelement(qn("w:tblBorders"), {})
    for side in ("top", "left", "bottom", "right"):
        line = {qn("w:val"): "single", qn("w:sz"): "8", qn("w:color"): "000000"}
        borders.append(borders.makeelement(qn(f"w:{side}"), line))
    table._tbl.tblPr.append(borders)
    first._p.addprevious(table._tbl)
    first._p.getparent().remove(first._p)
    return document


def office(soffice: str, folder: Path, to: str, files: Sequence[Path]) -> None:
    """Convert files with a LibreOffice whose profile is in the folder, into the folder."""
    command = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", to, "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)


def converted(
    needs: Callable[[str], str], folder: Path, to: str, papers: dict[str, bytes]
) -> dict[str, Path]:
    """Each paper converted, by its name."""
    soffice = needs("soffice")
    files = []
    for name, data in papers.items():
        files.append(folder / f"{name}.docx")
        files[-1].write_bytes(data)
    office(soffice, folder, to, files)
    suffix = to.partition(":")[0]
    return {name: folder / f"{name}.{suffix}" for name in papers}
