"""What may go into the corpus: a report, or else a regulation or notice."""

from collections.abc import Callable
from pathlib import Path

from assistant.reading.blocks import Paragraph, Source
from assistant.reading.open_file import kind_of, read_report
from assistant.reading.regulation import Regulation, find_regulation
from assistant.reading.text_file import read_text
from assistant.report.model import AnnualReport


def read_document(path: Path) -> AnnualReport | Regulation:
    """A file as the regulation or notice that it holds, or else as a report.

    Raises:
        UnusableInput: It is neither, or cannot be read.
    """
    kind = kind_of(path)
    if kind == "text":
        return find_regulation(_as_it_stands(path)) or read_report(path)
    opened = _SOURCES.get(kind)
    if opened is None:
        return read_report(path)
    from assistant.reading.form import report_of

    source = opened(path)
    return find_regulation(source) or report_of(source)


def _html(path: Path) -> Source:
    from assistant.reading.html_file import read_html

    return read_html(path)


def _docx(path: Path) -> Source:
    from assistant.reading.docx_file import read_docx

    return read_docx(path)


def _as_it_stands(path: Path) -> Source:
    """A text line by line: its reader joins lines as a report needs them, which a law's head is not."""
    lines = read_text(path).text.splitlines()
    return Source(str(path), tuple(Paragraph(line) for line in lines))


def _pdf(path: Path) -> Source:
    from assistant.reading.pdf_file import read_pdf

    return read_pdf(path)


def _office(path: Path) -> Source:
    from assistant.reading.office_file import read_office

    return read_office(path)


_SOURCES: dict[str, Callable[[Path], Source]] = {
    "html": _html,
    "docx": _docx,
    "pdf": _pdf,
    "doc": _office,
    "rtf": _office,
    "odt": _office,
}
