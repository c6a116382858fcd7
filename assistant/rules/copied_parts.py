"""How much of each part of a report stands in another one, passage by passage."""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.rules.case import Case
from assistant.rules.likeness import Passage, alike, letters_within
from assistant.rules.section_names import section_name

SHORTEST = 40
_MOST_SHOWN = 6
_PRESCRIBED = "preface"  # its wording may stay as it is every year


@dataclass(frozen=True)
class CopiedPart:
    """A part with the passages that stand in the other report; `share` is in percent, rounded down."""

    section: str
    passages: tuple[Passage, ...]
    letters: int
    share: int


def copied_parts(case: Case, other: Case, names: tuple[str, ...] = ()) -> list[CopiedPart]:
    """The parts that have passages of the other report, in reading order."""
    narrative = case.narrative
    by_section: dict[str, list[Passage]] = {}
    for passage in alike(narrative, other.narrative, SHORTEST, names):
        by_section.setdefault(narrative.section_at(passage.span[0]), []).append(passage)
    sizes = _sizes(case, names)
    return [
        CopiedPart(section, tuple(passages), letters, min(100, letters * 100 // sizes[section]))
        for section, passages in by_section.items()
        if section != _PRESCRIBED
        if (letters := sum(passage.letters for passage in passages))
    ]


def copied_share(case: Case, parts: list[CopiedPart], names: tuple[str, ...] = ()) -> int:
    """How much of the whole narrative stands in these parts' passages, in percent."""
    total = sum(size for section, size in _sizes(case, names).items() if section != _PRESCRIBED)
    return min(100, sum(part.letters for part in parts) * 100 // total) if total else 0


def _sizes(case: Case, names: tuple[str, ...]) -> dict[str, int]:
    """How many letters each section has, counted as passages count them."""
    narrative = case.narrative
    return {
        section: max(1, letters_within(narrative, span, names))
        for section, span in zip(narrative.sections, narrative.spans, strict=True)
    }


def told(case: Case, other: Case, passages: tuple[Passage, ...], whose: str) -> str:
    """The passages with both places, the longest told in part."""
    lines = list(_told(case, other, passages[:_MOST_SHOWN], whose))
    if len(passages) > _MOST_SHOWN:
        lines.append(f"等 {len(passages)} 段")
    return "；".join(lines)


def _told(case: Case, other: Case, passages: tuple[Passage, ...], whose: str) -> Iterator[str]:
    for passage in passages:
        here, there = case.narrative.place(*passage.span), other.narrative.place(*passage.other)
        text = here.text if len(here.text) <= 40 else f"{here.text[:24]}……{here.text[-12:]}"
        yield (
            f"第 {here.start + 1}—{here.end} 字“{text}”"
            f"（{whose}{section_name(there.section)}第 {there.start + 1}—{there.end} 字）"
        )
