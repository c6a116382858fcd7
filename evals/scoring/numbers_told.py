"""What the figures and the notes of a case say of a sentence's numbers; each sentence read once."""

import re
from dataclasses import dataclass
from functools import cached_property

from assistant.drafting.grounding.sentence import Clause, Sentence
from assistant.report.ledger import Ledger
from evals.drafting.yardstick import Figures
from evals.scoring.no_figures import is_no_figure
from evals.scoring.second_opinion import Notes, Opinion

Span = tuple[int, int]
_CONTACT = re.compile(r"(?:邮编|邮政编码|电话|传真)[为是：:\s]*[\d\-－—()（）]*$")
_PLANS = re.compile(r"将|拟|计划|打算|下一步")


@dataclass(frozen=True)
class Told:
    """A sentence's numbers and dates by their spans, and what is known of each."""

    sentence: Sentence
    unsupported: frozenset[str]
    opinions: dict[int, Opinion]
    year: int | None

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        numbers = ((s.quantity.start, s.quantity.end) for s in self.sentence.said)
        return (*numbers, *((d.start, d.end) for d in self.sentence.dates))

    def written(self, span: Span) -> str:
        return self.sentence.text[slice(*span)]

    def clause_at(self, span: Span) -> Clause:
        """The clause that a number stands in."""
        inside = (c for c in self.sentence.clauses if c.start <= span[0] < c.end)
        return next(inside, Clause(0, len(self.sentence.text), ""))

    @cached_property
    def own_years(self) -> frozenset[Span]:
        """Where the year of the report itself is named, and no day of it."""
        dates = self.sentence.dates
        return frozenset((d.start, d.end) for d in dates if d.month is None and d.year == self.year)

    def opinion(self, span: Span) -> Opinion | None:
        """What the notes say of a number, if they say anything."""
        return self.opinions.get(span[0])

    @cached_property
    def no_figures(self) -> frozenset[Span]:
        """The numbers that no data have to hold, the years of a title (they are the title's), the
        coming year of a plan, telephones and postcodes.
        """
        text = self.sentence.text
        planned = self.year is not None and _PLANS.search(text) is not None
        titles = [(title.start, title.end) for title in self.sentence.titles]
        years = [
            (d.start, d.end)
            for d in self.sentence.dates
            if any(start < d.start and d.end < end for start, end in titles)
            or (planned and d.month is None and d.year == (self.year or 0) + 1)
        ]
        clauses = ((span, self.clause_at(span)) for span in self.spans)
        return frozenset(
            span
            for span, clause in clauses
            if span in years
            or _CONTACT.search(text[: span[0]])
            or is_no_figure(
                self.written(span), text[clause.start : clause.end], self.year, self.opinion(span)
            )
        )


class NumbersTold:
    """The figures and the notes of a case, asked about sentences."""

    def __init__(self, ledger: Ledger) -> None:
        self._figures = Figures(ledger)
        self._notes = Notes(ledger)
        self._told: dict[str, Told] = {}

    def of(self, text: str) -> Told:
        """What is known of a sentence's numbers."""
        if text not in self._told:
            unsupported = frozenset(self._figures.unsupported(text))
            opinions = self._notes.opinions(text)
            self._told[text] = Told(Sentence(text), unsupported, opinions, self._figures.year)
        return self._told[text]
