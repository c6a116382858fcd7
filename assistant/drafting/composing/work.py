"""Work facts as sentences: the staff's own words, ordered by the plan and set in one of five forms.

The words of a fact are never changed; what varies is the numbering chain, the lead (“政策解读
方面，”) and which facts share a sentence. The form is chosen by agency, year and part, so that two
years or two agencies with the same facts do not read alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.drafting.composing.pieces import Piece
from assistant.drafting.composing.voice import Voice
from assistant.drafting.draft import GroundedSentence
from assistant.drafting.planning.plan import PartPlan, PlanItem
from assistant.drafting.planning.topics import in_order
from assistant.report.ledger import Ledger
from assistant.report.model import WorkFact

ORDINALS = "一二三四五六七八九十"
_FACTS_A_PIECE = 2
_FORMS = ("chain", "led", "pairs", "led_in", "triples")
_FEWEST_CHAINED = 3
_LEADS = {"led": "{lead}方面，", "led_in": "在{lead}上，"}
_JOINED = {"pairs": 2, "triples": 3}
_LONGEST_JOINED = 110  # characters of a sentence of joined facts; longer ones tire the reader


@dataclass(frozen=True, slots=True)
class _Told:
    """One work fact as it may be said: its words without the end mark, its facts, its item."""

    text: str
    facts: tuple[str, ...]
    item: PlanItem | None


def work_pieces(
    section: str, works: Sequence[WorkFact], plan: PartPlan, ledger: Ledger, voice: Voice
) -> list[Piece]:
    """The work facts of a part as pieces, each fact said once."""
    told = [_told(work, item, ledger) for work, item in in_order(works, plan)]
    sentences = _in_form(_form(section, told, voice), told)
    starts = range(0, len(sentences), _FACTS_A_PIECE)
    return [
        _piece(f"work{start}", sentences[start : start + _FACTS_A_PIECE], plan) for start in starts
    ]


def _told(work: WorkFact, item: PlanItem | None, ledger: Ledger) -> _Told:
    stem = f"work.{work.id}"
    text = str(ledger[stem].value).rstrip("。；，、 ")
    return _Told(text, (stem, *[f"{stem}.{name}" for name in work.values]), item)


def _piece(piece_id: str, sentences: list[GroundedSentence], plan: PartPlan) -> Piece:
    must = tuple(f for s in sentences for f in must_say(s.facts))
    items = tuple(dict.fromkeys(s.item for s in sentences if s.item))
    queries = [item.query for i in items if (item := plan.item(i)) is not None and item.query]
    return Piece(piece_id, tuple(sentences), must, items, " ".join(queries) or plan.query)


def must_say(facts: Sequence[str]) -> tuple[str, ...]:
    """Of the facts of a sentence those that must appear: values, and statements without any."""
    valued = {fact.rpartition(".")[0] for fact in facts if fact.count(".") > 1}
    return tuple(fact for fact in facts if fact.partition(".")[0] in _STATED and fact not in valued)


_STATED = frozenset(["work", "problem", "improvement"])


def _form(section: str, told: list[_Told], voice: Voice) -> str:
    form = voice.choose(f"form{section}", _FORMS)
    fits = _FEWEST_CHAINED <= len(told) <= len(ORDINALS) and section != "6"
    if form == "chain" and (not fits or any("一是" in one.text for one in told)):
        return "pairs"
    return form


def _in_form(form: str, told: list[_Told]) -> list[GroundedSentence]:
    if form == "chain":
        return _chained(told)
    if form in _JOINED:
        return _joined(told, _JOINED[form])
    return _led(told, _LEADS[form])


def _chained(told: list[_Told]) -> list[GroundedSentence]:
    """The facts numbered; they end in “。” where one of them has a “；” of its own."""
    last = len(told) - 1
    mark = "。" if any("；" in one.text for one in told) else "；"
    return [
        _sentence(f"{ORDINALS[i]}是{_lead_wanted(one)}{one.text}{mark if i < last else '。'}", one)
        for i, one in enumerate(told)
    ]


def _led(told: list[_Told], pattern: str) -> list[GroundedSentence]:
    """The first fact of each matter with its lead, unless its own words begin with that matter."""
    sentences = []
    for item, group in groupby(told, key=lambda one: one.item):
        for index, one in enumerate(group):
            lead = ""
            if item and item.lead and index == 0 and not _names(one.text[:12], item.lead):
                lead = pattern.replace("{lead}", item.lead)
            sentences.append(_sentence(f"{lead}{one.text}。", one))
    return sentences


def _joined(told: list[_Told], most: int) -> list[GroundedSentence]:
    """Up to `most` facts of the same matter or of like size in one sentence, parted by “；”."""
    sentences: list[GroundedSentence] = []
    held: list[_Told] = []
    for one in told:
        if held and not _joins(held, one, most):
            sentences.append(_together(held))
            held = []
        held.append(one)
    return [*sentences, *([_together(held)] if held else [])]


def _joins(held: list[_Told], one: _Told, most: int) -> bool:
    length = sum(len(h.text) for h in held) + len(one.text)
    plain = not any(mark in other.text for other in (*held, one) for mark in "；。：")
    return len(held) < most and length <= _LONGEST_JOINED and plain


def _together(held: list[_Told]) -> GroundedSentence:
    text = "；".join(f"{_lead_wanted(one)}{one.text}" for one in held)
    facts = tuple(fact for one in held for fact in one.facts)
    item = next((one.item.id for one in held if one.item), "")
    return GroundedSentence(text=f"{text}。", facts=facts, item=item)


def _lead_wanted(one: _Told) -> str:
    """The lead of a matter that article 50 names and the fact's own words do not."""
    item = one.item
    if item is None or not item.kinds or _names(one.text, item.lead):
        return ""
    return f"{item.lead}方面，"


def _names(text: str, lead: str) -> bool:
    """Whether a text says the matter itself: its last two characters, or its first two."""
    return lead[-2:] in text or lead[:2] in text


def _sentence(text: str, one: _Told) -> GroundedSentence:
    return GroundedSentence(text=text, facts=one.facts, item=one.item.id if one.item else "")
