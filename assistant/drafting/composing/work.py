"""Work facts as sentences: the staff's own words, ordered by the plan.

The words of a fact are never changed (where facts share a sentence, a “；” inside one becomes “，”);
what varies is whether they are numbered (一是 …), the lead
(“政策解读方面，”) and which facts share a sentence. That is chosen by agency, year and place, so
that two years or two agencies with the same facts do not read alike.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.drafting.composing.pieces import Piece
from assistant.drafting.composing.voice import Voice
from assistant.drafting.draft import GroundedSentence
from assistant.drafting.planning.plan import PartPlan, PlanItem
from assistant.drafting.planning.topics import in_order
from assistant.report.ledger import Ledger
from assistant.report.model import WorkFact

ORDINALS = "一二三四五六七八九十"
_FACTS_A_PIECE = 2
_FORMS = ("free", "chain", "free", "free", "free")
_FEWEST_CHAINED = 3
_LEADS = ("", "{lead}方面，", "在{lead}上，", "", "{lead}方面，")
_SIZES = ("2", "3", "4", "2", "3")
_MARKS = ("；", "，同时", "；此外，", "；另外，", "；")
_WHEN = ("", "全年", "年内", "本年", "")
_DEED = re.compile(
    "(?:发布|公开|举办|召开|组织|开展|收到|审核|退回|清理|修订|编印|征求|设置|检查|抽查|公布|举行|印发|撤下|更新|核对|集中|培训"
    "|受理|办理|推送|制作|新增|评查|约谈|接受|回收|发出|抽看)(?!的)"
)
_LONGEST_JOINED = 140  # characters of a sentence of joined facts; longer ones tire the reader


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
    chained = _is_chained(section, told, voice)
    sentences = _chained(told) if chained else _free(section, told, voice)
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


def _is_chained(section: str, told: list[_Told], voice: Voice) -> bool:
    fits = _FEWEST_CHAINED <= len(told) <= len(ORDINALS) and section != "6"
    numbered = any("一是" in one.text for one in told)
    return fits and not numbered and voice.choose(f"form{section}", _FORMS) == "chain"


def _chained(told: list[_Told]) -> list[GroundedSentence]:
    """The facts numbered; they end in “。” where one of them has a “；” of its own."""
    last = len(told) - 1
    mark = "。" if any("；" in one.text for one in told) else "；"
    return [
        _sentence(f"{ORDINALS[i]}是{_lead_wanted(one)}{one.text}{mark if i < last else '。'}", one)
        for i, one in enumerate(told)
    ]


def _free(section: str, told: list[_Told], voice: Voice) -> list[GroundedSentence]:
    """One to three facts a sentence, some with a lead; those under a lead are on one matter."""
    sentences: list[GroundedSentence] = []
    at, before = 0, None
    while at < len(told):
        first = told[at]
        lead = "" if first.item is before else _lead(first, voice.choose(f"{section}l{at}", _LEADS))
        group = [first]
        for one in told[at + 1 : at + int(voice.choose(f"{section}s{at}", _SIZES))]:
            if not _joins(group, one) or (lead and one.item is not first.item):
                break
            group.append(one)
        mark = voice.choose(f"{section}m{at}", _MARKS)
        opening = lead or _when(first, voice.choose(f"{section}w{at}", _WHEN))
        sentences.append(_together(group, opening, mark))
        at, before = at + len(group), group[-1].item
    return sentences


def _lead(one: _Told, pattern: str) -> str:
    """The lead of a fact's matter, unless its own words begin with that matter."""
    if one.item is None or not one.item.lead or _names(one.text[:12], one.item.lead):
        return ""
    return pattern.replace("{lead}", one.item.lead) or _lead_wanted(one)


def _when(one: _Told, when: str) -> str:
    """“全年” or the like before a fact that begins with what was done: facts are of the year."""
    return when if _DEED.match(one.text) else ""


def _joins(held: list[_Told], one: _Told) -> bool:
    length = sum(len(h.text) for h in held) + len(one.text)
    plain = not any(mark in other.text for other in (*held, one) for mark in "。：")
    return length <= _LONGEST_JOINED and plain and not _lead_wanted(one)


def _together(held: list[_Told], lead: str, mark: str) -> GroundedSentence:
    """The facts in one sentence; the mark with a word of its own stands once, before the last."""
    if len(held) == 1:
        text = held[0].text
    else:
        *first, last = [one.text.replace("；", "，") for one in held]
        text = f"{'；'.join(first)}{mark}{last}"
    facts = tuple(fact for one in held for fact in one.facts)
    item = next((one.item.id for one in held if one.item), "")
    return GroundedSentence(text=f"{lead}{text}。", facts=facts, item=item)


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
