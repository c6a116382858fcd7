"""A mention while it is being read: its parts may still be settled by what follows."""

from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial

from assistant.report.quantities import Quantity
from assistant.rules.mentions.clauses import Clause
from assistant.rules.mentions.mention import Kind, Mention, Scope
from assistant.rules.mentions.subjects import OUTCOMES, REASONS, RESULTS
from assistant.rules.mentions.words import Word

_STEP = Decimal(1)


@dataclass(slots=True, eq=False)
class Draft:
    """What is known of a mention; `made` is the finished one.

    `named` says that its own clause names the subject, `base` that it is an older value which
    another is compared with, `marker` and `rate` are the words that introduce it.
    `before` are the words of its clause before it, from `since` on.
    `of` holds the qualifiers of the whole that a share is out of (占新收申请的…).
    """

    quantity: Quantity
    clause: Clause
    since: int = 0
    before: list[Word] = field(default_factory=list)
    kind: Kind = "count"
    subject: str = ""
    certain: bool = False
    named: bool = False
    qualifiers: set[str] = field(default_factory=set)
    applicant: str = ""
    year: int | None = None
    scope: Scope = ""
    part_of_year: bool = False
    cumulative: bool = False
    negated: bool = False
    direction: int = 0
    base: bool = False
    reached: bool = False
    marker: Word | None = None
    rate: Word | None = None
    of: frozenset[str] = frozenset()
    lead: str = ""
    strange: bool = False
    made: Mention | None = None

    @property
    def family(self) -> str:
        """Which list of kinds it belongs to: applicant, result, reason, outcome, unit, …"""
        if self.applicant:
            return "applicant"
        if not self.qualifiers.isdisjoint(_OF_A_FAMILY):
            for name, members in _FAMILIES:
                if not self.qualifiers.isdisjoint(members):
                    return name
        if self.named and self.subject in _KINDS_OF_LITIGATION:
            return "litigation"
        return "unit" if self.scope == "unit" else ""

    @property
    def mention(self) -> Mention:
        """The finished mention.

        Raises:
            AssertionError: It was not finished yet.
        """
        if self.made is None:
            raise AssertionError(self.quantity)
        return self.made

    def finish(self, section: str, sentence: tuple[int, int]) -> Mention:
        """The mention as rules see it."""
        q = self.quantity
        told: tuple[object, ...] = (
            *q[:3],
            q,
            self.kind,
            section,
            (self.clause.start, self.clause.end),
            sentence,
            self.subject,
            self.certain,
            frozenset(self.qualifiers),
            self.applicant,
            self.year,
            self.scope,
            self.part_of_year,
            self.cumulative,
            self.negated,
            self.direction,
        )
        made: Mention = _mention(told)
        self.made = made
        return made


_KINDS_OF_LITIGATION = frozenset(["litigation_direct", "litigation_after_reconsideration"])
_FAMILIES = (
    ("reason", REASONS),
    ("result", RESULTS),
    ("outcome", OUTCOMES),
    ("channel", frozenset(["online", "mail", "onsite", "fax"])),
)
_OF_A_FAMILY = frozenset().union(*(members for _, members in _FAMILIES))
# Hundreds are made for a report: without a Python frame each takes half as long.
_mention = partial(tuple.__new__, Mention)


def said(start: int, end: int, plain: str, value: int, unit: str = "") -> Quantity:
    """A quantity that is said without a number: 未收到 is 0, 全部办结 is 100 %."""
    return Quantity(start, end, plain[start:end], value, unit, _STEP)
