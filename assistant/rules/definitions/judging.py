"""Tries a mention against all that it may mean, before any verdict."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from operator import itemgetter
from typing import Literal, NamedTuple

from assistant.rules.case import Case
from assistant.rules.definitions.cases import GROUPS as CASE_GROUPS
from assistant.rules.definitions.certainty import (
    severity_if_unusual,
    severity_if_wrong,
    speaks_of_tables,
)
from assistant.rules.definitions.definition import Cells, Definition
from assistant.rules.definitions.meaning import Meaning, meaning_of
from assistant.rules.mentions.mention import Mention
from assistant.rules.narrative import Narrative, once_kept
from assistant.rules.rule import Finding, NotAssessed, Rule, plain

Gap = Literal["differs", "claims none", "table empty"]
# A mention with its place among all of them and what it may mean.
_Told = tuple[int, Mention, Meaning]


class Reading(NamedTuple):
    """A mention taken for one quantity of the tables, and what the tables say of it."""

    definition: Definition
    value: int | Decimal


@dataclass(frozen=True, slots=True)
class Judgement:
    """A mention with the reading that agrees with it, or with those that do not.

    `tried` holds every reading whose cells are filled in, the likeliest first; `blanks` the
    blank cells of a likely one, which forbid to say that nothing agrees.
    """

    mention: Mention
    meaning: Meaning
    agrees: Reading | None
    tried: tuple[Reading, ...]
    blanks: tuple[str, ...]

    @property
    def nearest(self) -> Reading | None:
        """The usual reading that one slip away would give what the text says, else the closest."""
        usual = [reading for reading in self.tried if reading.definition.usual]
        said = Decimal(self.mention.quantity.value)
        return min(
            usual,
            key=lambda r: (_slips(said, r.value), abs(Decimal(r.value) - said)),
            default=None,
        )


def judge(mention: Mention, meaning: Meaning, cells: Cells) -> Judgement:
    """The first definition that the mention is a true way to write, usual ones first."""
    tried: list[Reading] = []
    for definition in meaning.definitions:
        value = definition.value(cells)
        if value is None:
            continue
        reading = Reading(definition, value)
        if agree(mention, value):
            return Judgement(mention, meaning, reading, (*tried, reading), ())
        tried.append(reading)
    known = (d for d in meaning.definitions if d.usual and d.fits(cells))
    blanks = tuple(address for definition in known for address in definition.blanks(cells))
    return Judgement(mention, meaning, None, tuple(tried), blanks)


def agree(mention: Mention, value: int | Decimal) -> bool:
    """Whether the mention is a true way to write `value`."""
    return mention.quantity.value == value or mention.quantity.agrees_with(value)


def evidence(case: Case) -> list[Judgement]:
    """Every mention that agrees with the tables, with the reading in which it does."""
    found = []
    for mention in case.narrative.mentions.all:
        meaning = meaning_of(mention)
        if meaning is not None:
            judgement = judge(mention, meaning, case.cells)
            if judgement.agrees is not None:
                found.append(judgement)
    return found


def mismatches(
    rule: Rule,
    case: Case,
    subjects: tuple[str, ...],
    topics: frozenset[str],
    gap: Gap = "differs",
) -> Iterator[Finding | NotAssessed]:
    """What a rule about these topics says: one finding for each mention that agrees with nothing.

    A mention that agrees only with an unusual definition gets a warning that names it. Each
    kind of gap is told by one rule alone.
    """
    for _, mention, meaning in _told(case.narrative, topics) if _possible(gap, case) else ():
        if mention.subject not in subjects:
            continue
        if not speaks_of_tables(case, mention) or _gap_of(mention, meaning, case.cells) != gap:
            continue
        judgement = judge(mention, meaning, case.cells)
        if judgement.agrees is None:
            yield from _nothing_agrees(rule, case, judgement)
        elif not judgement.agrees.definition.usual and not _is_reckoned(case, judgement):
            yield from _unusual(rule, case, judgement, judgement.agrees)


def _told(narrative: Narrative, topics: frozenset[str]) -> list[_Told]:
    """The mentions about these topics with what they may mean, in reading order."""
    by_topic = _by_topic(narrative)
    found = [told for topic in topics if topic in by_topic for told in by_topic[topic]]
    if len(found) > 1:
        found.sort(key=itemgetter(0))
    return found


@once_kept
def _by_topic(narrative: Narrative) -> dict[str, list[_Told]]:
    found: dict[str, list[_Told]] = {}
    new = _parts_of_new(narrative)
    for place, mention in enumerate(narrative.mentions.all):
        # 新收38件，其中自然人34件: the parts are of the same thing as their whole.
        meaning = meaning_of(mention, of_new=id(mention) in new)
        if meaning is None:
            continue
        found.setdefault(meaning.topic, []).append((place, mention, meaning))
    return found


def _parts_of_new(narrative: Narrative) -> frozenset[int]:
    """The parts of breakdowns whose whole is said to be new requests."""
    found = set[int]()
    for one in narrative.mentions.breakdowns:
        whole = meaning_of(one.whole)
        if whole is not None and whole.topic == "requests.new":
            found.update(id(part) for part in one.parts)
    return frozenset(found)


def _gap_of(mention: Mention, meaning: Meaning, cells: Cells) -> Gap:
    """What kind of contradiction it would be if nothing agrees with the mention."""
    subject, _, topic = meaning.topic.partition(".")
    if subject not in _WITH_TOTALS:
        return "differs"
    if not mention.quantity.value:
        return "claims none" if topic in _CLAIMS else "differs"
    return "table empty" if _is_empty(_WITH_TOTALS[subject], cells) else "differs"


def _possible(gap: Gap, case: Case) -> bool:
    """Whether a mention can be in this contradiction at all."""
    if gap != "table empty":
        return True
    return any(_is_empty(totals, case.cells) for totals in (_REQUEST_TOTALS, _CASE_TOTALS))


def _is_empty(totals: tuple[str, ...], cells: Cells) -> bool:
    return {*map(cells.get, totals)} == {0}


_CLAIMS = frozenset(["new", "received", "both", "handled", "applied", "total", "kind"])
_REQUEST_TOTALS = ("t3.new.total", "t3.carried_in.total", "t3.result_total.total")
_CASE_TOTALS = tuple(f"t4.{group}.total" for group in CASE_GROUPS)
_WITH_TOTALS = {
    "requests": _REQUEST_TOTALS,
    "reconsideration": _CASE_TOTALS,
    "litigation": _CASE_TOTALS,
    "cases": _CASE_TOTALS,
}


def _nothing_agrees(
    rule: Rule, case: Case, judgement: Judgement
) -> Iterator[Finding | NotAssessed]:
    nearest = judgement.nearest
    printed = nearest.value if nearest else None
    severity = severity_if_wrong(case, judgement.mention, judgement.meaning, printed)
    if severity is None:
        return
    if judgement.blanks or nearest is None:
        yield from rule.blanks(judgement.blanks, case)
        return
    mention, gap = (
        judgement.mention,
        abs(Decimal(nearest.value) - Decimal(judgement.mention.quantity.value)),
    )
    yield rule.at(
        case,
        mention.span,
        f"正文写{_said(judgement)}，{_of_tables(nearest, case)}（相差 {plain(gap)}）"
        f"{_also_tried(judgement, nearest, case)}{judgement.meaning.remark}",
        expected=plain(nearest.value),
        cells=nearest.definition.cells,
        severity=severity,
    )


def _unusual(
    rule: Rule, case: Case, judgement: Judgement, agrees: Reading
) -> Iterator[Finding | NotAssessed]:
    nearest = judgement.nearest
    printed = nearest.value if nearest else None
    severity = severity_if_unusual(case, judgement.mention, judgement.meaning, printed)
    if severity is None or nearest is None:
        return
    definition = agrees.definition
    yield rule.at(
        case,
        judgement.mention.span,
        f"正文写{_said(judgement)}，{_of_tables(nearest, case)}；正文的数等于"
        f"{definition.shown(case.cells)}，{definition.advice}",
        expected=plain(nearest.value),
        cells=tuple(dict.fromkeys((*nearest.definition.cells, *definition.cells))),
        cure=f"{definition.advice}；如果不是这个口径，请改正数字。",
        severity=severity,
    )


def _is_reckoned(case: Case, judgement: Judgement) -> bool:
    """新收29件，上年结转1件，共办理30件: 办理 is to take in hand, and the text tells the parts."""
    mention, agrees = judgement.mention, judgement.agrees
    if agrees is None or agrees.definition.minus:
        return False
    start = max(mention.clause[0], mention.start - _REACH)
    if not _TAKEN_IN_HAND.search(case.narrative.plain, start, mention.start):
        return False
    sentence = case.narrative.mentions.in_sentence(mention.sentence)
    told = {other.quantity.value for other in sentence if other.start < mention.start}
    return told.issuperset(term.value(case.cells) for term in agrees.definition.plus)


_REACH = 12
_TAKEN_IN_HAND = re.compile(r"(?<!按期)(?<!按时)(?<!全部)(?<!均)办理(?:了|申请)?$")


def _said(judgement: Judgement) -> str:
    mention = judgement.mention
    said = "没有" if mention.negated else mention.text
    return f"“{judgement.meaning.words}”{said}"


def _of_tables(reading: Reading, case: Case) -> str:
    if reading.definition.is_plain:
        return f"{reading.definition.name}是 {plain(reading.value)}"
    return f"{reading.definition.shown(case.cells)}，即 {plain(reading.value)}"


def _also_tried(judgement: Judgement, nearest: Reading, case: Case) -> str:
    others = [r for r in judgement.tried if r is not nearest and r.value != nearest.value][:2]
    if not others:
        return ""
    return f"；按{'、'.join(_of_others(reading, case) for reading in others)}也对不上"


def _of_others(reading: Reading, case: Case) -> str:
    name, number = reading.definition.name, plain(reading.value)
    return (
        f"{name}（{number}）"
        if reading.definition.is_plain
        else f"{reading.definition.shown(case.cells)}（{number}）"
    )


def _slips(one: int | Decimal, other: int | Decimal) -> int:
    """0 where the digits changed places, 1 where one of them is wrong, else 2."""
    left, right = str(one), str(other)
    if len(left) != len(right):
        return 2
    if sorted(left) == sorted(right):
        return 0
    return 1 if sum(a != b for a, b in zip(left, right, strict=True)) == 1 else 2
