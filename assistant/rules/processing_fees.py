"""What a report says of 信息处理费: the sums of money and the pieces in its sentences."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assistant.rules.case import Case
from assistant.rules.mentions.mention import Mention

_NAME = "信息处理费"
_GOES_ON = ("其中", "分别", "包括")
_YUAN = {"元": Decimal(1), "万元": Decimal(10_000)}


@dataclass(frozen=True, slots=True)
class FeeSentence:
    """A sentence that speaks of the fee: its text, sums of money and pieces in reading order."""

    text: str
    money: tuple[Mention, ...]
    pieces: tuple[Mention, ...]


def fee_sentences(case: Case) -> Iterator[FeeSentence]:
    """The sentences with 信息处理费 and a sum of money, and those that go on with 其中."""
    narrative = case.narrative
    at = narrative.whole.find(_NAME)
    while at >= 0:
        sentence = narrative.sentence_at(at)
        yield from _read(case, sentence.start, sentence.end)
        after = narrative.whole[sentence.end : sentence.end + 2]
        following = narrative.sentence_at(sentence.end)
        if after in _GOES_ON and following.start == sentence.end:
            yield from _read(case, following.start, following.end)
            sentence = following
        at = narrative.whole.find(_NAME, sentence.end)


def _read(case: Case, start: int, end: int) -> Iterator[FeeSentence]:
    everything = case.narrative.mentions.all
    first = bisect_left(everything, start, key=lambda m: m.start)
    last = bisect_left(everything, end, key=lambda m: m.start)
    counts = [m for m in everything[first:last] if m.kind == "count" and not m.negated]
    money = tuple(m for m in counts if m.quantity.unit in _YUAN and not m.year)
    if money:
        pieces = tuple(m for m in counts if m.quantity.unit == "件" and not m.year)
        yield FeeSentence(case.narrative.whole[start:end], money, pieces)


def in_yuan(mention: Mention) -> Decimal:
    """A sum of money in 元."""
    return Decimal(mention.quantity.value) * _YUAN[mention.quantity.unit]
