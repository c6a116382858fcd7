"""Word papers to blocks: paragraphs, tables with merged cells, in the order of the text."""

import io
import re
import zipfile
import zlib
from pathlib import Path
from typing import Any, NoReturn

from assistant.errors import UnusableInput
from assistant.reading.blocks import Budget, Limits, Source
from assistant.reading.docx_body import body_blocks
from assistant.reading.strict_package import usual_form
from assistant.reading.text_file import read_bytes

_DAMAGE = (  # what python-docx, lxml and zipfile raise on a damaged or hostile file
    zipfile.BadZipFile, zlib.error, OSError, EOFError, SyntaxError, LookupError, ValueError,
    TypeError, AttributeError, RuntimeError, NotImplementedError, AssertionError,
)  # fmt: skip
_REPAIR = "请在 Word 或 WPS 里打开（会提示修复），另存为 .docx 后再读"
_ENTITIES = 64 * 1024  # so many first bytes of a part are looked through for a DOCTYPE


def read_docx(path: Path, limits: Limits | None = None) -> Source:
    """A .docx as blocks; tracked deletions, text boxes, headers and footers are left out.

    Raises:
        UnusableInput: Missing, too large, not a .docx (an old .doc says so), locked,
            truncated, swollen (zip bomb) or with external entities.
    """
    limits = limits or Limits()
    budget = Budget(str(path), limits)
    data = read_bytes(path, limits.file_bytes)
    check_package(data, str(path), limits)
    document = _opened(data, str(path))
    try:
        blocks, notes = body_blocks(document, budget)
        title, agency, published = _properties(document)
    except _DAMAGE as error:
        _refuse(str(path), "Word 文件已损坏，读不出来", _REPAIR, error)
    return Source(
        where=str(path),
        limits=limits,
        blocks=tuple(blocks),
        notes=tuple(notes),
        title=title,
        agency=agency,
        published=published,
    )


def check_package(data: bytes, where: str, limits: Limits) -> None:
    """Nothing where the bytes are a sound Word package of reasonable size.

    Raises:
        UnusableInput: They are not; the message says which fault it is.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        cure = "请在 Word 或 WPS 里打开，去掉密码，另存为 .docx（不是只改后缀）"
        _refuse(where, "实际是旧格式的 .doc，或是加了密码的文档", cure)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            _check_size(parts, where, limits)
            _check_parts(package, parts, where)
    except _DAMAGE as error:
        _refuse(where, "Word 文件不完整或已损坏，打不开", _REPAIR, error)


def _check_size(parts: list[zipfile.ZipInfo], where: str, limits: Limits) -> None:
    if any(part.flag_bits & 1 for part in parts):
        _refuse(where, "文件有密码", "请在 Word 或 WPS 里去掉密码再读")
    swollen = any(
        p.file_size > 1024**2 and p.file_size > limits.ratio * p.compress_size for p in parts
    )
    if swollen or len(parts) > limits.entries or _total(parts) > limits.unpacked_bytes:
        _refuse(where, "解压后大得不正常，没有打开", "请把年报的文字和表格复制到新建的文档里再读")


def _total(parts: list[zipfile.ZipInfo]) -> int:
    return sum(part.file_size for part in parts)


def _check_parts(package: zipfile.ZipFile, parts: list[zipfile.ZipInfo], where: str) -> None:
    if "word/document.xml" not in package.namelist() and not any(
        part.filename.startswith("word/") for part in parts
    ):
        _refuse(where, "不是 Word 文档", "请确认选对了文件；压缩包要先解压")
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            with package.open(part) as opened:
                head = opened.read(_ENTITIES)
            if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                cure = "Word 不会写出这样的文件；请把文字复制到新建的文档里再读"
                _refuse(where, "文件里定义了外部实体，为安全没有打开", cure)


def _opened(data: bytes, where: str) -> Any:
    from docx import Document
    from docx.opc.exceptions import OpcError

    try:
        return Document(io.BytesIO(usual_form(data)))
    except (*_DAMAGE, OpcError) as error:
        if "not a Word file" in str(error):
            _refuse(where, "不是普通的 .docx（可能是带宏的文档或模板）", _REPAIR, error)
        _refuse(where, "Word 文件不完整或已损坏，打不开", _REPAIR, error)


def _properties(document: Any) -> tuple[str, str, str]:
    """Title, author and our own papers' date in the file's properties; who typed a paper is
    rarely its agency, and the days on which a file was made are not that of its publication.
    """
    properties = document.core_properties
    published = re.fullmatch(r"发布日期：(\d{4}-\d\d-\d\d)", properties.comments or "")
    return properties.title or "", properties.author or "", published[1] if published else ""


def _refuse(where: str, what: str, cure: str, cause: Exception | None = None) -> NoReturn:
    raise UnusableInput(what, where=where, cure=cure) from cause
