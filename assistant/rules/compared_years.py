"""What the text compares with last year, tried against the tables of both years."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from assistant.rules.case import Case
from assistant.rules.definitions.certainty import severity_if_wrong
from assistant.rules.definitions.definition import Definition
from assistant.rules.definitions.judging import agree
from assistant.rules.definitions.meaning import Meaning, meaning_of
from assistant.rules.last_year import Number, last_cells
from assistant.rules.mentions.mention import Change, Mention
from assistant.rules.percentages import Fit, fit, growth_of, rounded
from assistant.rules.rule import Severity

_RATES = frozenset(["%", "‰"])
_MIXED = frozenset(["requests.new", "requests.received", "requests.applied", "requests.handled"])


@dataclass(frozen=True, slots=True)
class Comparison:
    """One definition, or two where years were mixed, with its values this year and last."""

    definition: Definition
    now: Number
    then: Number
    older: Definition

    @property
    def usual(self) -> bool:
        return self.definition.usual and self.definition is self.older

    @property
    def name(self) -> str:
        """In words: 表三“本年新收” 213 件对上年 174 件."""
        if self.definition is self.older:
            return f"{self.definition.name}，上年 {self.then}、本年 {self.now}"
        return f"上年{self.older.name} {self.then}、本年{self.definition.name} {self.now}"


@dataclass(frozen=True, slots=True)
class Compared:
    """A change told in the text, what it is of, and every comparison that it may stand for.

    `usual` are those that agree with the value told beside it (all usual ones where none is
    told), `unusual` the rest; `severity` is how grave it is that none of them agrees.
    """

    change: Mention
    meaning: Meaning
    usual: tuple[Comparison, ...]
    unusual: tuple[Comparison, ...]
    severity: Severity


def compared(case: Case) -> Iterator[Compared]:
    """Every change against last year that the tables of both years can confirm."""
    if case.report.layout != "2021" or case.last is None:
        return
    for change in case.narrative.mentions.changes:
        if change.change.kind in ("growth", "difference") and _of_last_year(case, change):
            one = _compared(case, change)
            if one is not None:
                yield one


def _of_last_year(case: Case, change: Change) -> bool:
    years = {m.year for m in (change.change, change.before) if m is not None}
    return years <= {None, case.report.year - 1} and not change.change.part_of_year


def _compared(case: Case, change: Change) -> Compared | None:
    source = _source(change)
    meaning = meaning_of(source)
    if meaning is None:
        return None
    severity = severity_if_wrong(case, source, meaning)
    if severity is None or severity is Severity.NOTE:
        return None
    everything = [*comparisons(case, meaning)]
    told = change.now if change.now is not None and source is change.now else None
    usual = [c for c in everything if c.usual and (told is None or agree(told, c.now))]
    rest = [c for c in everything if c not in usual]
    if not usual:
        return None
    if meaning.topic in _MIXED:
        rest += _mixed(usual if told is not None else everything, everything)
    return Compared(change.change, meaning, tuple(usual), tuple(rest), severity)


def _source(change: Change) -> Mention:
    """The count whose meaning the change has: itself where it says what, else the value told."""
    own = change.change
    if change.now is not None and not (own.qualifiers - change.now.qualifiers):
        return change.now
    unit = change.before.quantity.unit if change.before else "件"
    if own.kind == "difference":
        unit = own.quantity.unit
    named = own
    if (
        change.before is not None
        and not own.qualifiers
        and own.subject in ("", change.before.subject)
    ):
        named = change.before._replace(year=None)
    return named._replace(kind="count", quantity=named.quantity._replace(unit=unit))


def comparisons(case: Case, meaning: Meaning) -> Iterator[Comparison]:
    """What a meaning was this year and last, under each of its definitions."""
    last = last_cells(case)
    for definition in meaning.definitions:
        now, then = definition.value(case.cells), definition.value(last)
        if now is not None and then is not None:
            yield Comparison(definition, now, then, definition)


def _mixed(these: list[Comparison], everything: list[Comparison]) -> list[Comparison]:
    return [
        Comparison(one.definition, one.now, other.then, other.definition)
        for one, other in product(these, everything)
        if one is not other
    ]


def is_rate(change: Mention) -> bool:
    """Whether it is growth in percent, not in percentage points or times."""
    return change.kind == "growth" and change.quantity.unit in _RATES


def says(change: Mention, one: Comparison) -> Fit:
    """Whether the size of the change is true of this comparison, whatever its direction."""
    if not is_rate(change):
        gap = max(one.now, one.then) - min(one.now, one.then)
        return Fit.HONEST if agree(change, gap) else Fit.WRONG
    if one.then <= 0:
        return Fit.WRONG
    return fit(change.quantity, abs(growth_of(one.now, one.then)))


def goes(change: Mention, one: Comparison) -> bool:
    """Whether the direction is true of this comparison; no change at all is against both."""
    return (one.now - one.then) * change.direction > 0


def size(change: Mention, one: Comparison) -> str:
    """The change that a comparison really has, in the form in which the text says it."""
    if not is_rate(change):
        return f"{max(one.now, one.then) - min(one.now, one.then)}{change.quantity.unit}"
    return rounded(abs(growth_of(one.now, one.then)), change.quantity) if one.then else "—"


def fits_unusual(one: Compared) -> Comparison | None:
    """The first unusual comparison of which size and direction are true."""
    for other in one.unusual:
        if says(one.change, other) is Fit.HONEST and goes(one.change, other):
            return other
    return None
