"""Sentences that several units' reports share word for word: 内容雷同 as the supervising office sees it."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.report.model import AnnualReport

if TYPE_CHECKING:
    from assistant.rollup.unit import Unit

SHORTEST = 20  # letters beyond numbers, names and set phrases
_PREFACE = "preface"
_LETTER = re.compile("[\u4e00-\u9fff]")
_NUMBERS = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence that could be compared: its section, its words, and a digest of what compares.

    The digest leaves the unit's own name and places, set phrases and titles aside, not the numbers.
    """

    section: str
    text: str
    digest: str


@dataclass(frozen=True, slots=True)
class SharedSentence:
    """A sentence, as the first of the units writes it, and all that have it."""

    section: str
    text: str
    units: tuple[str, ...]


def sentences_of(report: AnnualReport) -> tuple[Said, ...]:
    """The sentences of a report that are long enough to be somebody's own words.

    Those of the preface are not among them: what a report consists of, every one says alike.
    Basis: 国办公开办函〔2021〕30号 (内容雷同); where likeness begins no official paper says.
    """
    from assistant.rules.case import Case
    from assistant.rules.dup301_as_another_agency import names_of
    from assistant.rules.likeness import content_of

    narrative = Case(report).narrative
    content = content_of(narrative, names_of(report.agency))
    found = []
    for sentence in narrative.sentences:
        if sentence.section == _PREFACE:
            continue
        first, last = map(content.first_letter, (sentence.start, sentence.end))
        letters = content.text[first:last]
        if len(_LETTER.findall(letters)) >= SHORTEST:
            compared = f"{letters}\n{' '.join(_NUMBERS.findall(sentence.text))}"
            digest = hashlib.sha256(compared.encode()).hexdigest()[:24]
            found.append(Said(sentence.section, sentence.text.strip(), digest))
    return tuple(found)


def shared_sentences(units: Sequence["Unit"]) -> tuple[SharedSentence, ...]:
    """Every sentence that two or more units have, those of most units first."""
    who: dict[str, list[str]] = defaultdict(list)
    first: dict[str, Said] = {}
    for unit in units:
        for said in _of(unit):
            first.setdefault(said.digest, said)
            who[said.digest].append(unit.name)
    shared = [
        SharedSentence(first[digest].section, first[digest].text, tuple(names))
        for digest, names in who.items()
        if len(names) > 1
    ]
    return tuple(sorted(shared, key=lambda one: (-len(one.units), one.section, one.text)))


def _of(unit: "Unit") -> Iterator[Said]:
    """The sentences of a unit, each once."""
    if unit.name and unit.submission:
        yield from {said.digest: said for said in unit.submission.sentences}.values()
