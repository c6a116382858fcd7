"""Everything that a report says in words, as one text in which every place can be found again."""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeVar

from assistant.report.model import AnnualReport
from assistant.report.units import half_width
from assistant.rules.lexicon import LEXICON, Hits
from assistant.rules.mentions.mention import Mentions
from assistant.rules.mentions.reading import read_mentions

_SENTENCE = re.compile(r"[^\s。！？][^。！？\n]*[。！？]?[”’』」）)]?")
_BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class Place:
    """Characters of a section's joined text, as findings give them."""

    section: str
    start: int
    end: int
    text: str


class Sentence(NamedTuple):
    """A sentence with its closing mark: `whole[start:end]`, and the section that it stands in."""

    section: str
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Narrative:
    """The preface, the sections and their parts in reading order, joined into `whole`.

    Offsets are characters of `whole`. Sections are parted by an empty line, paragraphs by a
    line break. Titles do not belong to it.
    """

    whole: str
    sections: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    year: int

    @classmethod
    def of(cls, report: AnnualReport) -> "Narrative":
        """The narrative of a report; sections without text are left out."""
        ids: list[str] = []
        parts: list[str] = []
        spans: list[tuple[int, int]] = []
        at = 0
        for section, text in report.texts():
            if text:
                ids.append(section)
                parts.append(text)
                spans.append((at, at + len(text)))
                at += len(text) + len(_BETWEEN)
        return cls(_BETWEEN.join(parts), tuple(ids), tuple(spans), report.year)

    def section_at(self, offset: int) -> str:
        """The id of the section that the character at `offset` stands in."""
        return self.sections[self._index(offset)]

    def place(self, start: int, end: int) -> Place:
        """These characters as a place in their section; what runs on into the next is cut off."""
        index = self._index(start)
        first, last = self.spans[index]
        end = min(end, last)
        return Place(self.sections[index], start - first, end - first, self.whole[start:end])

    def span_of(self, section: str) -> tuple[int, int] | None:
        """Where a section's own text stands in `whole` ("1" without its parts); None if nowhere."""
        return self._span_by_section.get(section)

    def text_of(self, section: str) -> str:
        """A section's own text; empty where it has none."""
        start, end = self._span_by_section.get(section, (0, 0))
        return self.whole[start:end]

    @cached_property
    def plain(self) -> str:
        """`whole` with full-width digits, ％ and ． made half-width; every character keeps its place."""
        return half_width(self.whole)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence in reading order; a line without a closing mark is one too."""
        found = []
        bounds = [start for start, _ in self.spans]
        for match in _SENTENCE.finditer(self.whole):
            section = self.sections[bisect_right(bounds, match.start()) - 1]
            found.append(Sentence(section, match.start(), match.end(), match[0]))
        return tuple(found)

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that the character at `offset` stands in (or the one before it)."""
        return self.sentences[max(0, bisect_right(self._sentence_starts, offset) - 1)]

    @cached_property
    def paragraphs(self) -> tuple[tuple[int, int], ...]:
        """The span of every paragraph that is not empty."""
        return tuple(m.span() for m in re.finditer(r"[^\n]+", self.whole))

    @cached_property
    def words(self) -> Hits:
        """Every word of the vocabulary that occurs in `plain`, by its group."""
        return LEXICON.find(self.plain)

    @cached_property
    def mentions(self) -> Mentions:
        """Every quantity with what it counts, and how quantities belong together."""
        return read_mentions(self)

    @cached_property
    def kept(self) -> dict[Any, Any]:
        """What `once_kept` functions have worked out from this narrative."""
        return {}

    @cached_property
    def _span_by_section(self) -> dict[str, tuple[int, int]]:
        return dict(zip(self.sections, self.spans, strict=True))

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def _index(self, offset: int) -> int:
        return max(0, bisect_right(self._starts, offset) - 1)

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.spans]


P = ParamSpec("P")
T = TypeVar("T")


def once_kept(
    work: Callable[Concatenate[Narrative, P], T],
) -> Callable[Concatenate[Narrative, P], T]:
    """A function of a narrative that is worked out once; its result goes with the narrative."""

    @wraps(work)
    def once(narrative: Narrative, /, *args: P.args, **kwargs: P.kwargs) -> T:
        key = (work, args, *kwargs.items())
        if key not in narrative.kept:
            narrative.kept[key] = work(narrative, *args, **kwargs)
        found: T = narrative.kept[key]
        return found

    return once
