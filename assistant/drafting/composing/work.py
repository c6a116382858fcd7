"""Work facts as sentences: the staff's own words, ordered by the plan.

The words of a fact are never changed (where facts share a sentence, a “；” inside one becomes “，”);
what varies is whether they are numbered (一是 …), the lead
(“政策解读方面，”) and which facts share a sentence. That is chosen by agency, year and place, so
that two years or two agencies with the same facts do not read alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.drafting.composing.frames import Openings, must_be_named
from assistant.drafting.composing.pieces import Piece
from assistant.drafting.composing.voice import Voice
from assistant.drafting.draft import GroundedSentence
from assistant.drafting.planning.plan import PartPlan, PlanItem
from assistant.drafting.planning.topics import in_order
from assistant.report.ledger import Ledger
from assistant.report.model import WorkFact

ORDINALS = "一二三四五六七八九十"
_FACTS_A_PIECE = 2
_LONGEST_CHAIN = 120  # characters of a chain in one sentence, as in the sample reports
_FORMS = ("free", "chain", "free", "free", "free")
_FEWEST_CHAINED = 3
_SIZES = ("2", "3", "4", "2", "3")
_LONGEST_JOINED = 140  # characters of a sentence of joined facts; longer ones tire the reader


@dataclass(frozen=True, slots=True)
class Told:
    """One work fact as it may be said: its words without the end mark, its facts, its item."""

    text: str
    facts: tuple[str, ...]
    item: PlanItem | None


def work_pieces(
    section: str, works: Sequence[WorkFact], plan: PartPlan, ledger: Ledger, voice: Voice
) -> list[Piece]:
    """The work facts of a part as pieces, each fact said once."""
    told = [_told(work, item, ledger) for work, item in in_order(works, plan)]
    chained = _is_chained(section, told, voice)
    told_by = chained_sentences if chained else free_sentences
    sentences = told_by(section, told, voice)
    starts = range(0, len(sentences), _FACTS_A_PIECE)
    return [
        _piece(f"work{start}", sentences[start : start + _FACTS_A_PIECE], plan) for start in starts
    ]


def _told(work: WorkFact, item: PlanItem | None, ledger: Ledger) -> Told:
    stem = f"work.{work.id}"
    text = str(ledger[stem].value).rstrip("。；，、 ")
    return Told(text, (stem, *[f"{stem}.{name}" for name in work.values]), item)


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


def _is_chained(section: str, told: list[Told], voice: Voice) -> bool:
    fits = _FEWEST_CHAINED <= len(told) <= len(ORDINALS) and section != "6"
    numbered = any("一是" in one.text for one in told)
    return fits and not numbered and voice.choose(f"form{section}", _FORMS) == "chain"


def chained_sentences(section: str, told: list[Told], voice: Voice) -> list[GroundedSentence]:
    """The facts numbered; they end in “。” where they are long or one has a “；” of its own."""
    last = len(told) - 1
    long = sum(len(one.text) for one in told) > _LONGEST_CHAIN
    mark = "。" if long or any("；" in one.text for one in told) else "；"
    openings = Openings(section, voice)
    return [
        _sentence(
            f"{ORDINALS[i]}是{openings.numbered(one.text, one.item, i, follows=_follows(told, i))}"
            f"{one.text}{mark if i < last else '。'}",
            [one],
        )
        for i, one in enumerate(told)
    ]


def free_sentences(section: str, told: list[Told], voice: Voice) -> list[GroundedSentence]:
    """One to four facts a sentence, each sentence opened in another way.

    Facts under a lead are on one matter.
    """
    sentences: list[GroundedSentence] = []
    openings = Openings(section, voice)
    at = 0
    while at < len(told):
        first = told[at]
        opening = openings.before(first.text, first.item, at, follows=_follows(told, at))
        group = [first]
        for one in told[at + 1 : at + int(voice.choose(f"{section}s{at}", _SIZES))]:
            if not _joins(group, one) or (opening.on_matter and one.item is not first.item):
                break
            group.append(one)
        mark = openings.between(group[-1].text, at) if len(group) > 1 else ""
        sentences.append(_together(group, opening.text, mark))
        at += len(group)
    return sentences


def _follows(told: list[Told], at: int) -> bool:
    """Whether the fact before is on the same matter of the plan."""
    return at > 0 and told[at].item is not None and told[at].item is told[at - 1].item


def _joins(held: list[Told], one: Told) -> bool:
    length = sum(len(h.text) for h in held) + len(one.text)
    plain = not any(mark in other.text for other in (*held, one) for mark in "。：")
    return length <= _LONGEST_JOINED and plain and not must_be_named(one.text, one.item)


def _together(held: list[Told], lead: str, mark: str) -> GroundedSentence:
    """The facts in one sentence; the mark with a word of its own stands once, before the last."""
    if len(held) == 1:
        text = held[0].text
    else:
        *first, last = [one.text.replace("；", "，") for one in held]
        text = f"{'；'.join(first)}{mark}{last}"
    return _sentence(f"{lead}{text}。", held)


def _sentence(text: str, held: list[Told]) -> GroundedSentence:
    facts = tuple(fact for one in held for fact in one.facts)
    item = next((one.item.id for one in held if one.item), "")
    return GroundedSentence(text=text, facts=facts, item=item)
