"""Which cell of a Word paper holds which cell of the form, as the reader sees it.

The reader is asked itself: every number of a copy is changed to one that stands nowhere else,
the copy is read, and the number found at an address names the cell.
"""

from collections.abc import Callable
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from assistant.errors import UnusableInput
from assistant.reading.blocks import Budget, Limits, Source
from assistant.reading.cell_value import cell_value
from assistant.reading.docx_body import body_blocks, words_with_elements
from assistant.reading.form import report_of

_FIRST = 100_001


def cells_of_paper(opened: Callable[[], Any], document: Any) -> dict[str, Any]:
    """The `w:tc` of `document` for each address that the reader finds in it, blank ones too.

    `opened` gives a fresh copy of the paper, which is changed.
    """
    cells = list(document.element.body.iter(qn("w:tc")))
    filled = _probed(opened(), blanks=False)
    with_blanks = _probed(opened(), blanks=True)
    found = {address: cells[number] for address, number in filled.items()}
    if all(with_blanks.get(address) == number for address, number in filled.items()):
        for address, number in with_blanks.items():
            found.setdefault(address, cells[number])
    return found


def _probed(copy: Any, *, blanks: bool) -> dict[str, int]:
    """The number of the cell in which the reader finds each address."""
    for number, cell in enumerate(copy.element.body.iter(qn("w:tc"))):
        if next(cell.iter(qn("w:tbl")), None) is not None:
            continue
        value = cell_value(_text(cell))
        if value.value is not None or (blanks and value.blank):
            _write(cell, str(_FIRST + number))
    budget = Budget("", Limits())
    try:
        blocks, _ = body_blocks(copy, budget)
        report = report_of(Source("", tuple(blocks)))
    except UnusableInput:
        return {}
    return {
        address: int(value) - _FIRST
        for address, value in report.cells().items()
        if value is not None and value >= _FIRST and value == int(value)
    }


def _text(cell: Any) -> str:
    return "".join(word for p in cell.iter(qn("w:p")) for _, word in words_with_elements(p))


def _write(cell: Any, text: str) -> None:
    """Replaces the words of a cell."""
    for paragraph in cell.iter(qn("w:p")):
        for element, _ in list(words_with_elements(paragraph)):
            if element.tag == qn("w:t"):
                element.text = ""
    paragraph = next(cell.iter(qn("w:p")), None)
    if paragraph is not None:
        run, words = OxmlElement("w:r"), OxmlElement("w:t")
        words.text = text
        run.append(words)
        paragraph.append(run)
