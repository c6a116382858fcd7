"""A sentence cut into clauses, with its numbers, dates and titles found once."""

import re
from dataclasses import dataclass
from functools import cached_property

from assistant.drafting.grounding.sayable import Said, find_said
from assistant.report.dates import DateMention, find_dates
from assistant.report.references import Reference, find_numbered_references, find_titles
from assistant.report.units import half_width

NUMBER = "\0"  # stands for each character of a number or date, so that no word runs across it
_MARKS = re.compile(r"[，；：。！？（）()\n]|[,;:](?!\d)")
_TITLE_MARKS = re.compile(r"《[^《》]*(?:《[^》]*》[^《》]*)?》")


@dataclass(frozen=True, slots=True)
class Clause:
    """The words between two marks: `text[start:end]`; `lead` is the mark before it."""

    start: int
    end: int
    lead: str


@dataclass(frozen=True)
class Sentence:
    """A text with what the checks look for in it; every offset is one of `text`."""

    text: str

    @cached_property
    def plain(self) -> str:
        """The text with half-width digits, every character in its place."""
        return half_width(self.text)

    @cached_property
    def said(self) -> list[Said]:
        """Its numbers."""
        return find_said(self.text)

    @cached_property
    def dates(self) -> list[DateMention]:
        """Its dates and years."""
        return find_dates(self.text)

    @cached_property
    def titles(self) -> list[Reference]:
        """Its titles in 《》."""
        return find_titles(self.text)

    @cached_property
    def references(self) -> list[Reference]:
        """Its articles and document numbers; ordinals and list marks are words, not references."""
        return [r for r in find_numbered_references(self.text) if r.kind != "ordinal"]

    @cached_property
    def masked(self) -> str:
        """`plain` without the numbers and dates."""
        masked = list(self.plain.replace(NUMBER, " "))
        for span in [(s.quantity.start, s.quantity.end) for s in self.said] + [
            (d.start, d.end) for d in self.dates
        ]:
            masked[span[0] : span[1]] = NUMBER * (span[1] - span[0])
        return "".join(masked)

    @cached_property
    def clauses(self) -> list[Clause]:
        """The stretches between marks; marks inside a title part nothing, empty ones are left out."""
        titles = [match.span() for match in _TITLE_MARKS.finditer(self.plain)]
        found: list[Clause] = []
        start, lead = 0, ""
        for match in _MARKS.finditer(self.plain):
            if any(first < match.start() < last for first, last in titles):
                continue
            if self.plain[start : match.start()].strip():
                found.append(Clause(start, match.start(), lead))
            start, lead = match.end(), match[0]
        if self.plain[start:].strip():
            found.append(Clause(start, len(self.plain), lead))
        return found

    def within(self, clause: Clause) -> list[Said]:
        """The numbers of a clause."""
        return [s for s in self.said if clause.start <= s.quantity.start < clause.end]

    def dates_within(self, clause: Clause) -> list[DateMention]:
        """The dates of a clause."""
        return [d for d in self.dates if clause.start <= d.start < clause.end]
