"""What a draft is measured with; it shares no line with the grounding that it measures.

A number is supported if the figures file, last year's, or what the ledger derives from them has
it with that unit; a work fact's sentence counts with the numbers in it. That is kinder than the
grounding, which also asks what a number is said of: a true number under a wrong name is counted
by the narrative rules instead.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.drafting.draft import Draft, assemble
from assistant.report.dates import find_dates
from assistant.report.ledger import Fact, Ledger
from assistant.report.model import AnnualReport
from assistant.report.quantities import Quantity, find_quantities
from assistant.rules.all_rules import RULES
from assistant.rules.case import Case as RuleCase
from assistant.rules.engine import check
from assistant.rules.rule import Severity

_NONE = re.compile(r"未|无|没有|不存在")
_SAID_SHARE = 60  # percent of a statement's pairs of characters that a part has to share
_HAN = re.compile(r"[㐀-鿿]")


@dataclass(frozen=True, slots=True)
class Measured:
    """One draft measured: counts over all its parts, and the numbers that nothing supports."""

    numbers: int
    unsupported: tuple[str, ...]
    wrong_label: int
    must: int
    said: int
    sentences: int
    from_model: int
    characters: int
    errors: int
    warnings: int


def measure(
    draft: Draft,
    figures: AnnualReport,
    previous: AnnualReport | None,
    ledger: Ledger,
    must: dict[str, tuple[str, ...]],
) -> Measured:
    """The draft against the figures; `must` are the ids of the facts that each part has to say."""
    known = Figures(ledger)
    texts = {section.id: section.text for section in draft.sections}
    unsupported = [number for text in texts.values() for number in known.unsupported(text)]
    wanted = [
        (section, ledger[i]) for section, ids in must.items() for i in ids if section in texts
    ]
    said = [is_said(fact, texts[section]) for section, fact in wanted]
    sentences = [s for section in draft.sections for s in section.sentences()]
    parts = {section.id for section in draft.sections}
    found = [
        f
        for f in check(RuleCase(assemble(draft, figures), previous), RULES).findings
        if f.where.section in parts
    ]
    wrong = [f for f in found if f.code.startswith(("NAR", "ARI")) and f.severity is Severity.ERROR]
    return Measured(
        numbers=sum(len(_numbers(text)) for text in texts.values()),
        unsupported=tuple(unsupported),
        wrong_label=len(wrong),
        must=len(wanted),
        said=sum(said),
        sentences=sum(
            len(re.findall(r"[^。！？]+[。！？]|[^。！？]+$", s.text)) for s in sentences
        ),
        from_model=sum(s.origin == "model" for s in sentences),
        characters=sum(len(_HAN.findall(text)) for text in texts.values()),
        errors=sum(f.severity is Severity.ERROR for f in found),
        warnings=sum(f.severity is Severity.WARNING for f in found),
    )


class Figures:
    """Every number, year and date that the figures, last year's and the ledger have."""

    def __init__(self, ledger: Ledger) -> None:
        self._numbers = [pair for fact in ledger.values() for pair in _pairs(fact)]
        self._numbers += [(quantity, quantity.unit) for quantity in _organisations(ledger)]
        statements = [str(f.value) for f in ledger.values() if isinstance(f.value, str)]
        self._dates = [date for text in statements for date in find_dates(text)]
        year = ledger.number("year")
        self.year = int(year) if year else None
        self._years = {int(year) + step for step in (-1, 0, 1)} if year else set()

    def unsupported(self, text: str) -> Iterator[str]:
        """The numbers and dates of a text that nothing supports."""
        for quantity in _numbers(text):
            if not any(_fits(quantity, value, unit) for value, unit in self._numbers):
                yield quantity.text
        for date in find_dates(text):
            own = date.month is None and date.year in self._years
            if not own and not any(date.fits(other) for other in self._dates):
                yield date.text


def _organisations(ledger: Ledger) -> Iterator[Quantity]:
    """法人或其他组织: of each row of table three what is not of natural persons."""
    for fact in ledger.values():
        row, _, column = fact.id.rpartition(".")
        people = ledger.get(f"{row}.natural_person") if column == "total" else None
        if people and isinstance(fact.value, int) and isinstance(people.value, int):
            yield from _numbers(f"{fact.value - people.value}{fact.unit}")


@lru_cache(maxsize=8192)
def _numbers(text: str) -> tuple[Quantity, ...]:
    return tuple(find_quantities(text))


def _pairs(fact: Fact) -> Iterator[tuple[Quantity, str]]:
    """A fact's number as a reader would write it, or the numbers in its statement, with units."""
    written = fact.value if isinstance(fact.value, str) else fact.written.removeprefix("-")
    for quantity in _numbers(written):
        yield quantity, quantity.unit


def _fits(written: Quantity, known: Quantity, unit: str) -> bool:
    same_unit = written.unit == unit or not written.unit or not unit
    return same_unit and (written.agrees_with(known.value) or written.value == -known.value)


def is_said(fact: Fact, text: str) -> bool:
    """Whether a part says a fact: its number with that unit, or most of its statement's words.

    A zero may be said as a negation.
    """
    if isinstance(fact.value, str):
        words = _bigrams(fact.value)
        return 100 * len(words & _bigrams(text)) >= _SAID_SHARE * len(words)
    if fact.value == 0 and _NONE.search(text):
        return True
    return any(
        _fits(written, known, unit) for written in _numbers(text) for known, unit in _pairs(fact)
    )


def _bigrams(text: str) -> set[str]:
    han = "".join(_HAN.findall(text))
    return {han[i : i + 2] for i in range(len(han) - 1)}
