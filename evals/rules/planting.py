"""What a planted fault is: a clean report changed at one place, and the place.

Nothing here or in the files of faults knows which rules there are: a fault is found when
something new is said about the place that was changed.
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.report.model import AnnualReport


@dataclass(frozen=True, slots=True)
class Clean:
    """A report in which nothing is wrong, with last year's where there is one."""

    name: str
    report: AnnualReport
    previous: AnnualReport | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """Characters of a section's joined text."""

    section: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Planted:
    """A report with one fault: `cells` or `spots` say where; `sections` where text is missing.

    `anywhere` is for faults of the whole report, such as a day of publication: any finding
    that points at no words counts.
    """

    report: AnnualReport
    cells: frozenset[str] = frozenset()
    spots: tuple[Spot, ...] = ()
    sections: frozenset[str] = frozenset()
    anywhere: bool = False
    previous: AnnualReport | None = None


Plant = Callable[[random.Random, Clean], Planted | None]


@dataclass(frozen=True, slots=True)
class Fault:
    """A kind of fault. `plant` gives None where a report has no place for it.

    `slight` ones need only be mentioned (a note counts); of others an error or a warning is wanted.
    """

    name: str
    plant: Plant
    slight: bool = False


def paragraphs(report: AnnualReport) -> Iterator[tuple[str, int, str]]:
    """Every paragraph with the section that it stands in and its number there."""
    for section, text in report.texts():
        if text:
            for index, paragraph in enumerate(text.split("\n")):
                yield section, index, paragraph


def with_paragraphs(report: AnnualReport, section: str, texts: list[str]) -> AnnualReport:
    """The report with other paragraphs in a section, a part, or `preface`."""
    data = report.model_dump()
    if section == "preface":
        data["preface"] = texts
    else:
        holder = data["sections"][section[0]]
        (holder["parts"][section] if "." in section else holder)["paragraphs"] = texts
    return type(report).model_validate(data)


def texts_of(report: AnnualReport, section: str) -> list[str]:
    """The paragraphs of a section."""
    text = report.text_of(section)
    return text.split("\n") if text else []


def edited(report: AnnualReport, section: str, start: int, end: int, new: str) -> Planted:
    """The report with `new` instead of these characters; the spot is the sentence around them."""
    text = report.text_of(section)
    changed = text[:start] + new + text[end:]
    whole = with_paragraphs(report, section, changed.split("\n"))
    return Planted(whole, spots=(sentence_around(section, changed, start, start + len(new)),))


def sentence_around(section: str, text: str, start: int, end: int) -> Spot:
    """The sentences that these characters stand in."""
    first = max(text.rfind(mark, 0, start) for mark in "。！？\n") + 1
    stops = [at for mark in "。！？\n" if (at := text.find(mark, end)) >= 0]
    return Spot(section, first, min(stops, default=len(text)))


def appended(report: AnnualReport, section: str, sentence: str) -> Planted:
    """The report with one more sentence at the end of a section."""
    texts = texts_of(report, section)
    if not texts:
        return with_more(report, section, sentence)
    texts[-1] += sentence
    whole = with_paragraphs(report, section, texts)
    text = whole.text_of(section)
    return Planted(whole, spots=(Spot(section, len(text) - len(sentence), len(text)),))


def with_more(report: AnnualReport, section: str, paragraph: str) -> Planted:
    """The report with one more paragraph at the end of a section."""
    whole = with_paragraphs(report, section, [*texts_of(report, section), paragraph])
    text = whole.text_of(section)
    return Planted(whole, spots=(Spot(section, len(text) - len(paragraph), len(text)),))


def matches(report: AnnualReport, pattern: str) -> list[tuple[str, re.Match[str]]]:
    """Where a pattern occurs in the narrative."""
    return [
        (section, match) for section, text in report.texts() for match in re.finditer(pattern, text)
    ]


def replaced(rng: random.Random, clean: Clean, pattern: str, new: str) -> Planted | None:
    """One occurrence of a pattern, taken at random, replaced (`new` may use its groups)."""
    found = matches(clean.report, pattern)
    if not found:
        return None
    section, match = rng.choice(found)
    return edited(clean.report, section, *match.span(), match.expand(new))


def number_of(report: AnnualReport, address: str) -> int:
    """The count of a cell; a blank one counts for nothing here."""
    value = report.cell(address)
    return value if isinstance(value, int) else 0


def another_number(rng: random.Random, number: int) -> int:
    """A number that a slip makes of this one: a digit changed, two swapped, a digit lost or more."""
    digits = str(number)
    at = rng.randrange(len(digits))
    other = digits[:at] + rng.choice([d for d in "123456789" if d != digits[at]]) + digits[at + 1 :]
    slips = [int(other), number + rng.choice([1, 2, 3, 10])]
    if len(digits) > 1 and digits[0] != digits[1]:
        slips.append(int(digits[1] + digits[0] + digits[2:]))
    return rng.choice([slip for slip in slips if slip != number])


def sentences(section: Sequence[str], words: Sequence[str]) -> Plant:
    """One of these sentences at the end of one of these sections."""

    def plant(rng: random.Random, clean: Clean) -> Planted:
        return appended(clean.report, rng.choice(section), rng.choice(words))

    return plant
