"""The paper as a pdf: LibreOffice prints the Word paper."""

import hashlib
import re
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from assistant.errors import UnusableInput
from assistant.exporting.annex import Annex
from assistant.exporting.packing import dated
from assistant.exporting.word import to_docx
from assistant.libreoffice import convert, libreoffice
from assistant.report.model import AnnualReport

SECONDS = 120.0
_LETTERS = 32
_MADE = re.compile(rb"(/(?:CreationDate|ModDate) ?\(D:)\d{14}")
_IDS = re.compile(
    rb"(/ID ?\[ ?<|(?<=[0-9A-F]>)\s*<(?=[0-9A-F]{32}> ?\])|/DocChecksum /)[0-9A-F]{32}"
)
_BY_HAND = "或先导出 docx，用 Word、WPS 打开后另存为 PDF"


def to_pdf(report: AnnualReport, annexes: Sequence[Annex] = ()) -> bytes:
    """The Word paper printed to a pdf, in the fonts that this machine has.

    On one machine the same report gives the same bytes: its date is the report's, not the clock's.

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
        return _of_no_hour(printed.read_bytes(), dated(report))


def _of_no_hour(printed: bytes, day: datetime) -> bytes:
    """The pdf with another date and with ids made of its content instead of the hour of printing.

    Each stays as long as it was, for the pdf's own table says where everything stands.
    """
    stamp = day.strftime("%Y%m%d%H%M%S").encode()
    still = _MADE.sub(lambda found: found[1] + stamp, printed)
    blank = _IDS.sub(lambda found: found[1] + b"0" * _LETTERS, still)
    digest = hashlib.sha256(blank).hexdigest()[:_LETTERS].upper().encode()
    return _IDS.sub(lambda found: found[1] + digest, blank)
