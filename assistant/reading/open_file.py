"""One door for every kind of file: which reader reads it.

What a file is, its first bytes say; its suffix decides only among kinds of text.
"""

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import UnusableInput
from assistant.reading.text_file import read_bytes
from assistant.report.model import AnnualReport

if TYPE_CHECKING:
    from assistant.reading.blocks import Limits

READABLE = (
    *(".docx", ".doc", ".wps", ".rtf", ".odt", ".pdf", ".html", ".htm", ".txt", ".md"),
    *(".yaml", ".yml", ".json", ".xlsx", ".xlsm"),
)
_SNIFFED = 4096
_MAGIC = (
    (b"%PDF", "pdf"),
    (b"\xd0\xcf\x11\xe0", "doc"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"II*\0", "picture"),
    (b"MM\0*", "picture"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
)
_SUFFIXES = {
    **dict.fromkeys((".yaml", ".yml", ".json"), "figures"),
    **dict.fromkeys((".xlsx", ".xlsm"), "workbook"),
    **dict.fromkeys((".html", ".htm", ".shtml", ".xhtml"), "html"),
    **dict.fromkeys((".txt", ".md", ".markdown", ".text", ""), "text"),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".bmp", ".gif", ".tif", ".tiff"), "picture"),
    **dict.fromkeys((".doc", ".wps"), "doc"),
    **dict.fromkeys((".mht", ".mhtml"), "mht"),
    ".docx": "docx",
    ".pdf": "pdf",
    ".rtf": "rtf",
}
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|div|table|title)[\s>]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Allowance:
    """How large a file may be (bytes) and how long it may take (seconds); 0: as its kind has it."""

    file_bytes: int = 0
    seconds: float = 0.0

    def of(self, usual: "Limits") -> "Limits":
        """The usual limits of a kind with what is allowed here in their place."""
        return replace(
            usual,
            file_bytes=self.file_bytes or usual.file_bytes,
            seconds=self.seconds or usual.seconds,
        )


AS_USUAL = Allowance()


def read_report(path: Path, allowed: Allowance = AS_USUAL) -> AnnualReport:
    """A report or figures file of any kind as an `AnnualReport`.

    Raises:
        UnusableInput: The kind is unknown, or the file cannot be used.
    """
    kind = kind_of(path)
    reader = READERS.get(kind)
    if reader is None:
        what, cure = _UNREADABLE.get(kind, _UNKNOWN)
        raise UnusableInput(what.format(path.suffix or "没有后缀"), where=str(path), cure=cure)
    return reader(path, allowed)


def kind_of(path: Path) -> str:
    """What a file is, by its first bytes, then by its suffix: a key of `READERS`, or another name.

    Raises:
        UnusableInput: No such file, a folder, unreadable or empty.
    """
    head, suffix = _first_bytes(path), path.suffix.lower()
    if head.startswith(b"PK\x03\x04"):
        return _kind_of_zip(path, suffix)
    magic = next((kind for mark, kind in _MAGIC if head.startswith(mark)), None)
    if magic == "doc" and suffix in (".xlsx", ".xlsm", ".xls"):
        return "workbook"  # locked, or an old .xls: its reader says so
    if magic is not None:
        return magic
    known = _SUFFIXES.get(suffix, "unknown")
    page = suffix not in (".txt", ".md", ".markdown", ".mht", ".mhtml") and _PAGE.search(head)
    return "html" if page and known not in ("figures", "html") else known


def _first_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            head = file.read(_SNIFFED)
    except (OSError, ValueError):
        head = b""
    return head or read_bytes(path)[:_SNIFFED]


def _kind_of_zip(path: Path, suffix: str) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()[:5000]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return _SUFFIXES.get(suffix, "archive")
    if any(name.startswith("word/") for name in names):
        return "docx"
    if any(name.startswith("xl/") for name in names):
        return "workbook"
    if "content.xml" in names and suffix == ".odt":
        return "odt"
    known = _SUFFIXES.get(suffix, "archive")
    return known if known in ("docx", "workbook") else "archive"


def _figures(path: Path, allowed: Allowance) -> AnnualReport:
    from assistant.reading.figures import read_figures
    from assistant.reading.text_file import MAX_BYTES

    return read_figures(path, allowed.file_bytes or MAX_BYTES)


def _workbook(path: Path, allowed: Allowance) -> AnnualReport:
    from assistant.reading.workbook import MAX_FILE, read_workbook

    return read_workbook(path, max_file=allowed.file_bytes or MAX_FILE)


def _html(path: Path, allowed: Allowance) -> AnnualReport:
    from assistant.reading.blocks import Limits
    from assistant.reading.form import report_of
    from assistant.reading.html_file import read_html

    return report_of(read_html(path, allowed.of(Limits())))


def _docx(path: Path, allowed: Allowance) -> AnnualReport:
    from assistant.reading.blocks import Limits
    from assistant.reading.docx_file import read_docx
    from assistant.reading.form import report_of

    return report_of(read_docx(path, allowed.of(Limits())))


def _text(path: Path, allowed: Allowance) -> AnnualReport:
    from assistant.reading.blocks import Limits
    from assistant.reading.form import report_of
    from assistant.reading.plain_text import read_plain_text

    return report_of(read_plain_text(path, allowed.of(Limits())))


def _office(path: Path, allowed: Allowance) -> AnnualReport:
    from assistant.reading.form import report_of
    from assistant.reading.office_file import OFFICE_LIMITS, read_office

    return report_of(read_office(path, allowed.of(OFFICE_LIMITS)))


def _pdf(path: Path, allowed: Allowance) -> AnnualReport:
    from assistant.reading.form import report_of
    from assistant.reading.ocr_file import with_marks
    from assistant.reading.pdf_file import PDF_LIMITS, read_pdf

    return with_marks(report_of(read_pdf(path, allowed.of(PDF_LIMITS))))


def _picture(path: Path, allowed: Allowance) -> AnnualReport:
    from assistant.reading.form import report_of
    from assistant.reading.ocr_file import OCR_LIMITS, read_picture, with_marks

    return with_marks(report_of(read_picture(path, allowed.of(OCR_LIMITS))))


# A reader of another kind of file joins here, and leaves its line in _UNREADABLE.
READERS: dict[str, Callable[[Path, Allowance], AnnualReport]] = {
    "figures": _figures,
    "workbook": _workbook,
    "html": _html,
    "docx": _docx,
    "text": _text,
    "pdf": _pdf,
    "doc": _office,
    "rtf": _office,
    "odt": _office,
    "picture": _picture,
}

_UNKNOWN = (
    "读不了这种文件（{}）",
    f"可以读：{'、'.join(READABLE)}；空白工作簿用 nianbao new 生成",
)
_UNREADABLE = {
    "mht": ("是单个网页归档（{}）", "请在浏览器里打开，另存为“仅 HTML”的网页"),
    "archive": ("是压缩包（{}）", "请先解压，再选里面的年报文件"),
}  # fmt: skip
