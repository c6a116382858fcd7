"""What kind of document some bytes are: by themselves first, then by what the sender says."""

import io
import re
import zipfile
from pathlib import PurePosixPath

_MAGIC = (
    (b"%PDF-", ".pdf"),
    (b"{\\rtf", ".rtf"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_IN_ZIP = {"word/document.xml": ".docx", "xl/workbook.xml": ".xlsx"}
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|meta|title)\b",
    re.I | re.S,
)
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF")
_TYPES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
    "application/json": ".json",
    "text/yaml": ".yaml",
    "application/yaml": ".yaml",
    "application/x-yaml": ".yaml",
    "application/msword": ".doc",
    "application/vnd.ms-works": ".wps",
    "application/wps-office.wps": ".wps",
    "application/kswps": ".wps",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/wps-office.docx": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/wps-office.xlsx": ".xlsx",
}
_SUFFIXES = frozenset(
    (*_TYPES.values(), ".htm", ".shtml", ".xhtml", ".txt", ".yml", ".xlsm", ".rtf", ".text")
)
_ALIKE = {".htm": ".html", ".shtml": ".html", ".xhtml": ".html", ".text": ".txt"}
_NO_DOCUMENT = re.compile(r"(?:image|audio|video|font)/|text/css|.*(?:javascript|ecmascript)")
TEXTS = frozenset({".html", ".txt", ".md", ".yaml", ".yml", ".json"})


def is_no_document(content_type: str) -> bool:
    """Whether a media type alone says that this is a picture, a film, a style or a program."""
    return _NO_DOCUMENT.match(content_type) is not None


def suffix_of(data: bytes, content_type: str, name: str) -> str | None:
    """The suffix under which a reader knows a document; None if it is none.

    Args:
        data: The whole content.
        content_type: The declared media type without parameters, in lower case; may be empty.
        name: The file name that the sender gives, or the last part of the address.
    """
    written = PurePosixPath(name).suffix.lower()
    known = _ALIKE.get(written, written) if written in _SUFFIXES else ""
    if data.startswith(_OLE):
        return ".wps" if known == ".wps" else ".doc"
    if data.startswith(_ZIP):
        return _suffix_in_zip(data)
    certain = next((suffix for magic, suffix in _MAGIC if data.startswith(magic)), None)
    if certain or data.startswith(_PICTURES):
        return certain
    if _HTML.match(data[:4096].removeprefix(b"\xef\xbb\xbf")):
        return ".html"
    if content_type == "text/plain":
        return known if known in TEXTS else ".txt"
    return _TYPES.get(content_type) or known or None


def _suffix_in_zip(data: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return ".docx"  # cut short: the reader says so better
    return next((suffix for name, suffix in _IN_ZIP.items() if name in names), None)
