"""Which stretches of a narrative have to be read for its mentions: most reports tell half in words."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.report.quantities import Quantity

if TYPE_CHECKING:
    from assistant.rules.narrative import Narrative

Stretch = tuple[int, int]
_ENDS = frozenset("。！？")


def stretches_told(
    narrative: "Narrative", quantities: list[Quantity], claims: list[int]
) -> list[Stretch]:
    """Each paragraph with a number or a claim up to the last of them, and its line breaks.

    What comes before them bears on what they mean; what comes after does not, and no more do
    other paragraphs. `claims` are the places of negations and of “all”.
    """
    places = sorted([*(q.start for q in quantities), *(q.end - 1 for q in quantities), *claims])
    found: list[Stretch] = []
    done = 0
    for start, end in narrative.paragraphs:
        last = bisect_left(places, end) - 1
        if last >= 0 and places[last] >= start:
            for stretch in _of_paragraph(narrative, start, end, places[last]):
                found.append((max(done, stretch[0]), stretch[1]))
                done = stretch[1]
    return found


def _of_paragraph(narrative: "Narrative", start: int, end: int, last: int) -> Iterator[Stretch]:
    """Where to read in a paragraph whose last number or claim stands at `last`."""
    plain = narrative.plain
    stop = narrative.sentence_at(last).end
    # A mark inside 《》 ends nothing.
    titled = plain.rfind("《", start, stop) > plain.rfind("》", start, stop)
    if last < stop < end and plain[stop - 1] in _ENDS and not titled:
        yield max(0, start - 1), stop
        yield end, end + 1
    else:
        yield max(0, start - 1), end + 1
