"""Wishes that bring words of their own: a fact to be said, a sentence to be put in."""

import re
from collections.abc import Sequence

from assistant.chat.memory import Memory
from assistant.chat.targets import FILLER, target_of
from assistant.chat.vocabulary import says
from assistant.chat.words_named import Mention
from assistant.drafting.revising.revision import Revision, RevisionAction

_QUOTES = "“”\"'「」"
_REPLACE = re.compile(
    r"(?:改成|改为|改作|换成|换为|替换成|替换为|改写成|改写为|写成|写作|应为|应该是|应当是|\bwith\b|\bto\b)\s*[：:，,]?\s*(?P<words>.+)$",
    re.S,
)
_REPLACE_EN = re.compile(r"\b(?:replace|change)\b", re.I)
_COUNT = re.compile(r"[一两二三\d]+(?:句|段|条)")
_PUT = "加上|加进去|加进来|写进去|写上|补上|补进去|添上|放进去|提一下|补一下|补充上|补充进去|列上"
_ADD = (
    re.compile(rf"把(?P<words>[^，。]+?)(?:也|都)?(?:{_PUT})"),
    re.compile(rf"^(?P<words>[^，。]+?)(?:漏了|没写|忘了写|没提|没有写)[，,]?(?:{_PUT}|加|补)"),
    re.compile(
        r"(?:再|还要?|也)?(?:加上|补上|添上|写上|补充(?:一下|上)?|[补加添写](?:一|两)?[句条笔]|加入|提一下|提到|提及|写到|列上|写进)"
        r"(?P<words>[^，。]+)"
    ),
    re.compile(r"(?:还要|别忘了|不要忘了|记得)(?:写|提|加)?(?P<words>[^，。]+)"),
    re.compile(
        r"^(?P<words>[^，。]+?)(?:也|还)?(?:要|得)?(?:写上|加上|补上|提一下|写进去|加进去|补进去|放进去)$"
    ),
    re.compile(
        r"\b(?:add|include|mention)\b\s+(?:the\s+)?(?P<words>.+?)(?:\s+(?:to|in)\b.*)?$", re.I
    ),
)
_RESTATE = (
    re.compile(r"把(?P<words>[^，。]+?)(?:放进|写进|加进|加到|放到|写到|并进|放在)(?P<where>.*)$"),
    re.compile(
        r"(?:用上|带上|加上|写上|放上|提到(?!最?[前上])|体现|结合|补上)(?P<words>[^，。]+)$"
    ),
    re.compile(r"\b(?:use|say it with|with)\b\s+(?:the\s+)?(?P<words>.+)$", re.I),
)
_OF_A_FACT = re.compile(
    r"(?:那|这)(?:一)?[条个件]?(?:事实|数据)?$|的(?:数字|数据)$|\s+(?:figures?|numbers?|fact)$",
    re.I,
)
_THIS = re.compile(r"这(?:一)?句|这(?:一)?条")
_SHORT = 12  # characters; a sentence of a person's own is longer than “正式一点的说法”


def replaced(said: str, plain: str, mentions: Sequence[Mention], memory: Memory) -> Revision | None:
    """第二句改成：…: the person's own words are taken as they were typed."""
    match = _REPLACE.search(plain)
    if match is None or not mentions:
        return None
    if match[0][0].isascii() and not _REPLACE_EN.search(plain):
        return None
    ahead = [m for m in mentions if m.end <= match.start()]
    words = said[match.start("words") : match.end("words")].strip()
    if not ahead or _COUNT.match(words) or (len(words) < _SHORT and says("formal", words)):
        return None
    target = target_of(plain[: match.start()], ahead, memory)
    return Revision(action="replace", target=target, words=words.strip(_QUOTES + " "))


def with_fact(
    said: str, plain: str, mentions: Sequence[Mention], memory: Memory
) -> Revision | None:
    """加上热线的数字; 这句用上培训那条."""
    in_sentence = any(m.unit != "paragraph" for m in mentions) or _THIS.search(plain)
    tried: list[tuple[RevisionAction, re.Pattern[str]]] = []
    tried += [("restate", p) for p in _RESTATE if in_sentence]
    tried += [("add", p) for p in _ADD]
    for action, known in tried:
        match = known.search(plain)
        if match is not None:
            return _about_fact(action, said, plain, match, mentions, memory)
    return None


def _about_fact(
    action: RevisionAction,
    said: str,
    plain: str,
    match: re.Match[str],
    mentions: Sequence[Mention],
    memory: Memory,
) -> Revision | None:
    start, end = match.span("words")
    outside = [m for m in mentions if m.end <= start or m.start >= end]
    words = said[start:end]
    for mention in mentions:  # “把第二条写上” names no fact
        if start <= mention.start and mention.end <= end:
            return None
    words = _OF_A_FACT.sub("", FILLER.sub("", words).strip(_QUOTES))
    if not words or says("expand", words):
        return None
    rest = plain[:start] + " " * (end - start) + plain[end:]
    target = target_of(rest, outside, memory)
    if action == "restate" and not outside and memory.target is not None and not memory.gone:
        target = memory.target
    return Revision(action=action, target=target, words=words)
