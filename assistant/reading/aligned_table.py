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
from assistant.reading.official_words import is_official, is_piece_of_label
from assistant.reading.pdf_page import Line, Word

_LEAST = 4  # numbers in a line: table two has three at most
_FAR = 0.8  # letters: no label stands further from its row
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

    def add_blank(self, heads: Sequence[Sequence[Word]]) -> None:
        """Add the columns without any number, by the heads that stand over nothing."""
        over = _Columns()
        for word in (word for line in heads for word in line if not self.is_wide(word)):
            over.add(word)
        bare = [s for s in over.spans if not any(s[0] < b and a < s[1] for a, b in self.spans)]
        self.spans = sorted([*self.spans, *bare])

    def is_wide(self, word: Word) -> bool:
        """Whether a head stands over several columns."""
        return word.x1 - word.x0 > 1.3 * self.pitch

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
    others = [line for line in lines if line not in anchors]
    broken = [line for line in others if _is_broken(line, anchors, size)]
    for line in broken:
        for word in line.words:
            columns.add(word)
    first = _middle(anchors[0]) - 0.6 * size
    anchors += [line for line in others if line not in broken and _has_number(line, columns)]
    columns.add_blank(_over(lines, columns, first, broken))
    anchors.sort(key=_middle)
    rows = _rows(anchors, broken, columns)
    _name(rows, _labels(lines, columns, size), size)
    return grid_of_rows([*_heads(lines, columns, first, broken), *_printed(rows)])


def _rows(anchors: Sequence[Line], broken: Sequence[Line], columns: _Columns) -> list[_Row]:
    rows = [_Row.at(_middle(line), len(columns.spans)) for line in anchors]
    for line in sorted([*anchors, *broken], key=_middle):
        for word in _values(line):
            if word.x1 > columns.left:
                _put(rows, columns.at(word), word.text, _middle(line))
    return rows


def _has_number(line: Line, columns: _Columns) -> bool:
    """Whether a line with few numbers is a row all the same, most of its cells blank."""
    return any(word.x1 > columns.left for word in _values(line))


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
        if not own and not _has_number(line, columns):
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
    pairs = [
        (_distance(row, label), i, j)
        for i, row in enumerate(rows)
        for j, label in enumerate(labels)
    ]
    taken: set[int] = set()
    for distance, i, j in sorted(pairs):
        if distance <= _FAR * size and not rows[i].label and j not in taken:
            rows[i].label = labels[j].text
            taken.add(j)
    free = [label for j, label in enumerate(labels) if j not in taken]
    within = [label for label in free if label.top > rows[0].middle]
    count = len(rows[0].cells)
    rows += [_Row.at((label.top + label.bottom) / 2, count, label.text) for label in within]
    rows.sort(key=lambda row: row.middle)


def _distance(row: _Row, label: _Label) -> float:
    inside = label.top <= row.middle <= label.bottom
    return 0.0 if inside else min(abs(row.middle - label.top), abs(row.middle - label.bottom))


def _heads(
    lines: Sequence[Line], columns: _Columns, first: float, broken: Sequence[Line]
) -> Iterable[list[str]]:
    """Wide heads as lines of their own, then the head of each column, its pieces joined."""
    heads = ["" for _ in columns.spans]
    for over in _over(lines, columns, first, broken):
        wide = [word.text for word in over if columns.is_wide(word)]
        if wide:
            yield wide
        for word in over:
            if not columns.is_wide(word):
                heads[columns.at(word)] += word.text
    if all(map(is_official, heads)):
        yield heads


def _over(
    lines: Sequence[Line], columns: _Columns, first: float, broken: Sequence[Line]
) -> list[list[Word]]:
    """The words that stand above the columns, line by line."""
    above = [line for line in lines if _middle(line) < first and line not in broken]
    return [[word for word in line.words if word.x1 > columns.left] for line in above]


def _printed(rows: Sequence[_Row]) -> Iterable[list[str]]:
    for row in rows:
        cells = ["\n".join(texts) for texts in row.cells]
        yield [row.label, *cells] if row.label else cells
