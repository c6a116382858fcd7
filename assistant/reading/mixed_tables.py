"""Reports pasted into one big table: headings and text in rows of their own, cut out again."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.blocks import Block, Paragraph, TextCell, TextGrid
from assistant.reading.headings import part_heading, section_heading
from assistant.reading.label_match import is_form_label, is_form_text
from assistant.reading.report_title import find_title

_LONG = 60  # characters: no label of the form is so long without being one


def with_text_rows_cut_out(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with each grid cut where a row is a heading, a title or running text."""
    result: list[Block] = []
    for block in blocks:
        if isinstance(block, TextGrid) and not block.ragged and len(block.cells) > 1:
            result += _cut(block)
        else:
            result.append(block)
    return result


def _cut(grid: TextGrid) -> list[Block]:
    texts = {
        number: text for number, line in enumerate(grid.lines) if (text := _row_text(line, number))
    }
    if not texts:
        return [grid]
    result: list[Block] = []
    start = 0
    for number in [*texts, len(grid.lines)]:
        if part := _rows(grid, start, number):
            result.append(TextGrid(part))
        if number in texts:
            result += [Paragraph(line) for line in texts[number].split("\n") if line.strip()]
        start = number + 1
    return result


def _row_text(line: Sequence[TextCell], number: int) -> str:
    """The text of a row that is text and nothing else, empty for a row of a table."""
    own = [cell for cell in line if cell.row == number and cell.text.strip()]
    if len(own) != 1 or any(cell.row != number and cell.text.strip() for cell in line):
        return ""
    text = own[0].text.strip()
    first = text.split("\n", 1)[0]
    if section_heading(first) or find_title([Paragraph(text)]):
        return text
    if is_form_text(text) or is_form_label(text):
        return ""
    return text if text.endswith("。") or part_heading(text) or len(text) > _LONG else ""


def _rows(grid: TextGrid, start: int, end: int) -> tuple[TextCell, ...]:
    """The cells that begin in these rows, counted from the first of them."""
    return tuple(
        replace(cell, row=cell.row - start, rowspan=min(cell.rowspan, end - cell.row))
        for cell in grid.cells
        if start <= cell.row < end
    )
