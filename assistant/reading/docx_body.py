"""The body of a Word paper, element by element, without recursion.

python-docx opens the file and names the elements; their text is gathered here, because
its `paragraph.text` leaves out tracked insertions and content controls. Merged cells are
one `w:tc` each (`c._tc`): a continued cell belongs to the one above it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from assistant.reading.blocks import Block, Budget, Paragraph, Picture, TextCell, TextGrid
from assistant.reading.headings import section_heading
from assistant.reading.label_match import is_form_label
from assistant.report.model import Note

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEFT_OUT = {
    f"{_W}{name}"
    for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "footnoteReference")
}
_BOXES = {f"{_W}txbxContent"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PICTURES = {f"{_W}drawing", f"{_W}pict", f"{_W}object"}
_WORDS = {f"{_W}tab": "\t", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-", f"{_W}softHyphen": ""}
_CONTAINERS = {
    f"{_W}{name}" for name in ("sdt", "sdtContent", "ins", "smartTag", "customXml", "moveTo")
}
_LONG = 150
_ANNEXES = {"附件说明", "附件标记"}  # styles of our own papers: below them stands no report
_SHOWN = 200


@dataclass
class _Body:
    """What was met besides paragraphs and tables."""

    numbered: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    annex: bool = False
    numbered_styles: frozenset[str] = frozenset()
    heading_styles: dict[str, int] = field(default_factory=dict)


def body_blocks(document: Any, budget: Budget) -> tuple[list[Block], list[Note]]:
    """The blocks of a document and notes of what was left out."""
    numbered, headings = _styles(document)
    annexes = _annex_styles(document)
    body = _Body(numbered_styles=numbered, heading_styles=headings)
    blocks: list[Block] = []
    for count, element in enumerate(_elements(document.element.body)):
        budget.check("段落", count, budget.limits.blocks)
        if count % 200 == 0:
            budget.check_time()
        if _style(element) in annexes:
            body.annex = True
            break
        if element.tag == f"{_W}tbl":
            blocks += _table(element, body, budget)
        else:
            blocks += _paragraph(element, body)
    return blocks, _notes(body)


def _notes(body: _Body) -> list[Note]:
    notes = []
    if body.numbered:
        shown = "；".join(text[:20] for text in body.numbered)[:_SHOWN]
        text = f"有 {len(body.numbered)} 段用了自动编号，编号不在文字里：{shown}"
        notes.append(Note(what="automatic numbering", text=text))
    if body.boxes:
        shown = "；".join(body.boxes)[:_SHOWN]
        notes.append(Note(what="text box", text=f"文本框里的文字未收入正文：{shown}"))
    if body.annex:
        notes.append(Note(what="annex", text="正文后面的附件（溯源表、数据图）没有收入报告"))
    return notes


def _elements(root: Any) -> Iterator[Any]:
    """Paragraphs and tables below an element in order, also those in content controls."""
    stack = [iter(root)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
        elif element.tag in (f"{_W}p", f"{_W}tbl"):
            yield element
        elif element.tag in _CONTAINERS:
            stack.append(iter(element))


def _styles(document: Any) -> tuple[frozenset[str], dict[str, int]]:
    """The ids of styles that number their paragraphs, and of headings with their level."""
    numbered, headings = set(), {}
    for style in document.styles.element.iter(f"{_W}style"):
        style_id = style.get(f"{_W}styleId") or ""
        if next(style.iter(f"{_W}numId"), None) is not None:
            numbered.add(style_id)
        level = next(style.iter(f"{_W}outlineLvl"), None)
        if level is not None and (level.get(f"{_W}val") or "").isdigit():
            headings[style_id] = min(int(level.get(f"{_W}val")), 5) + 1
    return frozenset(numbered), headings


def _annex_styles(document: Any) -> set[str]:
    styles = document.styles.element.iter(f"{_W}style")
    names = {s.get(f"{_W}styleId"): s.find(f"{_W}name") for s in styles}
    return {i for i, n in names.items() if n is not None and n.get(f"{_W}val") in _ANNEXES}


def _paragraph(element: Any, body: _Body) -> list[Block]:
    text, pictures, boxes = _text(element)
    body.boxes += [box for box in boxes if box]
    blocks: list[Block] = []
    style = _style(element)
    if text.strip():
        blocks.append(Paragraph(_tidy(text), body.heading_styles.get(style, 0)))
        if _has_number(element, style in body.numbered_styles):
            body.numbered.append(_tidy(text))
    return [*blocks, *[Picture()] * pictures]


def _tidy(text: str) -> str:
    lines = (" ".join(line.replace("\t", " ").split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _style(element: Any) -> str:
    properties = element.find(f"{_W}pPr")
    style = properties.find(f"{_W}pStyle") if properties is not None else None
    return (style.get(f"{_W}val") or "") if style is not None else ""


def _has_number(element: Any, by_style: bool) -> bool:
    properties = element.find(f"{_W}pPr")
    numbering = properties.find(f"{_W}numPr") if properties is not None else None
    if numbering is None:
        return by_style
    number = numbering.find(f"{_W}numId")
    return number is None or number.get(f"{_W}val") != "0"


def _text(root: Any) -> tuple[str, int, list[str]]:
    """The text of an element, how many pictures it holds, and the text of its text boxes."""
    words: list[str] = []
    boxes: list[str] = []
    pictures = 0
    for element in _inside(root):
        if element.tag in _BOXES:
            boxes.append(_all_words(element))
        else:
            words.append(_word(element))
            pictures += element.tag in _PICTURES and not _holds_box(element)
    return "".join(words), pictures, boxes


def _inside(root: Any) -> Iterator[Any]:
    """What is below an element in order; text boxes are given whole, what is left out is not."""
    stack = [iter(root)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
        elif element.tag in _BOXES:
            yield element
        elif element.tag not in _LEFT_OUT and element.tag != _FALLBACK:
            yield element
            stack.append(iter(element))


def words_with_elements(paragraph: Any) -> Iterator[tuple[Any, str]]:
    """The text of a `w:p` as it is read, piece by piece, each with the element that holds it."""
    for element in _inside(paragraph):
        if element.tag not in _BOXES and (word := _word(element)):
            yield element, word


def paragraphs_of(document: Any) -> Iterator[Any]:
    """Every `w:p` whose text is read, in the order of the text, those in tables included."""
    for paragraph in document.element.body.iter(f"{_W}p"):
        above = (element.tag for element in paragraph.iterancestors())
        if not any(tag in _BOXES or tag in _LEFT_OUT or tag == _FALLBACK for tag in above):
            yield paragraph


def _word(element: Any) -> str:
    if element.tag == f"{_W}t":
        return element.text or ""
    if element.tag == f"{_W}br":
        return "\n" if element.get(f"{_W}type") in (None, "textWrapping") else ""
    return _WORDS.get(element.tag, "")


def _holds_box(element: Any) -> bool:
    return next(element.iter(*_BOXES), None) is not None


def _all_words(element: Any) -> str:
    return "".join(t.text or "" for t in element.iter(f"{_W}t"))


def _table(table: Any, body: _Body, budget: Budget) -> list[Block]:
    """A table as a grid, or the text of its cells where it only arranges text.

    A table in a cell is part of that cell's text where the outer one is the form's.
    """
    cells: list[TextCell] = []
    starts: dict[int, int] = {}
    inner: list[Block] = []
    for number, row in enumerate(_below(table, "tr")):
        budget.check("表格单元格", len(cells), budget.limits.cells)
        budget.check_time()
        column = _edge(row)
        above, starts = starts, {}
        for cell in _below(row, "tc"):
            width, continued = _spans(cell, budget)
            if continued and column in above:
                at = above[column]
                cells[at] = _taller(cells[at], number)
            else:
                at = len(cells)
                blocks = _cell(cell, body, budget)
                inner += blocks
                cells.append(TextCell(_joined(blocks), number, column, 1, width))
            starts[column] = at
            column += width
    grid = TextGrid(tuple(cells))
    return inner if _is_layout(grid, inner) else [grid]


def _taller(cell: TextCell, row: int) -> TextCell:
    return TextCell(cell.text, cell.row, cell.column, row - cell.row + 1, cell.colspan)


def _is_layout(grid: TextGrid, inner: list[Block]) -> bool:
    texts = [cell.text for cell in grid.cells if cell.text]
    if sum(1 for text in texts if len(text) <= 80 and is_form_label(text)) >= 3:
        return False
    nested = any(isinstance(block, TextGrid) for block in inner)
    return (
        nested or len(grid.cells) == 1 or any(len(t) > _LONG or section_heading(t) for t in texts)
    )


def _joined(blocks: list[Block]) -> str:
    return "\n".join(block.text for block in blocks if isinstance(block, Paragraph | TextGrid))


def _cell(cell: Any, body: _Body, budget: Budget) -> list[Block]:
    """What a cell holds; tables in it are flattened from the inside out, to a depth."""
    blocks: list[Block] = []
    for element in _elements(cell):
        if element.tag == f"{_W}tbl":
            blocks += _nested(element, body, budget)
        else:
            blocks += _paragraph(element, body)
    return blocks


def _nested(table: Any, body: _Body, budget: Budget) -> list[Block]:
    depth = sum(1 for _ in table.iterancestors(f"{_W}tbl"))
    if depth < min(budget.limits.nesting, 20):
        return _table(table, body, budget)
    text = _all_words(table)
    return [Paragraph(text)] if text.strip() else []


def _below(element: Any, name: str) -> Iterator[Any]:
    """The rows of a table or cells of a row, also those in content controls."""
    stack = [iter(element)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag == f"{_W}{name}":
            yield child
        elif child.tag in _CONTAINERS:
            stack.append(iter(child))


def _edge(row: Any) -> int:
    before = next(row.iter(f"{_W}gridBefore"), None)
    return _number(before.get(f"{_W}val"), 0) if before is not None else 0


def _spans(cell: Any, budget: Budget) -> tuple[int, bool]:
    """The columns of a cell, and whether it continues the one above."""
    properties = cell.find(f"{_W}tcPr")
    if properties is None:
        return 1, False
    span, merge = properties.find(f"{_W}gridSpan"), properties.find(f"{_W}vMerge")
    width = _number(span.get(f"{_W}val"), 1) if span is not None else 1
    continued = merge is not None and merge.get(f"{_W}val") != "restart"
    return min(max(width, 1), budget.limits.columns), continued


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else default
