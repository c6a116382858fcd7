"""The steps of chains as they are written: 一是, 第二，, 其三，, a line's own （一） or 1."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.rules.lexicon import Hit
from assistant.rules.narrative import Narrative, once_kept
from assistant.rules.outline import chinese

WORD_STYLES = ("chain", "chain_ordinal", "chain_among")
_BOUNDARY = frozenset("。；;：:，,、！？!?\n \t　*（(）)“”\"'’…—．.》】]|")
_NOT_BEFORE = frozenset("十第其之期周不百千零〇正统唯同万单")
SOME_HANZI = re.compile(r"[一-鿿]{1,3}")
# What makes a number at a clause's start the beginning of a word (三级审核) and no step of a chain.
_OF_A_WORD = re.compile(
    r"[是十百千万亿零级个项种大类年月日次名家条件位张期季届方线号者维手农要则来支地区县乡镇市省环胎孩等亚峡明门河星川平风套好保"
    r"资务员包定化会人天周所台场篇份轮栏块点层楼处度倍成分字部股科批]|审(?!计|查|核|批)|公(?!开|布|示|众)|重(?!点)|同(?!步|时)|全(?!面)|村(?!级|务)"
    r"|档(?!案)|步|[^一-鿿]"
)
_VERBS = re.compile(
    r"进一步|加强|强化|完善|优化|推进|推动|深化|持续|健全|规范|提升|提高|落实|严格|着力|加大|拓展|拓宽|创新|坚持|积极|注重|开展|做好|压实|建立"
)


@dataclass(frozen=True, slots=True)
class Step:
    """A mark of a chain in `Narrative.whole`: 三是, 第二，, or a line's own number."""

    start: int
    end: int
    value: int
    style: str


@once_kept
def word_steps(narrative: Narrative) -> tuple[Step, ...]:
    """Every step 一是, 第一，, 其一， in reading order."""
    steps = (s for s in all_word_steps(narrative) if s.style in WORD_STYLES)
    return tuple(sorted(steps, key=lambda s: s.start))


def all_word_steps(narrative: Narrative) -> Iterator[Step]:
    """These steps and, with style `chain without`, numbers that may be steps without “是”."""
    whole, words = narrative.whole, narrative.words
    for style in WORD_STYLES:
        for hit in words[f"structure.{style}"]:
            if _is_step(whole, hit, strict=style != "chain"):
                yield Step(hit.start, hit.end, int(hit.meaning), style)
    for hit in words["structure.chain_bare"]:
        if _is_bare_step(whole, hit):
            end = SOME_HANZI.match(whole, hit.end)
            stop = end.end() if end else hit.end
            yield Step(hit.end - 1, stop, int(hit.meaning), "chain without")


def _is_bare_step(whole: str, hit: Hit) -> bool:
    """Whether a number begins a clause of its own and no word; after a comma only before a verb."""
    if hit.word[0] == "，":
        return bool(_VERBS.match(whole, hit.end))
    return hit.end < len(whole) and not _OF_A_WORD.match(whole, hit.end)


def _is_step(whole: str, hit: Hit, *, strict: bool) -> bool:
    before = whole[hit.start - 1] if hit.start else "\n"
    if before in _BOUNDARY:
        return True
    return not strict and before not in _NOT_BEFORE and hit.meaning != "1"


def written_as(style: str, value: int) -> tuple[str, ...]:
    """How a number is written in a style."""
    number = chinese(value)
    if style == "paren":
        return f"（{number}）", f"({number})"
    if style == "parendigit":
        return f"（{value}）", f"({value})"
    if style == "digit":
        return f"{value}.", f"{value}．", f"{value}、"
    if style == "circle":
        return (chr(ord("①") + value - 1),)
    return f"{number}、", f"{number}．"


def word_of(step: Step, value: int) -> str:
    """How a chain of this style writes a step: 二是, 第二, 其二."""
    if step.style == "chain_ordinal":
        return f"第{chinese(value)}"
    return f"其{chinese(value)}" if step.style == "chain_among" else f"{chinese(value)}是"
