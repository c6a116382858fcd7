"""What a narrative says with a number: a quantity, what it counts, and what it belongs to."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import Literal, NamedTuple

from assistant.report.quantities import Quantity

_MANY = 200  # mentions of one sentence that are looked at
Kind = Literal["count", "share", "growth", "difference", "all"]
Scope = Literal["", "own", "area", "office", "unit"]


# A named tuple for speed, like `Quantity`.
class Mention(NamedTuple):
    """A quantity of the narrative, read as a careful clerk reads it.

    `start`, `end` span the number with its unit in `Narrative.whole`, `clause` the words
    between punctuation marks around it, `sentence` its sentence.

    `kind`: `count` (8件), `share` (88%), `growth` (同比增长10.6%), `difference`
    (较上年减少13件), `all` (全部办结, 均已答复: no number; the quantity is 100 %).
    `subject` is an id of `mentions.subjects` in the vocabulary (`requests`, `reconsideration`, …),
    empty where the text does not say; `certain` says that the subject stands in its clause and
    was not carried over from before (a part of a list is as certain as its whole); cases and
    requests are certain only where the text is about disclosure.
    `qualifiers` are ids of `mentions.qualifiers` (`new`, `handled`, …), `of_which` for parts after
    其中, and `restricted` where a topic that we have no id for narrows it down.
    `applicant` is a column of table three. `year` is the year spoken of where it is not the one
    reported on. `scope`: `own` (本机关), `area` (全市, 全县), `office` (市政府办), `unit` (another
    named unit: 县公安局 3件). `part_of_year`: 一季度, 1—6月. `cumulative`: 累计 over years.
    `negated`: “未收到”, “没有发生”: the quantity is 0 and its text the negation.
    `direction`: +1 more, -1 less, 0 where nothing is compared (growth, difference, 增至, 减至).
    """

    start: int
    end: int
    text: str
    quantity: Quantity
    kind: Kind
    section: str
    clause: tuple[int, int]
    sentence: tuple[int, int]
    subject: str = ""
    certain: bool = False
    qualifiers: frozenset[str] = frozenset()
    applicant: str = ""
    year: int | None = None
    scope: Scope = ""
    part_of_year: bool = False
    cumulative: bool = False
    negated: bool = False
    direction: int = 0

    @property
    def span(self) -> tuple[int, int]:
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A whole and its parts: “其中A 3件、B 5件”, “分别为”, a list of units.

    `complete` says that the parts claim to be all of it (分别为, 包括, 由…组成; or a list that
    names every kind); `marker` is the word that introduces them.
    """

    whole: Mention
    parts: tuple[Mention, ...]
    complete: bool
    marker: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage with the count that it is of and the count that it is out of, where told."""

    share: Mention
    part: Mention | None
    whole: Mention | None


@dataclass(frozen=True, slots=True)
class Change:
    """A growth rate or difference, the value that has it, and the older value where told.

    In “由46个减至39个” no difference is told: the change is the new value itself (a count with a
    direction), `now` too, and `before` the old one. Percentage points are of a share.
    """

    change: Mention
    now: Mention | None
    before: Mention | None


@dataclass(frozen=True)
class Mentions:
    """All mentions of a narrative in reading order, and how they belong together."""

    all: tuple[Mention, ...] = ()
    breakdowns: tuple[Breakdown, ...] = ()
    shares: tuple[Share, ...] = ()
    changes: tuple[Change, ...] = ()

    def in_sentence(self, sentence: tuple[int, int]) -> list[Mention]:
        """The mentions of the sentence with this span, in reading order."""
        first = bisect_left(self.all, sentence[0], key=lambda mention: mention.start)
        return list(takewhile(lambda m: m.sentence == sentence, self.all[first : first + _MANY]))

    def about(self, *subjects: str) -> Sequence[Mention]:
        """The mentions whose subject is one of these."""
        if len(subjects) == 1:
            return self._by_subject.get(subjects[0], [])
        return [mention for mention in self.all if mention.subject in subjects]

    @cached_property
    def _by_subject(self) -> dict[str, list[Mention]]:
        found: dict[str, list[Mention]] = {}
        for mention in self.all:
            found.setdefault(mention.subject, []).append(mention)
        return found
