"""一是 … 二是 … among our own sentences: a chain of which a model wrote a link is taken apart."""

import re
from collections.abc import Sequence

from assistant.drafting.draft import GroundedSentence

_LINK = re.compile(r"([一二三四五六七八九十]+)是")


def without_broken_chains(
    written: Sequence[Sequence[GroundedSentence]], composed: Sequence[Sequence[GroundedSentence]]
) -> list[list[GroundedSentence]]:
    """The sentences of each piece; the links of chains that are not whole lose their numbers.

    Args:
        written: What stands in the end, piece by piece.
        composed: Our own sentences of the same pieces, with their chains whole.
    """
    standing = {sentence.text for own in written for sentence in own}
    broken = {
        text
        for chain in _chains([sentence.text for own in composed for sentence in own])
        if not standing.issuperset(chain)
        for text in chain
    }
    return [[_unlinked(s) if s.text in broken else s for s in own] for own in written]


def _chains(texts: Sequence[str]) -> list[list[str]]:
    """The links of each chain; a chain begins anew at every 一是."""
    chains: list[list[str]] = []
    for text in texts:
        link = _LINK.match(text)
        if link and (link[1] == "一" or not chains):
            chains.append([])
        if link:
            chains[-1].append(text)
    return chains


def _unlinked(sentence: GroundedSentence) -> GroundedSentence:
    text = _LINK.sub("", sentence.text, count=1).rstrip("；。")
    return sentence.model_copy(update={"text": f"{text}。"})
