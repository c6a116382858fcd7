"""`python -m assistant.reading.pdf_pages FILE PAGES`: the pages of a PDF as JSON, a line each.

It runs in a process of its own (`pdf_process.py` starts it). PDF is the format that can
do most harm to its reader: a page that unpacks to gigabytes, drawing without end, a
structure on which the parser trips in any of thirty ways. There the process ends or is
ended, and the memory that 300 pages took goes back with it.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from assistant.reading.pdf_page import (
    Box,
    Char,
    Page,
    RuledCell,
    RuledTable,
    lines_of,
    page_as_json,
)

if TYPE_CHECKING:
    from pdfplumber.page import Page as PdfPage

PASSWORD, DAMAGED, TOO_MANY_PAGES, TOO_MUCH = 3, 4, 5, 6  # exit codes
MEMORY = 1536 * 1024**2  # bytes of address space, where the system can hold a process to it
MOST_LETTERS = 100_000  # on one page
MOST_LINES = 20_000  # drawn on one page
_NEAR = 3.0  # points
_TABLES = {"snap_tolerance": 3, "join_tolerance": 3, "intersection_tolerance": 3}


class TooMuch(Exception):
    """A page that is no page of a report: letters or lines without end."""


def pages_of(path: Path, most_pages: int) -> Iterator[Page]:
    """The pages of a PDF, one in memory at a time.

    Raises:
        TooMuch: There are more pages, letters or ruling lines than a report has.
        Exception: Whatever the parser trips over in a damaged file.
    """
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        if len(pdf.pages) > most_pages:
            raise TooMuch(TOO_MANY_PAGES, len(pdf.pages))
        for page in pdf.pages:
            yield _page(page)
            page.close()


def _page(page: "PdfPage") -> Page:
    if len(page.chars) > MOST_LETTERS or len(page.edges) > MOST_LINES:
        raise TooMuch(TOO_MUCH, page.page_number)
    upright = [char for char in page.chars if char["upright"] and _on_page(char, page)]
    shown = _once(cast(list[Char], upright))
    tables = sorted(_tables(page), key=lambda t: _area(t[0]))  # the inner one takes its letters
    read = []
    for box, cells in tables:
        table, shown = _table(box, cells, shown)
        read.append(table)
    return Page(
        number=page.page_number,
        width=float(page.width),
        height=float(page.height),
        lines=tuple(lines_of(shown)),
        tables=tuple(sorted(read, key=lambda table: table.box[1])),
        pictures=tuple(_box(image) for image in page.images),
        turned=sum(1 for char in page.chars if not char["upright"] and char["text"].strip()),
    )


def _once(chars: list[Char]) -> list[Char]:
    """The letters without those printed twice at one place to look bold."""
    seen: set[tuple[str, int, int]] = set()
    kept = []
    for char in chars:
        x, y = round(char["x0"]), round(char["top"])
        around = ((char["text"], x + i, y + j) for i in (-1, 0, 1) for j in (-1, 0, 1))
        if char["text"].isspace() or not any(place in seen for place in around):
            kept.append(char)
        seen.add((char["text"], x, y))
    return kept


def _tables(page: "PdfPage") -> list[tuple[Box, list[Box]]]:
    """Tables by their ruling lines; where a page's end left a cell open, it is closed."""
    found = page.find_tables(_TABLES)
    ends = sorted({y for table in found for y in (table.bbox[1], _end(table.bbox, page))})
    if ends:
        found = page.find_tables({**_TABLES, "explicit_horizontal_lines": ends})
    return [(table.bbox, table.cells) for table in found]


def _end(box: Box, page: "PdfPage") -> float:
    """Where a table ends: a merged cell that goes on over the page has sides but no foot."""
    sides = (
        float(edge["bottom"])
        for edge in page.edges
        if edge["orientation"] == "v"
        and box[0] - _NEAR <= edge["x0"] <= box[2] + _NEAR
        and box[1] < edge["top"] + _NEAR < box[3]
    )
    return max((y for y in sides if y > box[3] + _NEAR), default=box[3])


def _clipped(cells: list[RuledCell]) -> list[RuledCell]:
    """The cells, none of which ends below the last row that begins on the page.

    The white below that row, down to the page's end, is no row.
    """
    begins = max(cell.box[1] for cell in cells) - _NEAR
    last = [cell for cell in cells if cell.box[1] > begins]
    if len(last) == 1 and len(cells) > 1 and not last[0].text:
        return _clipped([cell for cell in cells if cell is not last[0]])
    end = min(cell.box[3] for cell in last)
    return [RuledCell((*cell.box[:3], min(cell.box[3], end)), cell.text) for cell in cells]


def _box(thing: dict[str, Any]) -> Box:
    return float(thing["x0"]), float(thing["top"]), float(thing["x1"]), float(thing["bottom"])


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _on_page(char: dict[str, Any], page: "PdfPage") -> bool:
    return bool(0 <= char["x0"] < page.width and 0 <= char["top"] < page.height)


def _within(char: Char, box: Box) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _table(box: Box, cells: list[Box], chars: list[Char]) -> tuple[RuledTable, list[Char]]:
    """The table, and the letters that stand in none of its cells."""
    inside = [char for char in chars if _within(char, box)]
    by_cell: dict[int, list[Char]] = {}
    taken: set[int] = set()
    for char in inside:
        at = next((i for i, cell in enumerate(cells) if _within(char, cell)), None)
        if at is not None:
            by_cell.setdefault(at, []).append(char)
            taken.add(id(char))
    ruled = _clipped(
        [
            RuledCell(cell, "\n".join(line.text for line in lines_of(by_cell.get(i, []))))
            for i, cell in enumerate(cells)
        ]
    )
    box = (*box[:3], max(cell.box[3] for cell in ruled))
    one_column = len({round(cell[0] / 4) for cell in cells}) == 1
    own = [char for char in inside if id(char) in taken]
    lines = tuple(lines_of(own)) if one_column else ()
    rest = [char for char in chars if id(char) not in taken]
    return RuledTable(box, tuple(ruled), lines), rest


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    with suppress(ValueError, OSError):  # macOS knows the limit and refuses to set it
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def main(arguments: list[str]) -> int:
    """Write the pages to standard output; the exit code says what stopped it."""
    import logging

    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    logging.disable(logging.WARNING)  # pdfminer warns of every font that lacks a number
    _limit_memory()
    try:
        for page in pages_of(Path(arguments[0]), int(arguments[1])):
            line = json.dumps(page_as_json(page), ensure_ascii=False)
            sys.stdout.buffer.write(line.encode("utf-8", "replace") + b"\n")
            sys.stdout.buffer.flush()
    except PdfminerException as error:
        locked = any(isinstance(cause, PDFPasswordIncorrect) for cause in error.args)
        return PASSWORD if locked else DAMAGED
    except MemoryError:
        return TOO_MUCH
    except TooMuch as error:
        return int(error.args[0])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
