"""Where flattened tables begin and end among lines of text.

A line belongs to a table when every word of it is a number, a mark for a blank cell or a
piece of the form's own labels. Headings of sections never do, so that each table ends
where the next section begins.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from assistant.reading.blocks import Block, Paragraph, TextGrid, grid_of_rows
from assistant.reading.cell_value import is_value
from assistant.reading.headings import section_heading
from assistant.reading.label_match import best_match, letters, pieces, row_labels
from assistant.reading.table_heads import OUTCOMES
from assistant.report.forms import LAYOUTS

_LONGEST = 4000
_EXTRA = (
    "信息内容",
    "第二十条第",
    "项",
    "勾稽",
    "勾稽关系",
    "万元",
    "件",
    "件数",
    "合计",
    "单位",
    "数量",
    "表",
)
_PAGE_NUMBER = re.compile(
    r"[-—–－~\s]*第?\s*\d{1,3}\s*(?:页(?:\s*[,，/共]*\s*\d{1,3}\s*页)?)?[-—–－~\s]*"
)
_LABEL_AND_NUMBER = re.compile(r"(.*\D)(-?\d[\d,.]*)")


def with_flattened_tables(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with each run of lines that is a flattened table as one ragged grid."""
    result: list[Block] = []
    run: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph) and _belongs(block, bool(run)):
            run.append(block)
            continue
        result += _closed(run)
        run = []
        result.append(block)
    return result + _closed(run)


def _belongs(paragraph: Paragraph, inside: bool) -> bool:
    text = paragraph.text
    if inside and is_page_number(text):
        return True
    if (
        not text.strip()
        or len(text) > _LONGEST
        or section_heading(text)
        or "。" in text
        or "；" in text
    ):
        return False
    return all(_is_table_word(word) for word in words(text))


def is_page_number(text: str) -> bool:
    """Whether a line is only a page number, set off by dashes or 第…页."""
    return (
        not text.strip().isdigit()
        and bool(_PAGE_NUMBER.fullmatch(text.strip()))
        and any(c.isdigit() for c in text)
    )


def words(text: str) -> list[str]:
    """The cells of a line: between tabs where it has any, else between spaces."""
    found: list[str] = []
    for line in text.split("\n"):
        if "\t" in line:
            found += [" ".join(cell.split()) for cell in line.split("\t")]
        else:
            found += _split_numbers(re.sub(r"[\s　|]+", " ", line).split())
    return found


def _split_numbers(parts: Iterable[str]) -> list[str]:
    """`行政许可0` as its label and its number; a label's own number stays with it."""
    found: list[str] = []
    for part in parts:
        match = _LABEL_AND_NUMBER.fullmatch(part)
        if match and not is_value(part) and _is_row(match[1]):
            found += [match[1], match[2]]
        else:
            found.append(part)
    return found


def _is_row(text: str) -> bool:
    match = best_match(text, row_labels("2021"))
    return match is not None and match.tier in (4, 2)


@lru_cache(maxsize=8192)
def _is_table_word(word: str) -> bool:
    return not word or is_value(word) or all(_is_piece(piece) for piece in pieces(word))


@cache
def _vocabulary() -> tuple[str, ...]:
    labels = {
        letters(cell.text) for form in LAYOUTS.values() for g in form.grids for cell in g.cells
    }
    return (*sorted(labels - {""}), *_EXTRA)


def _is_piece(text: str) -> bool:
    found = letters(text)
    if not found:
        return True
    labels = _vocabulary()
    if any(found in label for label in labels):
        return True
    match = best_match(found, row_labels("2021"))
    shortened = match is not None and match.tier in (2, 1.5)
    return shortened or _is_chain(found, labels)


def _is_chain(text: str, labels: Sequence[str]) -> bool:
    """Whether the text is labels, one after the other, the first and last perhaps cut off."""
    rest = text
    while rest:
        whole = max((label for label in labels if rest.startswith(label)), key=len, default="")
        if not whole:
            return len(rest) < len(text) and any(label.startswith(rest) for label in labels)
        rest = rest[len(whole) :]
    return True


def _closed(run: Sequence[Paragraph]) -> list[Block]:
    """A finished run of table lines as a grid, or as it was when it is no table."""
    first = next((i for i, p in enumerate(run) if _opens_a_table(p.text)), len(run))
    before, lines = list(run[:first]), [p for p in run[first:] if not is_page_number(p.text)]
    grid = grid_of_rows((words(line) for p in lines for line in p.text.split("\n")), ragged=True)
    return [*before, grid] if lines and _is_table(grid) else list(run)


def _opens_a_table(text: str) -> bool:
    return any(len(letters(word)) > 1 and not is_value(word) for word in words(text))


def _is_table(grid: TextGrid) -> bool:
    printed = pieces(grid.text)
    rows = {m.id for text in printed if (m := best_match(text, row_labels("2021"))) and m.tier >= 2}
    plain = "".join(grid.text.split())
    outcomes = len(OUTCOMES) - 1 if "尚未" in plain and "维持" in plain and "计" in plain else 0
    values = sum(1 for cell in grid.cells if cell.text.strip() and is_value(cell.text))
    return len(rows) + outcomes >= 3 or (len(rows) >= 1 and values >= 1)
