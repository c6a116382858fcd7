"""Pictures and scanned PDFs by text recognition (the extra `nianbao[ocr]`); every value is marked."""

from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

from assistant.errors import UnusableInput
from assistant.reading.blocks import Limits, Source
from assistant.reading.child_process import Refusals, pages_by
from assistant.reading.pdf_page import Page
from assistant.reading.text_file import read_bytes
from assistant.report.model import AnnualReport, Note

BY_OCR = "read by ocr"
INSTALL = "pip install 'nianbao[ocr]'"
OCR_LIMITS = Limits(seconds=600.0)  # a page takes 3 to 6 s on two cores
MOST_PAGES = 40
_MODULE = "assistant.reading.ocr_pages"
_WORD = "最好向原作者要 Word 文件"


def can_recognise() -> bool:
    """Whether the extra is installed."""
    return all(find_spec(name) is not None for name in ("rapidocr", "onnxruntime", "cv2"))


def read_picture(path: Path, limits: Limits = OCR_LIMITS, recognise: bool | None = None) -> Source:
    """What is written in a picture (png, jpg) of a page or a table.

    Raises:
        UnusableInput: The extra is not installed; the picture is damaged, too large or
            without text, or took too long.
    """
    read_bytes(path, limits.file_bytes)
    if not (can_recognise() if recognise is None else recognise):
        raise UnusableInput(
            "是图片，里面的文字要识别后才能读",
            where=str(path),
            cure=f"{_WORD}；没有的话，先运行 {INSTALL} 装上文字识别再试",
        )
    pages = recognised_pages(path, limits)
    source = recognised_source(path, pages)
    return replace(source, notes=(*notes_of(pages), *source.notes))


def recognised_source(path: Path, pages: list[Page]) -> Source:
    """The blocks of pages of which some were recognised.

    Raises:
        UnusableInput: There was nothing to read.
    """
    from assistant.reading.pdf_file import is_scan, source_of

    if is_scan(pages):
        raise UnusableInput(
            "图片里没有认出文字", where=str(path), cure=f"请换一张清楚、摆正的；{_WORD}"
        )
    return source_of(path, pages)


def recognised_pages(
    path: Path, limits: Limits = OCR_LIMITS, numbers: tuple[int, ...] = ()
) -> list[Page]:
    """The pages of a scan by recognition, all or only `numbers`, from a process of its own.

    Raises:
        UnusableInput: Damaged, too many pages, too large, too slow.
    """
    wanted = ",".join(map(str, numbers)) or "all"
    return pages_by(_MODULE, path, (str(MOST_PAGES), wanted), limits.seconds, _REFUSALS)


def notes_of(pages: list[Page]) -> list[Note]:
    """A note for each recognised page, with the digits that were not certain."""
    notes = []
    for page in pages:
        unsure = "、".join(page.unsure)
        doubt = f"；这些没有把握，表格里的按没有读到处理：{unsure[:200]}" if unsure else ""
        text = f"这一页的文字由识别得到，请对照原件核对{doubt}"
        notes.append(Note(what=BY_OCR, where=f"第 {page.number} 页", text=text))
    return notes


def with_marks(report: AnnualReport) -> AnnualReport:
    """The report with a mark on each value and text, if any of its pages was recognised."""
    if not any(note.what == BY_OCR for note in report.notes):
        return report
    cells = [
        Note(what=BY_OCR, where=address, text=f"识别为 {value}，请对照原件核对")
        for address, value in report.cells().items()
        if value is not None
    ]
    texts = [
        Note(what=BY_OCR, where=section, text="正文由文字识别得到，请对照原件核对")
        for section, text in report.texts()
        if text
    ]
    return report.model_copy(update={"notes": (*report.notes, *cells, *texts)})


_REFUSALS = Refusals(
    by_code={
        5: (
            f"扫描件超过 {MOST_PAGES} 页，没有读",
            "请确认没有选错文件；只留下年报的那几页，另存后再试",
        ),
        6: ("图片太大，没有读", "请把图片缩小到 6000 万像素以内再试"),
    },
    damaged=("图片或扫描件已损坏，识别不了", f"请重新扫描或重新下载；{_WORD}"),
    slow=f"请只留下有表格的那几页，另存后再试；{_WORD}",
)
