"""A Word paper as the reader sees its text, and where in it every character stands."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from assistant.reading.docx_body import paragraphs_of, words_with_elements
from assistant.report.model import AnnualReport

# What readers and writers change: white space, and characters that no paper shows.
_LETTERS = re.compile(
    r"[^\s\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]+"
)


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of a text without white space, and where each one stands in it."""

    text: str
    places: "array[int]"

    @classmethod
    def of(cls, text: str) -> "Letters":
        """The letters of a text."""
        runs = list(_LETTERS.finditer(text))
        places = array("L")
        for run in runs:
            places.extend(range(*run.span()))
        return cls("".join(run[0] for run in runs), places)

    def between(self, start: int, end: int) -> tuple[int, int]:
        """The letters within characters `start` to `end` of the text."""
        return bisect_right(self.places, start - 1), bisect_right(self.places, end - 1)


@dataclass(frozen=True, slots=True)
class Spot:
    """Characters of one paper: from the first one's paragraph and place to behind the last one's."""

    first: int
    start: int
    last: int
    end: int


class Paper:
    """The paragraphs of a paper in order with their letters, joined into one text to search."""

    def __init__(self, document: Any) -> None:
        self.paragraphs: list[Any] = list(paragraphs_of(document))
        self._letters = [
            Letters.of("".join(word for _, word in words_with_elements(paragraph)))
            for paragraph in self.paragraphs
        ]
        self._starts: list[int] = []
        at = 0
        for letters in self._letters:
            self._starts.append(at)
            at += len(letters.text)
        self.text = "".join(letters.text for letters in self._letters)

    def spot(self, start: int, end: int) -> Spot:
        """Where letters `start` to `end` of `text` stand; there must be at least one."""
        first, begins = self._at(start)
        last, ends = self._at(end - 1)
        return Spot(first, begins, last, ends + 1)

    def _at(self, letter: int) -> tuple[int, int]:
        number = bisect_right(self._starts, letter) - 1
        return number, self._letters[number].places[letter - self._starts[number]]

    def begins_paragraph(self, letter: int) -> bool:
        """Whether a paragraph begins with this letter."""
        return self._starts[bisect_right(self._starts, letter) - 1] == letter


class Finder:
    """Finds the words of a report in the paper that it was read from, or printed to."""

    def __init__(self, paper: Paper, report: AnnualReport) -> None:
        self._paper = paper
        self._report = report
        self._sections: dict[str, tuple[Letters, array[int]]] = {}

    def words(self, section: str, start: int, end: int) -> Spot | None:
        """Where characters of a section's joined text stand; None where they are not found."""
        if section not in self._sections:
            self._sections[section] = self._placed(section)
        letters, places = self._sections[section]
        first, last = letters.between(start, end)
        found = (
            [place for place in (places[first], places[last - 1]) if place >= 0]
            if (first < last)
            else []
        )
        if len(found) < 2 or found[0] > found[1]:
            return None
        return self._paper.spot(found[0], found[1] + 1)

    def title(self, section: str) -> Spot | None:
        """Where the title of a section or part stands; None where it is not found."""
        at = self._title_at(section)
        if at is None:
            return None
        return self._paper.spot(at, at + len(self._title(section)))

    def line(self, section: str, text: str) -> Spot | None:
        """Where a line stands that begins in a part or is its title; None where it does not."""
        letters = Letters.of(text).text
        at = self._paper.text.find(letters, self._title_at(section) or 0) if letters else -1
        return self._paper.spot(at, at + len(letters)) if at >= 0 else None

    @cached_property
    def heading(self) -> Spot | None:
        """Where the paper's own title stands, or else its first words; None in an empty paper."""
        title = Letters.of(self._report.full_title).text
        at = self._paper.text.find(title) if title else -1
        if at >= 0:
            return self._paper.spot(at, at + len(title))
        return self._paper.spot(0, 1) if self._paper.text else None

    def _placed(self, section: str) -> tuple[Letters, "array[int]"]:
        """The letters of a section's text, each with its place in the paper, or -1."""
        at = self._title_at(section) or 0
        places = array("l")
        text = self._report.text_of(section)
        for paragraph in text.split("\n"):
            letters = Letters.of(paragraph).text
            found = self._paper.text.find(letters, at) if letters else -1
            if found < 0:
                places.extend([-1] * len(letters))
            else:
                at = found + len(letters)
                places.extend(range(found, at))
        return Letters.of(text), places

    def _title(self, section: str) -> str:
        holder = self._report.sections.get(section.partition(".")[0])
        written = holder.parts.get(section) if holder and "." in section else holder
        return Letters.of(written.title).text if written else ""

    def _title_at(self, section: str) -> int | None:
        """The last place of a title before its text: a table of contents has it too."""
        title = self._title(section)
        if not title:
            return None
        places = list(_occurrences(self._paper.text, title))
        places = [at for at in places if self._paper.begins_paragraph(at)] or places
        first = next(filter(None, self._report.text_of(section).split("\n")), "")
        text = Letters.of(first).text
        below = self._paper.text.find(text, places[0] + len(title)) if places and text else -1
        before = [at for at in places if at < below] if below >= 0 else places[:1]
        return before[-1] if before else None


def _occurrences(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + len(words))
