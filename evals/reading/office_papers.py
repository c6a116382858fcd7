"""Our sample reports as LibreOffice prints and saves them: the PDF and doc files that readers meet."""

import io
import subprocess
from collections.abc import Sequence
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from assistant.exporting.word import to_docx
from assistant.reading.figures import read_figures
from assistant.report.model import AnnualReport
from assistant.resources import corpus_dir


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


def office(soffice: str, folder: Path, to: str, files: Sequence[Path]) -> None:
    """Convert files with a LibreOffice whose profile is in the folder, into the folder."""
    command = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", to, "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)  # noqa: S603


def scanned(printed: Path, wear: float, dots: int = 200) -> Path:
    """A printed PDF as a scan: pictures only, so many dots per inch.

    `wear` 0 leaves it as printed; 1 turns it by half a degree, blurs it, adds grain and
    compresses it hard.
    """
    import numpy as np
    import pypdfium2
    from PIL import Image, ImageFilter

    grain = np.random.default_rng(7)
    pages = []
    with pypdfium2.PdfDocument(printed) as pdf:
        for page in pdf:
            picture = page.render(scale=dots / 72).to_pil().convert("L")
            if wear:
                picture = picture.rotate(0.5 * wear, Image.Resampling.BICUBIC, fillcolor=255)
                picture = picture.filter(ImageFilter.GaussianBlur(0.8 * wear))
                grey = np.asarray(picture, float) + grain.normal(0, 12 * wear, picture.size[::-1])
                picture = Image.fromarray(np.clip(grey, 0, 255).astype("uint8"))
            pages.append(picture)
    scan = printed.with_name(f"{printed.stem}-scan.pdf")
    quality = round(85 - 35 * wear)
    pages[0].save(scan, save_all=True, append_images=pages[1:], resolution=dots, quality=quality)
    return scan
