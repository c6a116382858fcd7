"""A number that a clerk's note has, said in other words: known by the words around it.

The ground asks that a clause say what its number is of in the note's own words, and doubts any other
wording. Two looser readings confirm a number all the same, while its clause stays untraced:

- the same value and unit stand in a note, and the clauses around both share enough of their words;
- the sentence tells a note (they share most of the shorter one's words), the note has the number, and
  either no other number of that unit, or none whose words are nearer.

Where a sentence tells all of a note's numbers of a unit in the note's order, each of them beside
words of its own (before it or after it: 6个县、41个部门), they are confirmed whatever is nearer.

Two numbers of one note in each other's places have each other's words beside them, and are each
another's. A number is contradicted where the sentence tells a note that has other numbers of its unit.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from assistant.report.ledger import Ledger
from assistant.report.quantities import Quantity, find_quantities

_CLAUSE = re.compile(r"[^，；。：、！？\n]+")
_STOP = re.compile(r"[，；。：、！？\n]")
_WORD = re.compile(r"(?:19|20)\d\d|[㐀-鿿]")  # a year is a word: 2022年为…
_ENOUGH = 40  # percent of the shorter clause's pairs of letters
_FEWEST = 2  # pairs
_TOLD = 40  # percent of the shorter one's pairs, for a sentence to tell a note
_FEWEST_OF_A_NOTE = 4

Opinion = Literal["confirmed", "contradicted", "another"]
Words = frozenset[str]
Spot = tuple[Quantity, Words]
Sides = tuple[Quantity, Words, Words]


@dataclass(frozen=True, slots=True)
class _Note:
    """A work fact: its words without the numbers, and each number with the words before it."""

    words: Words
    spots: tuple[Spot, ...]

    def is_told_by(self, words: Words) -> bool:
        shared = len(self.words & words)
        shorter = min(len(self.words), len(words))
        return shared >= _FEWEST_OF_A_NOTE and 100 * shared >= _TOLD * shorter

    def says(self, quantity: Quantity, words: Words) -> Opinion | None:
        """What this note says of a number among these words; nothing without a number of its unit."""
        near = [(len(words & w), q) for q, w in self.spots if q.unit == quantity.unit]
        if not near:
            return None
        if not any(quantity.agrees_with(q.value) for _, q in near):
            return "contradicted"
        most = max(shared for shared, _ in near)
        nearest = [q for shared, q in near if shared == most]
        is_it = all(quantity.agrees_with(q.value) for q in nearest)
        return "confirmed" if is_it else "another"

    def retold(self, sides: Sequence[Sides]) -> Iterator[int]:
        """The starts of a text's numbers that tell all of this note's of their unit in its order."""
        for unit in dict.fromkeys(quantity.unit for quantity, _ in self.spots):
            own = [spot for spot in self.spots if spot[0].unit == unit]
            theirs = [side for side in sides if side[0].unit == unit]
            if len(own) == len(theirs) > 1 and all(
                quantity.agrees_with(q.value)
                and any(self._is_among_nearest(at, own, w) for w in words)
                for at, ((q, _), (quantity, *words)) in enumerate(zip(own, theirs, strict=True))
            ):
                yield from (quantity.start for quantity, *_ in theirs)

    @staticmethod
    def _is_among_nearest(at: int, spots: Sequence[Spot], words: Words) -> bool:
        shared = [len(words & own) for _, own in spots]
        return 0 < shared[at] == max(shared)


class Notes:
    """The numbers of the work facts with the words beside them."""

    def __init__(self, ledger: Ledger) -> None:
        facts = [f for f in ledger.values() if f.kind == "statement" and not f.id.startswith("last.")]  # fmt: skip
        self._spots = [spot for fact in facts for spot in _lone_spots(str(fact.value))]
        self._notes = [_note(str(fact.value)) for fact in facts]

    def opinions(self, text: str) -> dict[int, Opinion]:
        """By the start of each number of a text, what the notes say of it, if they say anything."""
        words = _pairs(_without_numbers(text))
        told = [note for note in self._notes if note.is_told_by(words)]
        lone = frozenset(q.start for q, w in _lone_spots(text) if self._is_known(q, w))
        found: dict[int, Opinion] = dict.fromkeys(lone, "confirmed")
        for quantity, before in _spots(text):
            said = {note.says(quantity, before) for note in told} - {None}
            if "confirmed" in said:
                found[quantity.start] = "confirmed"
            elif "another" in said:
                found[quantity.start] = "another"
            elif said:
                found.setdefault(quantity.start, "contradicted")
        sides = list(_sides(text))
        retold = (start for note in told for start in note.retold(sides))
        return found | dict.fromkeys(retold, "confirmed")

    def _is_known(self, quantity: Quantity, words: Words) -> bool:
        """Whether the notes whose words are nearest all have this number."""
        near = [(len(words & w), q, w) for q, w in self._spots if q.unit == quantity.unit]
        most = max((shared for shared, _, _ in near), default=0)
        nearest = [(q, w) for shared, q, w in near if shared == most]
        return bool(nearest) and all(_same(quantity, words, q, w) for q, w in nearest)


def _note(text: str) -> _Note:
    return _Note(_pairs(_without_numbers(text)), tuple(_spots(text)))


def _lone_spots(text: str) -> Iterator[Spot]:
    quantities = find_quantities(text)
    for clause in _CLAUSE.finditer(text):
        inside = [q for q in quantities if clause.start() <= q.start < clause.end()]
        if len(inside) == 1:  # of two in one clause the words do not say which is which
            quantity = inside[0]
            before, after = text[clause.start() : quantity.start], text[quantity.end : clause.end()]
            yield quantity, _pairs(before) | _pairs(after)


def _spots(text: str) -> Iterator[Spot]:
    """Every number with the words since the number before it; without any, with those after it."""
    floor = 0
    for quantity in find_quantities(text):
        before = _pairs(_STOP.sub("", text[floor : quantity.start]))
        yield quantity, before or _pairs(_STOP.split(text[quantity.end :], maxsplit=1)[0])
        floor = quantity.end


def _sides(text: str) -> Iterator[Sides]:
    """Every number with the words between it and the numbers before and after it, each by itself."""
    found = find_quantities(text)
    ends = [0, *(q.end for q in found)]
    starts = [*(q.start for q in found[1:]), len(text)]
    for quantity, floor, ceiling in zip(found, ends, starts, strict=False):
        before, after = text[floor : quantity.start], text[quantity.end : ceiling]
        yield quantity, _pairs(_STOP.sub("", before)), _pairs(_STOP.sub("", after))


def _without_numbers(text: str) -> str:
    for quantity in reversed(find_quantities(text)):
        text = text[: quantity.start] + text[quantity.end :]
    return text


def _same(one: Quantity, words: Words, other: Quantity, theirs: Words) -> bool:
    shared = len(words & theirs)
    shorter = min(len(words), len(theirs))
    enough = shared >= _FEWEST and 100 * shared >= _ENOUGH * shorter
    return enough and one.agrees_with(other.value)


def _pairs(text: str) -> Words:
    letters = _WORD.findall(text)
    return frozenset(a + b for a, b in pairwise(letters))
