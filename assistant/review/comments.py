"""Word comments at characters, cells or paragraphs of a paper, without changing its words."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from assistant.reading.docx_body import words_with_elements
from assistant.review.paper import Paper, Spot

AUTHOR, _INITIALS = "年报助手", "年报"
_SIZE = Pt(9)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass
class Comments:
    """The comments that a paper is to have; `write` puts them all in at once."""

    paper: Paper
    _at: list[tuple[Spot | Any, Sequence[str]]] = field(default_factory=list)

    def add(self, place: Spot | Any, lines: Sequence[str]) -> None:
        """A comment at characters of the paper, or at a whole `w:tc` or `w:p`."""
        self._at.append((place, lines))

    def write(self, document: Any) -> None:
        """Splits runs where comments begin and end, marks them, and writes the comments."""
        spots = [place for place, _ in self._at if isinstance(place, Spot)]
        runs = _Runs(self.paper, spots)
        for place, lines in self._at:
            ends = runs.ends(place) if isinstance(place, Spot) else _ends_of_block(place)
            number = _comment(document, lines)
            _mark(*ends, number)


class _Runs:
    """The runs of the paragraphs that comments touch, cut where a comment begins or ends."""

    def __init__(self, paper: Paper, spots: Iterable[Spot]) -> None:
        self._paper = paper
        cuts: dict[int, set[int]] = {}
        for spot in spots:
            cuts.setdefault(spot.first, set()).add(spot.start)
            cuts.setdefault(spot.last, set()).add(spot.end)
        for number, places in cuts.items():
            _cut(paper.paragraphs[number], places)
        self._pieces = {number: _pieces(paper.paragraphs[number]) for number in cuts}

    def ends(self, spot: Spot) -> tuple[Any, Any]:
        """The first and the last run of these characters."""
        return self._run(spot.first, spot.start), self._run(spot.last, spot.end - 1)

    def _run(self, number: int, character: int) -> Any:
        starts, elements = self._pieces[number]
        return _run_of(elements[bisect_right(starts, character) - 1])


def _pieces(paragraph: Any) -> tuple[list[int], list[Any]]:
    """Where each piece of text begins, and its element."""
    starts, elements, at = [], [], 0
    for element, word in words_with_elements(paragraph):
        starts.append(at)
        elements.append(element)
        at += len(word)
    return starts, elements


def _cut(paragraph: Any, places: Iterable[int]) -> None:
    """Makes a run begin at each of these characters, formatted as before; from the back."""
    starts, elements = _pieces(paragraph)
    for place in sorted(places, reverse=True):
        at = bisect_right(starts, place) - 1
        element, inside = elements[at], place - starts[at]
        if inside and element.tag == qn("w:t"):
            if inside >= len(element.text or ""):
                continue  # behind the last character of the paragraph
            element = _split_text(element, inside)
        elif inside:
            continue
        _begin_run(element)


def _split_text(element: Any, at: int) -> Any:
    """Parts a `w:t` in two and returns the second."""
    text = element.text
    rest = OxmlElement("w:t")
    rest.text, element.text = text[at:], text[:at]
    for part in (element, rest):
        part.set(_SPACE, "preserve")
    element.addnext(rest)
    return rest


def _begin_run(element: Any) -> None:
    """Makes an element the first content of its run."""
    run = element.getparent()
    before = [child for child in element.itersiblings(preceding=True) if child.tag != qn("w:rPr")]
    if run.tag != qn("w:r") or not before:
        return
    second = OxmlElement("w:r")
    for name, value in run.attrib.items():
        second.set(name, value)
    properties = run.find(qn("w:rPr"))
    if properties is not None:
        second.append(deepcopy(properties))
    for moved in [element, *element.itersiblings()]:
        second.append(moved)
    run.addnext(second)


def _run_of(element: Any) -> Any:
    return next(element.iterancestors(qn("w:r")), element)


def _ends_of_block(block: Any) -> tuple[Any, Any]:
    """The first and last run with text of a cell or paragraph; a paragraph without is both ends."""
    paragraphs = [block] if block.tag == qn("w:p") else list(block.iter(qn("w:p")))
    elements = [element for p in paragraphs for element, _ in words_with_elements(p)]
    if not elements:
        return paragraphs[0], paragraphs[0]
    return _run_of(elements[0]), _run_of(elements[-1])


def _mark(first: Any, last: Any, number: int) -> None:
    start, end = OxmlElement("w:commentRangeStart"), OxmlElement("w:commentRangeEnd")
    run, reference = OxmlElement("w:r"), OxmlElement("w:commentReference")
    for element in (start, end, reference):
        element.set(qn("w:id"), str(number))
    run.append(reference)
    if first.tag == qn("w:p"):  # no words to stand around
        for element in (start, end, run):
            first.append(element)
        return
    first.addprevious(start)
    last.addnext(run)
    last.addnext(end)


def _comment(document: Any, lines: Sequence[str]) -> int:
    """Writes a comment and returns its number; it has no date, so that bytes stay the same."""
    comment = document.comments.add_comment(author=AUTHOR, initials=_INITIALS)
    comment._comment_elm.attrib.pop(qn("w:date"), None)
    for count, line in enumerate(lines):
        paragraph = comment.paragraphs[0] if count == 0 else comment.add_paragraph()
        paragraph.paragraph_format.first_line_indent = 0
        run = paragraph.add_run(line)
        run.font.size = _SIZE
        run.font.bold = count == 0
    return int(comment.comment_id)
