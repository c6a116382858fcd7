"""Tables three and four without ruling lines, put together from where their words stand.

Numbers that stand below each other are a column. A row is a line with several numbers;
its label is what stands to the left, also the lines above and below it that a broken
label takes; a number that broke in its narrow column is joined again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from assistant.reading.blocks import TextGrid, grid_of_rows
from assistant.reading.cell_value import is_value
from assistant.reading.headings import number_of, section_heading
from assistant.reading.label_match import letters
from assistant.reading.official_words import is_piece_of_label
from assistant.reading.pdf_page import Line, Word

_LEAST = 4  # numbers in a line: table two has three at most
_FAR = 2.6  # letters: no label reaches further from its row
_UNSURE = "？"  # between two numbers of one cell: neither is read


@dataclass
class _Label:
    """The lines of one label, and the height that it takes."""

    top: float
    bottom: float
    text: str = ""


@dataclass
class _Row:
    middle: float
    cells: list[list[str]]
    heights: list[float]
    label: str = ""

    @classmethod
    def at(cls, middle: float, columns: int, label: str = "") -> "_Row":
        """A row without numbers."""
        return cls(middle, [[] for _ in range(columns)], [0.0] * columns, label)


@dataclass
class _Columns:
    """Where numbers stand below each other."""

    spans: list[tuple[float, float]] = field(default_factory=list)

    def add(self, word: Word) -> None:
        """Widen the column that the word stands in, or begin one."""
        low, high = word.x0, word.x1
        apart = [span for span in self.spans if span[1] < low or span[0] > high]
        touching = [span for span in self.spans if span not in apart]
        low = min([low, *(span[0] for span in touching)])
        high = max([high, *(span[1] for span in touching)])
        self.spans = sorted([*apart, (low, high)])

    def at(self, word: Word) -> int:
        """The column nearest to a word."""
        middle = (word.x0 + word.x1) / 2
        return min(range(len(self.spans)), key=lambda i: abs(self._middle(i) - middle))

    @property
    def left(self) -> float:
        """Where the first column begins."""
        return self.spans[0][0]

    @property
    def pitch(self) -> float:
        """From one column to the next."""
        middles = [self._middle(i) for i in range(len(self.spans))]
        return median(b - a for a, b in pairwise(middles))

    def _middle(self, column: int) -> float:
        return sum(self.spans[column]) / 2


def regions(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Which lines of a page are such tables: from the first line of each to after its last."""
    found: list[tuple[int, int]] = []
    for i, line in enumerate(lines):
        if len(_values(line)) < _LEAST or (found and i < found[-1][1]):
            continue
        start, end = i, i + 1
        while start > (found[-1][1] if found else 0) and _belongs(lines[start - 1]):
            start -= 1
        while end < len(lines) and _belongs(lines[end]):
            end += 1
        found.append((start, end))
    return found


def aligned_grid(lines: Sequence[Line]) -> TextGrid:
    """The lines of one region as a grid: heads, then a row of numbers a line with its label."""
    columns = _Columns()
    anchors = [line for line in lines if len(_values(line)) >= _LEAST]
    size = median(line.size for line in anchors)
    for line in anchors:
        for word in _values(line):
            columns.add(word)
    broken = [line for line in lines if line not in anchors and _is_broken(line, anchors, size)]
    for line in broken:
        for word in line.words:
            columns.add(word)
    rows = [_Row.at(_middle(line), len(columns.spans)) for line in anchors]
    for line in sorted([*anchors, *broken], key=_middle):
        for word in _values(line):
            _put(rows, columns.at(word), word.text, _middle(line))
    first = _middle(anchors[0]) - 0.6 * size
    labels = _labels(lines, columns, size)
    _name(rows, labels, size)
    return grid_of_rows([*_heads(lines, columns, first, broken), *_printed(rows)])


def _middle(line: Line) -> float:
    return (line.box[1] + line.box[3]) / 2


def _values(line: Line) -> list[Word]:
    return [word for word in line.words if is_value(word.text)]


def _belongs(line: Line) -> bool:
    if section_heading(line.text) or "。" in line.text:
        return False
    return all(is_value(word.text) or is_piece_of_label(word.text) for word in line.words)


def _is_broken(line: Line, anchors: Sequence[Line], size: float) -> bool:
    """Whether a line is the other half of numbers that broke in their columns."""
    near = any(abs(_middle(line) - _middle(anchor)) < 1.2 * size for anchor in anchors)
    return near and all(word.text.isdigit() for word in line.words)


def _put(rows: Sequence[_Row], column: int, text: str, middle: float) -> None:
    """A number in the nearest row; a second one beside the first leaves the cell unread."""
    row = min(rows, key=lambda row: (abs(row.middle - middle), row.middle))
    beside = row.heights[column] == middle
    row.cells[column].append(_UNSURE + text if beside else text)
    row.heights[column] = middle


def _labels(lines: Sequence[Line], columns: _Columns, size: float) -> list[_Label]:
    """The labels at the left, top to bottom; labels of groups beside them are left out."""
    pieces = [
        (line, [word for word in line.words if word.x1 < columns.left and letters(word.text)])
        for line in lines
    ]
    pieces = [(line, words) for line, words in pieces if words]
    inner = _inner_edge([words[-1].x0 for line, words in pieces if _values(line)])
    found: list[_Label] = []
    for line, words in pieces:
        own = [word for word in words if word.x1 > inner + 0.5 * size]
        if not own and not len(_values(line)) >= _LEAST:
            continue
        text = "".join(word.text for word in own or words[-1:])
        apart = found and line.box[1] - found[-1].bottom > 0.8 * size
        if not found or apart or number_of(text) is not None:
            found.append(_Label(line.box[1], line.box[3]))
        found[-1].bottom = line.box[3]
        found[-1].text += text
    return found


def _inner_edge(starts: Sequence[float]) -> float:
    """Where most labels of rows begin: what ends before it names a group of rows."""
    return max(starts, key=lambda x: sum(1 for s in starts if abs(s - x) < 4), default=0.0)


def _name(rows: list[_Row], labels: Sequence[_Label], size: float) -> None:
    """Give each row the label beside it; labels without numbers become rows of blanks."""
    free = list(labels)
    for row in rows:
        beside = min(free, key=lambda label: _distance(row, label), default=None)
        if beside is not None and _distance(row, beside) <= _FAR * size:
            row.label = beside.text
            free.remove(beside)
    if rows and free:
        count = len(rows[0].cells)
        within = [b for b in free if b.top > rows[0].middle]
        rows += [_Row.at((b.top + b.bottom) / 2, count, b.text) for b in within]
        rows.sort(key=lambda row: row.middle)


def _distance(row: _Row, label: _Label) -> float:
    inside = label.top <= row.middle <= label.bottom
    return 0.0 if inside else min(abs(row.middle - label.top), abs(row.middle - label.bottom))


def _heads(
    lines: Sequence[Line], columns: _Columns, first: float, broken: Sequence[Line]
) -> Iterable[list[str]]:
    """Wide heads as lines of their own, then the head of each column, its pieces joined."""
    heads = ["" for _ in columns.spans]
    for line in lines:
        if _middle(line) >= first or line in broken:
            continue
        over = [word for word in line.words if word.x1 > columns.left]
        wide = [word.text for word in over if word.x1 - word.x0 > 1.3 * columns.pitch]
        if wide:
            yield wide
        for word in over:
            if word.text not in wide:
                heads[columns.at(word)] += word.text
    if any(heads):
        yield heads


def _printed(rows: Sequence[_Row]) -> Iterable[list[str]]:
    for row in rows:
        cells = ["\n".join(texts) for texts in row.cells]
        yield [row.label, *cells] if row.label else cells
