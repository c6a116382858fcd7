"""What a report says of 信息处理费: the sums of money and the pieces in its sentences."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from assistant.rules.case import Case
from assistant.rules.mentions.mention import Mention

_NAME = "信息处理费"
_YUAN = {"元": Decimal(1), "万元": Decimal(10_000)}


@dataclass(frozen=True, slots=True)
class FeeSentence:
    """A sentence that speaks of the fee: its text, sums of money and pieces in reading order."""

    text: str
    money: tuple[Mention, ...]
    pieces: tuple[Mention, ...]


def fee_sentences(case: Case) -> Iterator[FeeSentence]:
    """The sentences with 信息处理费 and a sum of money."""
    whole = case.narrative.whole
    if _NAME not in whole:
        return
    everything = case.narrative.mentions.all
    for span, group in groupby(everything, key=lambda m: m.sentence):
        text = whole[span[0] : span[1]]
        if _NAME not in text:
            continue
        counts = [m for m in group if m.kind == "count" and not m.negated and not m.year]
        money = tuple(m for m in counts if m.quantity.unit in _YUAN)
        if money:
            yield FeeSentence(text, money, tuple(m for m in counts if m.quantity.unit == "件"))


def in_yuan(mention: Mention) -> Decimal:
    """A sum of money in 元."""
    return Decimal(mention.quantity.value) * _YUAN[mention.quantity.unit]
