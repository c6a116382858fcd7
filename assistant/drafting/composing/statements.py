"""Statements of the staff set out under a lead: numbered, in one sentence, or in groups.

The lead either stands alone or opens the first sentence; which way a report takes depends on
agency and year.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.drafting.composing.voice import Voice
from assistant.drafting.composing.work import ORDINALS
from assistant.drafting.draft import GroundedSentence

_LONGEST_JOINED = 200  # characters of statements in one sentence; longer ones are numbered
_WAYS = ("led all", "2", "led all", "1", "all", "led all", "chain", "chain", "all")


@dataclass(frozen=True, slots=True)
class Statement:
    """A problem or an improvement with the facts it rests on, `beside` what facts add to it."""

    own: str
    facts: tuple[str, ...]
    beside: tuple[str, ...] = ()

    def text(self, mark: str) -> str:
        """The statement and what is beside it, joined by a punctuation mark."""
        return mark.join(filter(None, (self.own, *self.beside)))


def set_out(
    lead: GroundedSentence, statements: Sequence[Statement], item: str, voice: Voice
) -> list[GroundedSentence]:
    """The lead and the statements as sentences, each statement once and in their order.

    The lead ends in a colon, so it may open the first sentence as well as stand alone.
    """
    led, _, way = voice.choose(f"way {item}", _WAYS).rpartition(" ")
    told = _numbered_or_grouped(way, statements, item)
    numbered = told[0].text.startswith(ORDINALS[0])
    if not led or numbered or "：" in told[0].text:
        return [lead, *told]
    first = told[0].model_copy(
        update={"text": lead.text + told[0].text, "facts": (*lead.facts, *told[0].facts)}
    )
    return [first, *told[1:]]


def chained(
    statements: Sequence[Statement], item: str, ending: str = "；"
) -> list[GroundedSentence]:
    """The statements numbered; they end in “。” where one of them has a “；” of its own."""
    numbered = 2 <= len(statements) <= len(ORDINALS)
    texts = [one.text("，") for one in statements]
    mark = ending if numbered and not any("；" in text for text in texts) else "。"
    last = len(statements) - 1
    return [
        GroundedSentence(
            text=f"{ORDINALS[i] + '是' if numbered else ''}{texts[i]}{mark if i < last else '。'}",
            facts=one.facts,
            item=item,
        )
        for i, one in enumerate(statements)
    ]


def _numbered_or_grouped(
    way: str, statements: Sequence[Statement], item: str
) -> list[GroundedSentence]:
    cut = len(statements) if way == "all" else 0 if way == "chain" else int(way)
    groups = [group for group in (statements[:cut], statements[cut:]) if group]
    plain = not any(mark in one.text("，") for one in statements for mark in "。：")
    short = all(sum(len(one.text("，")) for one in group) <= _LONGEST_JOINED for group in groups)
    if not cut or not plain or not short:
        return chained(statements, item)
    return [_in_one(group, item) for group in groups]


def _in_one(statements: Sequence[Statement], item: str) -> GroundedSentence:
    """All of them in one sentence, parted by “；”."""
    text = "；".join(one.text("，").replace("；", "，") for one in statements)
    facts = tuple(fact for one in statements for fact in one.facts)
    return GroundedSentence(text=f"{text}。", facts=facts, item=item)
