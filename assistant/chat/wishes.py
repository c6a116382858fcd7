"""Wishes to change a draft, understood without a model: which action, on which words, with what."""

import re
from collections.abc import Sequence

from assistant.chat.fact_wishes import replaced, with_fact
from assistant.chat.memory import Memory
from assistant.chat.parts_named import number_of, parts_named
from assistant.chat.targets import FILLER, section_named, target_of
from assistant.chat.vocabulary import says
from assistant.chat.words_named import Mention, words_named
from assistant.drafting.revising.revision import Placing, Revision, RevisionAction, Target
from assistant.report.quantities import chinese_number

_JOINING: tuple[RevisionAction, ...] = ("split", "merge")
_WORDING: tuple[RevisionAction, ...] = ("expand", "shorten", "formal", "drop")
_LENGTH = re.compile(
    r"(?P<n>\d{2,5}|[一二两三四五六七八九十百千]{2,8})\s*(?:个)?字|(?:to|under|within)\s+(?P<en>\d{2,5})\b",
    re.I,
)
_PLACES: tuple[tuple[Placing, re.Pattern[str]], ...] = (
    ("after", re.compile(r"(?:后面|之后|后边|后)(?:去|来)?\s*$|\bafter\b|\bbehind\b", re.I)),
    ("before", re.compile(r"(?:前面|之前|前边|前)(?:去|来)?\s*$|\bbefore\b", re.I)),
)
_CODE = re.compile(r"(?<![A-Za-z])([A-Z]{3}\d{3})(?!\d)", re.I)
_NTH_FINDING = re.compile(
    r"第\s*(\d+|[一二两三四五六七八九十]+)\s*(?:个|处|条)?(?:问题|错误|意见|毛病|错)"
)
_ASKING_WORDS = re.compile(r"^\s*(?:please\s+)?(?:rewrite|rephrase|polish)\b\s*", re.I)


def wish_of(said: str, plain: str, memory: Memory) -> Revision | None:
    """The change of the draft that a message asks for; None if it asks for none.

    `plain` is the message with slips mended, of the same length; a person's own words are
    taken from `said`.
    """
    mentions = words_named(plain)
    if says("question", plain) and not says("favour", plain) and not mentions:
        return None
    return (
        _answered(plain, memory)
        or replaced(said, plain, mentions, memory)
        or _plain_wish("restore", plain, mentions, memory)
        or _first_of(_JOINING, plain, mentions, memory)
        or _swapped(plain, mentions, memory)
        or _moved(plain, mentions, memory)
        or with_fact(said, plain, mentions, memory)
        or _first_of(_WORDING, plain, mentions, memory)
    )


def free_wish(said: str, plain: str, memory: Memory) -> Revision | None:
    """A wish in the person's own words: of words that are named, or by a verb of rewriting."""
    mentions = words_named(plain)
    drafts = parts_named(plain) is not None and says("draft", plain)
    if not mentions and (not says("instruct", plain) or drafts):
        return None
    if says("question", plain) and not says("favour", plain):
        return None
    target = target_of(plain, mentions, memory)
    return Revision(action="instruct", target=target, words=_instruction(said, mentions))


def _answered(plain: str, memory: Memory) -> Revision | None:
    code = _CODE.search(plain)
    if not says("answer", plain) and not (code and says("cure", plain)):
        return None
    nth = _NTH_FINDING.search(plain)
    numbers = (chinese_number(nth[1]) or number_of(nth[1]),) if nth else ()
    target = Target(section=memory.section, unit="item" if numbers else "section", numbers=numbers)
    return Revision(action="answer", target=target, words=code[1].upper() if code else "")


def _first_of(
    actions: Sequence[RevisionAction], plain: str, mentions: Sequence[Mention], memory: Memory
) -> Revision | None:
    wishes = (_plain_wish(action, plain, mentions, memory) for action in actions)
    return next(filter(None, wishes), None)


def _plain_wish(
    action: RevisionAction, plain: str, mentions: Sequence[Mention], memory: Memory
) -> Revision | None:
    if not says(action, plain):
        return None
    return Revision(
        action=action,
        target=target_of(plain, mentions, memory),
        length=_length(plain) if action == "shorten" else 0,
        by_model=not says("no_model", plain),
    )


def _length(plain: str) -> int:
    match = _LENGTH.search(plain)
    written = next(filter(None, match.groups()), "") if match else ""
    return int(written) if written.isdecimal() else chinese_number(written) or 0


def _swapped(plain: str, mentions: Sequence[Mention], memory: Memory) -> Revision | None:
    numbers = [(m, n) for m in mentions for n in m.numbers]
    if not says("swap", plain) or len(numbers) < 2:
        return None
    section = section_named(plain, memory)
    one, other = (
        Target(section=section, unit=m.unit, numbers=(n,), paragraph=m.paragraph)
        for m, n in numbers[:2]
    )
    return Revision(action="swap", target=one, other=other)


def _moved(plain: str, mentions: Sequence[Mention], memory: Memory) -> Revision | None:
    if not says("move", plain) or not mentions:
        return None
    section = section_named(plain, memory)
    target = mentions[0].target(section)
    beside = next((m for m in mentions[1:] if m.unit == mentions[0].unit), None)
    if beside is not None:
        place = _place_beside(plain, beside)
        other = beside.target(section)
        return Revision(action="move", target=target, other=other, place=place) if place else None
    behind = plain[mentions[0].end :]
    whole = behind if behind.strip() else plain
    end: Placing = "first" if says("first", whole) else "last" if says("last", whole) else ""
    return Revision(action="move", target=target, place=end) if end else None


def _place_beside(plain: str, beside: Mention) -> Placing:
    """第四句后面 says it behind, after sentence 4 in front."""
    tail = plain[beside.end :]
    said = plain[: beside.start] if tail.isascii() else tail
    return next((name for name, known in _PLACES if known.search(said.strip())), "")


def _instruction(said: str, mentions: Sequence[Mention]) -> str:
    """The wish without the words that say where."""
    pieces, at = [], 0
    for mention in mentions:
        pieces.append(said[at : mention.start])
        at = mention.end
    rest = _ASKING_WORDS.sub("", "".join([*pieces, said[at:]]))
    rest = re.sub(r"^(?:的|改得|请|把|这段话?|这句话?)+", "", FILLER.sub("", rest))
    return re.sub(r"\s+", " ", FILLER.sub("", rest))
