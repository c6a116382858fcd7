"""Old Word and WPS documents (doc, wps, rtf, odt), converted to docx and read as that."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from assistant.errors import UnusableInput
from assistant.reading.blocks import Block, Limits, Paragraph, Source
from assistant.reading.docx_file import read_docx
from assistant.reading.office_process import SAVE_AS_DOCX, as_docx
from assistant.reading.official_words import is_official
from assistant.reading.text_file import read_bytes
from assistant.report.model import Note

CONVERTED = "converted"
OFFICE_LIMITS = Limits(seconds=60.0)
_OLE, _RTF, _ZIP = b"\xd0\xcf\x11\xe0", b"{\\rtf", b"PK\x03\x04"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_LOOSE_LABELS = 4  # of the form outside any table: the table was lost
_LONGEST_LABEL = 60


def read_office(path: Path, limits: Limits = OFFICE_LIMITS) -> Source:
    """A document that only an office program reads, by way of LibreOffice.

    A conversion that lost a table is refused: its words and numbers would still be there,
    without what tells which number belongs to which word.

    Raises:
        UnusableInput: LibreOffice is missing, failed or was too slow; the file has a
            password; the tables did not survive. The message says how to save as docx.
    """
    data = read_bytes(path, limits.file_bytes)
    if data.startswith(_OLE) and _ENCRYPTED in data:
        raise UnusableInput(
            "文件设了打开密码，读不了",
            where=str(path),
            cure="请在 Word 或 WPS 里用密码打开，去掉密码，另存为 docx 后再读",
        )
    with as_docx(path, data, _suffix(path, data), limits.seconds) as converted:
        source = _read_converted(path, converted, limits)
    assert_tables_survived(source.blocks, path)
    note = Note(what=CONVERTED, text="旧格式文档，由 LibreOffice 转换后读取")
    return replace(source, where=str(path), notes=(note, *source.notes))


def _suffix(path: Path, data: bytes) -> str:
    """The suffix that tells LibreOffice what the bytes are."""
    if data.startswith(_RTF):
        return ".rtf"
    if data.startswith(_ZIP):
        return ".odt"
    if data.startswith(_OLE):
        return ".wps" if path.suffix.lower() == ".wps" else ".doc"
    raise UnusableInput(
        "不是 Word 或 WPS 文档（内容和后缀不符）", where=str(path), cure=SAVE_AS_DOCX
    )


def _read_converted(path: Path, converted: Path, limits: Limits) -> Source:
    try:
        return read_docx(converted, limits)
    except UnusableInput as error:
        raise UnusableInput(
            f"转换后的文件读不了：{error.what}", where=str(path), cure=SAVE_AS_DOCX
        ) from error


def assert_tables_survived(blocks: Sequence[Block], path: Path) -> None:
    """Nothing where no label of the official tables stands alone outside a table.

    Raises:
        UnusableInput: Several do, so that a table has fallen apart into lines.
    """
    loose = [
        block.text
        for block in blocks
        if isinstance(block, Paragraph)
        and 1 < len(block.text.strip()) <= _LONGEST_LABEL
        and is_official(block.text)
    ]
    if len(set(loose)) >= _LOOSE_LABELS:
        raise UnusableInput("转换后表格不完整，没有读", where=str(path), cure=SAVE_AS_DOCX)
