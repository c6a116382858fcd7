"""Whether words of the vocabulary stand within a stretch of the narrative."""

from bisect import bisect_right
from operator import attrgetter

from assistant.rules.case import Case


def said_within(case: Case, group: str, start: int, end: int) -> bool:
    """Whether a word of `group` stands between these characters of `narrative.whole`."""
    hits = case.narrative.words[group]
    for index in range(bisect_right(hits, start, key=attrgetter("end")), len(hits)):
        if hits[index].end > end:
            return False
        if hits[index].start >= start:
            return True
    return False


def said_in_section(case: Case, group: str, section: str) -> bool:
    """Whether a word of `group` stands in a section's own text."""
    span = case.narrative.span_of(section)
    return span is not None and said_within(case, group, *span)
