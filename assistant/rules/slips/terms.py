"""Slips in the terms of this field: four or five characters, too short to be found by statistics."""

from collections.abc import Iterator

from assistant.rules.narrative import Narrative
from assistant.rules.slips.finding import Slip

# 村（居）务公开: what a bracket closes may belong to the word.
_CLOSING = frozenset("）)】》”’〉")


def slips_in_terms(narrative: Narrative) -> Iterator[Slip]:
    """Every term of `vocabulary/terms.toml` with a character lost or two of them changed about.

    Surer (`strong`) where no other word could come about in its place, whatever stands beside it.
    """
    text = narrative.plain
    for hit in narrative.words["terms.swapped"]:
        yield Slip(hit.start, hit.end, "swapped", hit.word, hit.meaning, strong=True)
    for hit in narrative.words["terms.lost"]:
        meant, after, before = hit.meaning.split("/")
        last, following = text[max(0, hit.start - 1) : hit.start], text[hit.end : hit.end + 1]
        if (
            last in (*_CLOSING, hit.word[0])
            or (last and last in before)
            or (following and following in after)
        ):
            continue
        yield Slip(hit.start, hit.end, "missing", hit.word, meant, strong=not (before or after))
