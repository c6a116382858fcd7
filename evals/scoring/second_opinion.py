"""A number that a clerk's note has, said in other words: known by the words right beside it.

The ground asks that a clause say what its number is of in the note's own words, and doubts any other
wording. Where the same value and unit stand in a note and the clauses around both share enough of
their words, the number is right all the same; the clause stays untraced. Two numbers of one note in
each other's places have each other's words beside them, and are not confirmed.
"""

import re
from collections.abc import Iterator

from assistant.report.ledger import Ledger
from assistant.report.quantities import Quantity, find_quantities

_CLAUSE = re.compile(r"[^，；。：、！？\n]+")
_HAN = re.compile(r"[㐀-鿿]")
_ENOUGH = 40  # percent of the shorter clause's pairs of letters
_FEWEST = 2  # pairs

Spot = tuple[Quantity, frozenset[str]]


class Notes:
    """The numbers of the work facts with the words beside them."""

    def __init__(self, ledger: Ledger) -> None:
        facts = [f for f in ledger.values() if f.kind == "statement" and not f.id.startswith("last.")]  # fmt: skip
        self._spots = [spot for fact in facts for spot in _spots(str(fact.value))]

    def confirm(self, text: str) -> frozenset[int]:
        """The starts of the numbers of a text that a note has among the same words."""
        return frozenset(
            quantity.start for quantity, words in _spots(text) if self._is_known(quantity, words)
        )

    def _is_known(self, quantity: Quantity, words: frozenset[str]) -> bool:
        """Whether the notes whose words are nearest all have this number."""
        near = [(len(words & w), q, w) for q, w in self._spots if q.unit == quantity.unit]
        most = max((shared for shared, _, _ in near), default=0)
        nearest = [(q, w) for shared, q, w in near if shared == most]
        return bool(nearest) and all(_same(quantity, words, q, w) for q, w in nearest)


def _spots(text: str) -> Iterator[Spot]:
    quantities = find_quantities(text)
    for clause in _CLAUSE.finditer(text):
        inside = [q for q in quantities if clause.start() <= q.start < clause.end()]
        if len(inside) == 1:  # of two in one clause the words do not say which is which
            quantity = inside[0]
            before, after = text[clause.start() : quantity.start], text[quantity.end : clause.end()]
            yield quantity, _pairs(before) | _pairs(after)


def _same(one: Quantity, words: frozenset[str], other: Quantity, theirs: frozenset[str]) -> bool:
    shared = len(words & theirs)
    shorter = min(len(words), len(theirs))
    enough = shared >= _FEWEST and 100 * shared >= _ENOUGH * shorter
    return enough and one.agrees_with(other.value)


def _pairs(text: str) -> frozenset[str]:
    letters = "".join(_HAN.findall(text))
    return frozenset(letters[i : i + 2] for i in range(len(letters) - 1))
