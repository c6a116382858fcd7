"""A PDF's pages, read by a process that is given its time and memory and no more."""

from pathlib import Path

from assistant.errors import UnusableInput
from assistant.reading import pdf_pages
from assistant.reading.child_process import Refusals, pages_by
from assistant.reading.pdf_page import Page

_END = b"%%EOF"
_AS_DOCX = "请用 WPS 或 Word 打开原来的文件，另存为 docx 后再试"


def read_pages(path: Path, data: bytes, seconds: float, most_pages: int) -> list[Page]:
    """The pages of a PDF; `data` is its bytes, already held to their limit.

    Raises:
        UnusableInput: No PDF, cut short, locked with a password, damaged, too large, too slow.
    """
    if b"%PDF-" not in data[:1024]:
        raise UnusableInput(
            "这不是 PDF 文件（可能是改了后缀的其他文件）",
            where=str(path),
            cure="请用原来的程序打开看一看，再按正确的格式保存",
        )
    if _END not in data[-4096:]:
        raise UnusableInput(
            "PDF 文件不完整，末尾缺了一段（可能没有下载完）",
            where=str(path),
            cure="请重新下载或重新复制这个文件",
        )
    module, arguments = "assistant.reading.pdf_pages", (str(most_pages),)
    return pages_by(module, path, arguments, seconds, _refusals(most_pages))


def _refusals(most_pages: int) -> Refusals:
    return Refusals(
        by_code={
            pdf_pages.PASSWORD: (
                "PDF 设了打开密码，读不了",
                "请用密码打开后，另存或打印成没有密码的 PDF，或另存为 docx",
            ),
            pdf_pages.TOO_MANY_PAGES: (
                f"PDF 超过 {most_pages} 页，不像一份年报，没有读",
                "请确认没有选错文件；只留下年报的那几页，另存后再试",
            ),
            pdf_pages.TOO_MUCH: (
                "PDF 里有一页的内容多得不像年报，没有读",
                f"请确认没有选错文件；{_AS_DOCX}",
            ),
        },
        damaged=("PDF 文件已损坏，读不出内容", f"请重新下载；或{_AS_DOCX}"),
        slow=f"请确认没有选错文件；{_AS_DOCX}",
    )
