"""Papers for the tests of PDF and doc: converted once a session."""

from collections.abc import Callable
from pathlib import Path

from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from evals.reading.office_papers import office

CITY, TOWN = "lanzhou-shi-2023", "qinglan-hedu-zhen-2023"


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
