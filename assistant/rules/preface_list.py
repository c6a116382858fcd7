"""What the preface says of the report's own make-up: “由……等六部分组成”."""

import re
from dataclasses import dataclass

from assistant.rules.narrative import Narrative, once_kept
from assistant.rules.outline import value_of

_COUNT = re.compile(r"(?<![第之\d])([四五六七八九十]|十[一二]|\d{1,2})\s?个?大?部分")
_MAKES_UP = re.compile(
    r"组成|构成|包括|包含|共[分有]?|分为|分[^别]|涵盖|内容|如下|以下|部分[：:。]"
)
_ITEM = re.compile(r"[、，,；;：:。\n]|以及|及其他|等(?=[四五六七八九十\d]{1,2}个?大?部分)")
_OPENING = re.compile(r"[^由包分]{0,30}(?:由|包括|包含|分为|共分|分别是|分)")
_NUMBERED = re.compile(r"^[（(]?[一二三四五六七八九十\d]{1,2}[）)]?[、.．是]?")
_KEYS = (
    ("1", re.compile(r"总体(?:工作)?情况|基本情况|概述|概况|总体")),
    ("2", re.compile(r"主动公开")),
    (
        "3",
        re.compile(
            r"申请(?:公开)?(?:的)?(?:办理|处理|受理)?(?:的)?(?:情况)?(?!行政复议|行政诉讼)|依申请"
        ),
    ),
    ("4", re.compile(r"复议|诉讼")),
    ("5", re.compile(r"问题|不足|改进")),
    ("6", re.compile(r"其[他它](?!组织|处理)")),
)
_LONGEST = 600


@dataclass(frozen=True, slots=True)
class PrefaceList:
    """The sentence in which the preface lists the report's sections.

    `count` is the number that it announces, `named` the sections that it names, `items` the
    names with their place in `whole`.
    """

    start: int
    end: int
    count: int
    named: frozenset[str]
    items: tuple[tuple[int, int, str], ...]


@once_kept
def preface_list(narrative: Narrative) -> PrefaceList | None:
    """The list of the preface; None where it gives none or counts something else."""
    span = narrative.span_of("preface")
    if span is None or "部分" not in narrative.whole[span[0] : span[1]]:
        return None
    for match in _COUNT.finditer(narrative.plain, *span):
        start, end = _sentence(narrative.whole, match.start(), match.end(), span)
        text = narrative.whole[start:end]
        if _MAKES_UP.search(text):
            named = frozenset(key for key, words in _KEYS if words.search(text))
            return PrefaceList(start, end, value_of(match[1]), named, _items(text, start))
    return None


def _sentence(whole: str, start: int, end: int, span: tuple[int, int]) -> tuple[int, int]:
    """The sentence around the count; where it ends with a colon, the list that follows too."""
    first = max(span[0], whole.rfind("。", span[0], start) + 1, start - _LONGEST)
    stop = whole.find("。", end, span[1])
    last = span[1] if stop < 0 else stop
    return first, min(last, end + _LONGEST)


def _items(text: str, offset: int) -> tuple[tuple[int, int, str], ...]:
    items: list[tuple[int, int, str]] = []
    at = 0
    for match in _ITEM.finditer(f"{text}。"):
        piece = text[at : match.start()]
        lead = len(piece) - len(piece.lstrip())
        number = _NUMBERED.match(piece.strip())
        lead += number.end() if number else 0
        opening = _OPENING.match(piece, lead)
        lead = opening.end() if opening else lead
        name = piece[lead:].rstrip()
        if name:
            items.append((offset + at + lead, offset + at + lead + len(name), name))
        at = match.end()
    return tuple(items)
