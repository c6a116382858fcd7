"""The paper as a pdf: LibreOffice prints the Word paper."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from assistant.errors import UnusableInput
from assistant.exporting.annex import Annex
from assistant.exporting.word import to_docx
from assistant.libreoffice import convert, libreoffice
from assistant.report.model import AnnualReport

SECONDS = 120.0
_BY_HAND = "或先导出 docx，用 Word、WPS 打开后另存为 PDF"


def to_pdf(report: AnnualReport, annexes: Sequence[Annex] = ()) -> bytes:
    """The Word paper printed to a pdf, in the fonts that this machine has.

    Unlike the other formats not the same bytes each time: LibreOffice writes its time into it.

    Raises:
        UnusableInput: LibreOffice is not installed, failed, or took longer than `SECONDS`.
    """
    program = libreoffice()
    if program is None:
        raise UnusableInput(
            "导出 pdf 要用 LibreOffice，这台电脑没有装",
            cure=f"装上 LibreOffice 再导出；{_BY_HAND}。",
        )
    with tempfile.TemporaryDirectory(prefix="nianbao-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        (home / "report.docx").write_bytes(to_docx(report, annexes))
        done = convert(program, home, home / "report.docx", "pdf", SECONDS)
        printed = home / "out" / "report.pdf"
        if done is None or not printed.is_file():
            late = f"{SECONDS:g} 秒还没有印完" if done is None else "LibreOffice 没有印出来"
            raise UnusableInput(f"导出 pdf 失败：{late}", cure=f"请再试一次；{_BY_HAND}。")
        return printed.read_bytes()
