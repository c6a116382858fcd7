"""Whether words of the vocabulary stand within a stretch of the narrative."""

from assistant.rules.case import Case


def said_within(case: Case, group: str, start: int, end: int) -> bool:
    """Whether a word of `group` begins between these characters of `narrative.whole`."""
    return any(start <= hit.start < end for hit in case.narrative.words[group])


def said_in_section(case: Case, group: str, section: str) -> bool:
    """Whether a word of `group` stands in a section's own text."""
    span = case.narrative.span_of(section)
    return span is not None and said_within(case, group, *span)
