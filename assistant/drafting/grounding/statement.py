"""A statement of the staff, or another text that may be said again, prepared for comparing."""

import re
from dataclasses import dataclass
from functools import cached_property

from assistant.drafting.grounding.sayable import Sayable
from assistant.drafting.grounding.sentence import NUMBER, Sentence
from assistant.drafting.grounding.vocabulary import canonical

_PARTS = re.compile(r"[，；：。、！？（）()《》]")
_NEGATION = re.compile(r"没有|未|没|无(?!法|障碍|偿|纸)|不|非(?!常)|免(?!费)")
_REACH = 4  # characters between a negation and the word that it denies: 无人因…, 没有发生…


@dataclass(frozen=True, slots=True)
class Slot:
    """A number of a statement with the words to its left and right, and the fact that holds it.

    `left` and `right` have each word with synonyms put as the first of its group.
    """

    number: Sayable
    fact_id: str
    left: str
    right: str
    start: int


@dataclass(frozen=True)
class Statement:
    """A text that may be said again in other words; `fact_id` or `source_id` says whose it is.

    `values` are the facts of its numbers as (id, number), found again by value and unit.
    """

    text: str
    fact_id: str = ""
    source_id: str = ""
    values: tuple[tuple[str, Sayable], ...] = ()

    @cached_property
    def sentence(self) -> Sentence:
        """The text as a sentence."""
        return Sentence(self.text)

    @cached_property
    def masked(self) -> str:
        """The text without its numbers."""
        return self.sentence.masked

    @cached_property
    def plain(self) -> str:
        """The text with half-width digits."""
        return self.sentence.plain

    @cached_property
    def pairs(self) -> frozenset[str]:
        """Every two characters that stand side by side in it, numbers aside."""
        text = self.masked
        return frozenset(
            text[i : i + 2] for i in range(len(text) - 1) if NUMBER not in text[i : i + 2]
        )

    @cached_property
    def slots(self) -> list[Slot]:
        """Its numbers in order; one that stands right behind another is called as that is."""
        found: list[Slot] = []
        end = 0
        said = self.sentence.said
        for index, one in enumerate(said):
            start = one.quantity.start
            after = said[index + 1].quantity.start if index + 1 < len(said) else len(self.text)
            left = self.masked[end:start]
            joined = found and not left.strip("、，和及共 ")
            left = found[-1].left if joined else canonical(_PARTS.split(left)[-1])
            right = canonical(_PARTS.split(self.masked[one.quantity.end : after])[0])
            number = Sayable(one.quantity.value, one.quantity.unit, bool(one.hedge))
            found.append(Slot(number, self._owner(number), left, right, start))
            end = one.quantity.end
        return found

    def _owner(self, number: Sayable) -> str:
        for fact_id, value in self.values:
            if value.value == number.value and value.unit == number.unit:
                return fact_id
        return self.fact_id

    @cached_property
    def beside_numbers(self) -> tuple[frozenset[str], frozenset[str]]:
        """The single characters right before and right after its numbers: 自…起, 40块."""
        text = f" {self.masked} "
        inner = range(1, len(text) - 1)
        before = {text[i] for i in inner if text[i + 1] == NUMBER != text[i]}
        after = {text[i] for i in inner if text[i - 1] == NUMBER != text[i]}
        return frozenset(before), frozenset(after)

    def find(self, text: str, at: int, end: int) -> tuple[int, int]:
        """The longest stretch of `text` from `at` that stands here too: its length and place."""
        length, place = 0, -1
        if text[at : at + 2] in self.pairs:
            length = 1
            while at + length < end and NUMBER not in text[at : at + length + 1]:
                found = self.masked.find(text[at : at + length + 1])
                if found < 0:
                    break
                length, place = length + 1, found
        return length, place

    def denies(self, start: int) -> bool:
        """Whether a negation stands right before (or runs into) the word at `start`."""
        return denied(self.masked, start)

    def tells(self, words: str, *, denied: bool) -> bool:
        """Whether these words stand here at least once with, or without, a negation before them."""
        at = self.masked.find(words)
        while at >= 0:
            if self.denies(at) == denied:
                return True
            at = self.masked.find(words, at + 1)
        return False


def denied(text: str, start: int) -> bool:
    """Whether the word at `start` of a text is denied by a negation shortly before it."""
    left = max(0, start - _REACH)
    for mark in _PARTS.finditer(text, left, start):
        left = mark.end()
    stretch = text[left : start + 1]
    return any(left + m.start() < start for m in _NEGATION.finditer(stretch))


def negations(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where words of negation stand between two places of a text."""
    return [m.span() for m in _NEGATION.finditer(text, start, end)]
