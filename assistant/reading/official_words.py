"""The words printed on the official forms, for telling a table's lines from text."""

from functools import cache

from assistant.reading.label_match import letters
from assistant.report.forms import LAYOUTS


@cache
def official_words() -> frozenset[str]:
    """All that the forms print in their cells, as comparable letters."""
    printed = (cell.text for form in LAYOUTS.values() for grid in form.grids for cell in grid.cells)
    return frozenset(map(letters, printed)) - {""}


def is_official(text: str) -> bool:
    """Whether a text is a whole label of a form."""
    return letters(text) in official_words()


def is_piece_of_label(text: str) -> bool:
    """Whether a text is a label or a piece that a line break cut from one."""
    found = letters(text)
    return any(found in word for word in official_words())
