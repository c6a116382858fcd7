"""An old Word paper as a .docx, by LibreOffice."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.errors import UnusableInput
from assistant.libreoffice import convert, libreoffice

SAVE_AS_DOCX = (
    "请在 Word 或 WPS 里打开这个文件，选“文件 → 另存为”，类型选“Word 文档 (*.docx)”，再读那个 docx"
)


@contextmanager
def as_docx(path: Path, data: bytes, suffix: str, seconds: float) -> Iterator[Path]:
    """The same document as a .docx, in a folder that is gone afterwards.

    `suffix` is that of the kind that the bytes are, whatever the file is called.

    Raises:
        UnusableInput: LibreOffice is not installed, failed, or took longer than `seconds`.
    """
    program = libreoffice()
    if program is None:
        raise UnusableInput(
            "是旧格式的文档，这台电脑没有装 LibreOffice，无法转换",
            where=str(path),
            cure=f"{SAVE_AS_DOCX}；或者装上 LibreOffice",
        )
    with tempfile.TemporaryDirectory(prefix="nianbao-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        source = home / f"report{suffix}"
        source.write_bytes(data)
        done = convert(program, home, source, "docx:MS Word 2007 XML", seconds)
        converted = home / "out" / "report.docx"
        if done is None:
            raise _failed(path, f"转换了 {seconds:g} 秒还没有完成，已停下")
        if not converted.is_file():
            raise _failed(path, "LibreOffice 转换不了这个文件（可能有密码，或已损坏）")
        yield converted


def _failed(path: Path, what: str) -> UnusableInput:
    return UnusableInput(what, where=str(path), cure=SAVE_AS_DOCX)
