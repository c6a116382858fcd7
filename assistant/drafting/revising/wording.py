"""A sentence taken apart: the number that it has in a chain, what it says, how it ends."""

import re
from itertools import pairwise
from typing import NamedTuple

from assistant.rules.outline import chinese, value_of

_NUMERAL = "[一二三四五六七八九十]{1,3}"
_ORDINAL = re.compile(
    rf"(?P<shi>(?P<a>{_NUMERAL})是)|(?P<ordinal>第(?P<b>{_NUMERAL})[，、])"
    rf"|(?P<among>其(?P<c>{_NUMERAL})[，、])|(?P<paren>[（(](?P<d>{_NUMERAL})[）)])"
)
_STYLES = {"shi": "{}是", "ordinal": "第{}，", "among": "其{}，", "paren": "（{}）"}
_JOINT = re.compile(r"；|，(?=同时|另外|此外|另有)")
_PREPOSITION = re.compile(r"(?:在|针对|围绕|对照|着眼|按照|根据|依照|为了|随着|结合|截至|自)")
_HANGING = re.compile(
    r"(?:方面|的问题|的不足|的基础上|的同时|期间|以来|过程中|[上中下时后]|[》）”])$"
)
_END = re.compile(r"[。；：，、！？;.\s]+$")


class Worded(NamedTuple):
    """The parts of a sentence: `style` and `number` of its ordinal, its body, its closing mark."""

    style: str
    number: int
    body: str
    end: str

    @property
    def leads(self) -> bool:
        """Whether it announces what follows."""
        return self.end.startswith("：")


def taken_apart(text: str) -> Worded:
    """A sentence without a chain's number has the style ""."""
    match = _ORDINAL.match(text)
    style, number, rest = "", 0, text
    if match is not None:
        style = next(name for name in _STYLES if match[name])
        number = value_of(next(filter(None, match.group("a", "b", "c", "d"))))
        rest = text[match.end() :]
    end = _END.search(rest)
    return Worded(style, number, rest[: end.start()] if end else rest, end[0] if end else "")


def body_of(text: str) -> str:
    """What a sentence says, without a chain's number and the closing mark."""
    return taken_apart(text).body


def numbered(style: str, number: int) -> str:
    """A chain's number as its style writes it: 二是, 第二，"""
    return _STYLES[style].format(chinese(number)) if style else ""


def segments_of(body: str) -> list[str]:
    """The statements that are strung together in one sentence, each with the joint before it."""
    starts = [match.start() for match in _JOINT.finditer(body)]
    bounds = [0, *starts, len(body)]
    return [body[a:b] for a, b in pairwise(bounds) if a < b]


def clauses_of(body: str) -> list[str]:
    """The clauses between commas and semicolons, each with the mark that follows it.

    Marks inside quotation marks, title marks and brackets part nothing.
    """
    found, start, depth = [], 0, 0
    for at, character in enumerate(body):
        depth += (character in "“《〈（(") - (character in "”》〉）)")
        if depth <= 0 and character in "，；,;":
            found.append(body[start : at + 1])
            start = at + 1
    return [clause for clause in [*found, body[start:]] if clause]


def hangs(first: str) -> bool:
    """Whether words before a break only say on what or when (发布审查方面; 针对…的问题; 依照《…》)."""
    if first.endswith(("方面", "的问题")):
        return True
    return _PREPOSITION.match(first) is not None and _HANGING.search(first) is not None
