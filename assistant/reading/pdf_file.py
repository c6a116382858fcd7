"""A PDF with text (printed from Word, WPS or a browser) as blocks; scans go to `ocr_file.py`."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

from assistant.errors import UnusableInput
from assistant.reading.aligned_table import aligned_grid, regions
from assistant.reading.blocks import Block, Limits, Paragraph, Picture, Source, TextGrid
from assistant.reading.flattened import with_flattened_tables
from assistant.reading.ocr_file import (
    BY_OCR,
    INSTALL,
    can_recognise,
    notes_of,
    recognised_pages,
    recognised_source,
)
from assistant.reading.pdf_furniture import without_furniture
from assistant.reading.pdf_page import Box, Page, RuledTable
from assistant.reading.pdf_paragraphs import Placed, Typesetting, paragraphs_of
from assistant.reading.pdf_process import read_pages
from assistant.reading.pdf_stitching import columns_of, grid_of, same_columns, stitched
from assistant.reading.text_file import read_bytes
from assistant.report.model import Note

MOST_PAGES = 400
PDF_LIMITS = Limits(seconds=90.0)  # 300 pages take 20 s, three times that on a busy machine
PICTURE, LYING = "picture not read", "lying text not read"
_FEW = 10  # letters: a page with fewer, and a picture on it, is a picture of a page
_LARGE = 0.05  # of the page: a smaller picture is a seal or an ornament
_MOSTLY = 0.3  # of the page: so much of it makes a page without text a picture of one
_WHOLE = 0.7  # of the page: text over so large a picture was recognised by a scanner
_LEAST_ROWS = 4

_Item = Placed | RuledTable | TextGrid | Picture


def read_pdf(
    path: Path,
    limits: Limits = PDF_LIMITS,
    most_pages: int = MOST_PAGES,
    recognise: bool | None = None,
) -> Source:
    """The text of a PDF in reading order, with its ruled tables as grids.

    What repeats at the pages' edges is left out with a note; tables that a page's end cut
    are put together; lines are joined to paragraphs; frames of one column are text.
    Tables without ruling lines are put together from where their words stand. Pages that
    are pictures go to text recognition where it is installed (or as `recognise` says).

    Raises:
        UnusableInput: Locked, cut short, empty, damaged, too large, too slow, or a scan.
    """
    data = read_bytes(path, limits.file_bytes)
    pages = read_pages(path, data, limits.seconds, most_pages)
    pictures = _picture_pages(pages)
    if pictures and (can_recognise() if recognise is None else recognise):
        return _with_recognised(path, pages, pictures)
    if is_scan(pages):
        raise scanned(path)
    return source_of(path, pages)


def _picture_pages(pages: Sequence[Page]) -> tuple[int, ...]:
    """The pages without text of their own, where something is to be seen instead."""
    bare = [page for page in pages if page.letters < _FEW]
    outlined = is_scan(pages)  # letters drawn as curves leave neither text nor pictures
    return tuple(page.number for page in bare if outlined or _covered(page) > _MOSTLY)


def _covered(page: Page) -> float:
    """How much of a page is pictures."""
    areas = ((box[2] - box[0]) * (box[3] - box[1]) for box in page.pictures)
    return sum(areas) / (page.width * page.height)


def _with_recognised(path: Path, pages: Sequence[Page], pictures: tuple[int, ...]) -> Source:
    """The file with the pages that are pictures read by text recognition."""
    read = recognised_pages(path, numbers=pictures)
    by_number = {page.number: page for page in read}
    source = recognised_source(path, [by_number.get(page.number, page) for page in pages])
    return replace(source, notes=(*notes_of(read), *source.notes))


def is_scan(pages: Sequence[Page]) -> bool:
    """Whether there is next to no text in a file's pages."""
    return sum(page.letters for page in pages) < _FEW * max(len(pages), 1)


def scanned(path: Path) -> UnusableInput:
    """The error for a PDF without text."""
    return UnusableInput(
        "PDF 里没有文字，多半是扫描件，读不了",
        where=str(path),
        cure=f"请向原作者要 Word 文件；没有的话，先运行 {INSTALL} 装上文字识别再试",
    )


def source_of(path: Path, pages: Sequence[Page]) -> Source:
    """The blocks of pages, wherever their letters came from."""
    kept, notes = without_furniture(pages)
    items = _stitched_items(kept)
    return Source(
        where=str(path),
        blocks=tuple(_blocks(items)),
        notes=(*notes, *_notes_of(kept)),
    )


def _items(page: Page) -> list[_Item]:
    """What stands on a page, top to bottom; a frame of one column is the lines in it."""
    placed: list[tuple[float, _Item]] = [(table.box[1], table) for table in page.tables]
    at = 0
    for start, end in [*regions(page.lines), (len(page.lines), len(page.lines))]:
        placed += [(line.box[1], Placed(page.number, line)) for line in page.lines[at:start]]
        if start < end:
            placed.append((page.lines[start].box[1], aligned_grid(page.lines[start:end])))
        at = end
    placed += [(box[1], Picture(f"第 {page.number} 页")) for box in _large(page)]
    return [item for _, item in sorted(placed, key=lambda pair: pair[0])]


def _large(page: Page) -> list[Box]:
    whole = page.width * page.height
    return [b for b in page.pictures if (b[2] - b[0]) * (b[3] - b[1]) > _LARGE * whole]


def _stitched_items(pages: Sequence[Page]) -> list[_Item]:
    """Everything in reading order, with tables that go on over the page as one."""
    result: list[_Item] = []
    last_page = 0
    for page in pages:
        for i, item in enumerate(_items(page)):
            goes_on = i == 0 and result and page.number == last_page + 1
            whole = _one_table(result[-1], item) if goes_on else None
            if whole is None:
                result.append(item)
            else:
                result[-1] = whole
        last_page = page.number
    return result


def _one_table(before: _Item, item: _Item) -> RuledTable | None:
    if not isinstance(before, RuledTable) or not isinstance(item, RuledTable):
        return None
    if max(columns_of(before), columns_of(item)) < 2 or not same_columns(before, item):
        return None
    return stitched(before, item)


def _blocks(items: Sequence[_Item]) -> list[Block]:
    """Grids, pictures, paragraphs; runs of lines that are a flattened table as ragged grids."""
    lines: dict[int, Placed] = {}
    rough: list[Block] = []
    for item in _without_frames(items):
        if isinstance(item, Placed):
            paragraph = Paragraph("\t".join(word.text for word in item.line.words))
            lines[id(paragraph)] = item
            rough.append(paragraph)
        else:
            rough.append(grid_of(item) if isinstance(item, RuledTable) else item)
    return _rejoined(_flattened(rough), lines)


def _flattened(rough: Sequence[Block]) -> list[Block]:
    """The blocks with flattened tables as ragged grids, but for a few lines that only look so.

    A printed line that breaks after “废止 64” looks like a row; a table has more of them.
    """
    result: list[Block] = []
    at = 0
    found = with_flattened_tables(rough)
    for block, following in zip_longest(found, found[1:]):
        if not (isinstance(block, TextGrid) and block.ragged):
            result.append(block)
            at += 1
            continue
        end = next((i for i in range(at, len(rough)) if rough[i] is following), len(rough))
        result += [block] if end - at >= _LEAST_ROWS else rough[at:end]
        at = end
    return result


def _without_frames(items: Sequence[_Item]) -> list[_Item]:
    result: list[_Item] = []
    for item in items:
        if isinstance(item, RuledTable) and columns_of(item) < 2:
            result += [Placed(0, line) for line in item.lines]
        else:
            result.append(item)
    return result


def _rejoined(blocks: Sequence[Block], lines: dict[int, Placed]) -> list[Block]:
    runs: list[list[Placed] | TextGrid | Picture] = []
    for block in blocks:
        placed = lines.get(id(block))
        if placed is None:
            assert not isinstance(block, Paragraph)
            runs.append(block)
        elif runs and isinstance(runs[-1], list):
            runs[-1].append(placed)
        else:
            runs.append([placed])
    body = tuple(placed for run in runs if isinstance(run, list) for placed in run)
    setting = Typesetting(body)
    result: list[Block] = []
    for run in runs:
        result += paragraphs_of(run, setting) if isinstance(run, list) else [run]
    return result


def _notes_of(pages: Sequence[Page]) -> list[Note]:
    notes = []
    for page in pages:
        where = f"第 {page.number} 页"
        if page.letters < _FEW and _large(page):
            notes.append(Note(what=PICTURE, where=where, text="这一页是图片，里面的文字没有读"))
        elif _covered(page) > _WHOLE:
            text = "整页是图片，文字是扫描软件附上的，可能认错，请对照原件核对"
            notes.append(Note(what=BY_OCR, where=where, text=text))
        elif _large(page):
            notes.append(Note(what=PICTURE, where=where, text="页上有图片，里面的文字没有读"))
        if page.turned:
            text = f"有 {page.turned} 个斜放或竖放的字（多半是水印），没有读"
            notes.append(Note(what=LYING, where=where, text=text))
    return notes
