"""However a table is damaged, no cell gets a value that is not its own without a note."""

import random
import re
from collections.abc import Callable

import pytest

from assistant.errors import UnusableInput
from assistant.report.forms import LAYOUT_2021
from evals.reading.papers import Cell, Table, as_flat, as_html, as_tabs, paper_of, sample
from tests.reading.reading_back import Reader, differences, where

NUMBERED = sample().with_cells({c.address: 1000 + i for i, c in enumerate(LAYOUT_2021.cells)})
PAPER = paper_of(NUMBERED)
HTML, FLAT, TABS = (write(PAPER).decode() for write in (as_html, as_flat, as_tabs))
CELL, ROW, WORD = r"<td[^>]*>[^<]*</td>", r"<tr>.*?</tr>", r"(?<=[\s])[^\s。]{1,40}(?=[ \t\n])"


def changed(
    text: str, pattern: str, change: Callable[[str, random.Random], str], chance: random.Random
) -> str:
    """A text with one to five of the pieces that match changed."""
    spans = [match.span() for match in re.finditer(pattern, text)]
    chosen = chance.sample(spans, chance.choice((1, 1, 2, 5)))
    for start, end in sorted(chosen, reverse=True):
        text = text[:start] + change(text[start:end], chance) + text[end:]
    return text


def _lying(cell: str, chance: random.Random) -> str:
    return re.sub(r'(row|col)span="\d+"', lambda m: f'{m[1]}span="{chance.randint(0, 9)}"', cell)


DAMAGES: dict[str, tuple[str, str, str, Callable[[str, random.Random], str]]] = {
    "a cell lost": ("html", HTML, CELL, lambda *_: ""),
    "a cell doubled": ("html", HTML, CELL, lambda t, _: t + t),
    "a cell emptied": ("html", HTML, CELL, lambda t, _: re.sub(r">[^<]*<", "><", t, count=1)),
    "a row lost": ("html", HTML, ROW, lambda *_: ""),
    "spans that lie": ("html", HTML, CELL, _lying),
    "a word lost": ("txt", FLAT, WORD, lambda *_: ""),
    "a line broken": ("txt", FLAT, WORD, lambda t, _: f"{t}\n"),
    "a word lost between tabs": ("txt", TABS, WORD, lambda *_: ""),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_table_gives_no_wrong_value_without_a_note(damage: str, read: Reader) -> None:
    suffix, text, pattern, change = DAMAGES[damage]
    for number in range(40):
        data = changed(text, pattern, change, random.Random(number))
        try:
            report = read(data, suffix)
        except UnusableInput:
            continue
        noted = {note.where for note in report.notes}
        wrong = {
            address: pair
            for address, pair in differences(report, NUMBERED).items()
            if pair[0] is not None and address not in noted
        }
        assert wrong == {}, number


def _without_column(table: Table) -> Table:
    def of(cell: Cell) -> Cell | None:
        return None if table.name == "table3" and cell.column == 6 and cell.row >= 2 else cell

    return table.changed(of)


@pytest.mark.parametrize("write", [as_html, as_tabs], ids=["html", "tabs"])
def test_a_missing_column_is_not_read_and_the_others_are_not_shifted(
    write: Callable[..., bytes], read: Reader
) -> None:
    report = read(write(PAPER.tables(_without_column)), "html" if write is as_html else "txt")
    assert all(found is None for found, _ in differences(report, NUMBERED).values())
    if write is as_html:
        column = {a for a in report.cells() if a.endswith(".social_welfare")}
        assert set(where(report, "not read")) == column
