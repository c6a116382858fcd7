"""A table that a page's end cut in pieces, put together: rows, merged cells, words.

Where the cut goes through a row or a merged cell, Word prints what fits and goes on over
the page: “（四）无” above, “法提供” below. Only the form's labels tell such halves from two
rows, so that a number never joins a number of another row.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from assistant.reading.blocks import TextCell, TextGrid
from assistant.reading.cell_value import is_value
from assistant.reading.official_words import is_official
from assistant.reading.pdf_page import RuledCell, RuledTable

_EDGE = 3.0  # points: a cell this near its table's edge touches it
_COLUMN = 5.0  # points: edges this near are the same
_ROW = 2.5


@dataclass(frozen=True, slots=True)
class _Pair:
    """A cell at the foot of a page and the one below it at the head of the next."""

    above: RuledCell
    below: RuledCell

    @property
    def joined(self) -> str:
        return "\n".join(filter(None, (self.above.text, self.below.text)))


def same_columns(above: RuledTable, below: RuledTable) -> bool:
    """Whether a table at the head of a page may go on with the one that ended the page before."""
    return all(abs(above.box[side] - below.box[side]) <= 2 * _COLUMN for side in (0, 2))


def columns_of(table: RuledTable) -> int:
    """How many columns the ruling lines make."""
    return len(_places((x for cell in table.cells for x in cell.box[::2]), _COLUMN)) - 1


def stitched(above: RuledTable, below: RuledTable) -> RuledTable:
    """The two pieces of one table as one, head rows that are repeated only once."""
    below = _moved(_without_repeated_head(above, below), above.box[3])
    pairs = _pairs(above, below)
    merged = _merged(pairs, above, below)
    gone = {id(cell) for pair in merged for cell in (pair.above, pair.below)}
    kept = [cell for cell in (*above.cells, *below.cells) if id(cell) not in gone]
    joined = [RuledCell((*pair.above.box[:3], pair.below.box[3]), pair.joined) for pair in merged]
    return RuledTable((*above.box[:3], below.box[3]), (*kept, *joined))


def grid_of(table: RuledTable) -> TextGrid:
    """The cells with their rows, columns and spans, from where their edges stand."""
    columns = _places((x for cell in table.cells for x in cell.box[::2]), _COLUMN)
    rows = _places((y for cell in table.cells for y in cell.box[1::2]), _ROW)
    cells = []
    for cell in table.cells:
        left, right = (_index(columns, x) for x in cell.box[::2])
        top, bottom = (_index(rows, y) for y in cell.box[1::2])
        span = max(bottom - top, 1), max(right - left, 1)
        cells.append(TextCell(cell.text, top, left, *span))
    return TextGrid(tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))


def _places(edges: Iterable[float], near: float) -> list[float]:
    places: list[float] = []
    for edge in sorted(edges):
        if not places or edge - places[-1] > near:
            places.append(edge)
    return places


def _index(places: list[float], edge: float) -> int:
    return min(range(len(places)), key=lambda i: abs(places[i] - edge))


def _moved(table: RuledTable, top: float) -> RuledTable:
    by = top - table.box[1]
    cells = tuple(
        replace(cell, box=(cell.box[0], cell.box[1] + by, cell.box[2], cell.box[3] + by))
        for cell in table.cells
    )
    x0, y0, x1, y1 = table.box
    return RuledTable((x0, y0 + by, x1, y1 + by), cells)


def _without_repeated_head(above: RuledTable, below: RuledTable) -> RuledTable:
    first, second = grid_of(above), grid_of(below)
    same = 0
    for mine, theirs in zip(first.lines, second.lines, strict=False):
        if not _same_head(mine, theirs):
            break
        same += 1
    while same and any(c.row < same < c.row + c.rowspan for c in second.cells):
        same -= 1
    if not same or same == len(second.lines):
        return below
    edge = _places((y for cell in below.cells for y in cell.box[1::2]), _ROW)[same]
    cells = tuple(cell for cell in below.cells if cell.box[1] > edge - _ROW)
    return RuledTable((below.box[0], edge, *below.box[2:]), cells)


def _same_head(mine: list[TextCell], theirs: list[TextCell]) -> bool:
    """Whether two rows are the same row of labels."""
    texts = [["".join(cell.text.split()) for cell in row] for row in (mine, theirs)]
    words = [text for text in texts[0] if text and not is_value(text)]
    return texts[0] == texts[1] and len(words) == len([t for t in texts[0] if t]) > 0


def _pairs(above: RuledTable, below: RuledTable) -> list[_Pair]:
    pairs = [
        _Pair(a, b)
        for a in _foot(above)
        for b in _head(below)
        if all(abs(a.box[side] - b.box[side]) <= _COLUMN for side in (0, 2))
    ]
    return sorted(pairs, key=lambda pair: pair.above.box[0])


def _foot(table: RuledTable) -> list[RuledCell]:
    return [cell for cell in table.cells if table.box[3] - cell.box[3] <= _EDGE]


def _head(table: RuledTable) -> list[RuledCell]:
    return [cell for cell in table.cells if cell.box[1] - table.box[1] <= _EDGE]


def _merged(pairs: list[_Pair], above: RuledTable, below: RuledTable) -> list[_Pair]:
    """The pairs that are two halves of one cell."""
    last, first = _foot(above), _head(below)
    if _row_is_cut(pairs) or _head_is_cut(pairs, first):
        return pairs
    return [pair for pair in pairs if _group_is_cut(pair, last, first)]


def _is_label(cell: RuledCell) -> bool:
    return bool(cell.text.strip()) and not is_value("".join(cell.text.split()))


def _row_is_cut(pairs: list[_Pair]) -> bool:
    """Whether the cut goes through one row, so that each pair is one cell."""
    labels = [i for i, p in enumerate(pairs) if _is_label(p.above) or _is_label(p.below)]
    at = labels[-1] if labels else -1
    values = pairs[at + 1 :]
    if not values or (at >= 0 and values[0].above.box[0] - pairs[at].above.box[2] > _COLUMN):
        return False
    above_blank = not any(pair.above.text.strip() for pair in values)
    below_blank = not any(pair.below.text.strip() for pair in values)
    if at < 0:
        return above_blank != below_blank
    upper, lower = pairs[at].above.text, pairs[at].below.text
    if not upper.strip() or not lower.strip():
        return above_blank or below_blank
    if is_official(upper) or is_official(lower):
        return _is_halved(pairs[at])
    return is_official(pairs[at].joined) or above_blank != below_blank


def _head_is_cut(pairs: list[_Pair], first: list[RuledCell]) -> bool:
    """Whether the cut goes through a row of labels, or between two rows that labels span."""
    halves = [pair for pair in pairs if pair.above.text.strip() and pair.below.text.strip()]
    if halves:
        return all(_is_halved(pair) for pair in halves)
    only_above = all(_is_label(pair.above) for pair in pairs)
    return bool(pairs) and only_above and any(_is_label(cell) for cell in first)


def _is_halved(pair: _Pair) -> bool:
    return is_official(pair.joined) and not (
        is_official(pair.above.text) and is_official(pair.below.text)
    )


def _group_is_cut(pair: _Pair, last: list[RuledCell], first: list[RuledCell]) -> bool:
    """Whether a merged label beside rows is cut: the rows to its right go on, it does too."""
    upper, lower = pair.above.text.strip(), pair.below.text.strip()
    if upper and lower:
        return _is_halved(pair)
    beside = first if upper else last
    return (upper or lower) != "" and any(
        _is_label(cell) and cell.box[0] >= pair.above.box[2] - _COLUMN for cell in beside
    )
