"""Wishes to change a draft, understood without a model: which action, on which words, with what."""

import re
from collections.abc import Sequence

from assistant.chat.memory import Memory
from assistant.chat.parts_named import number_of, parts_named
from assistant.chat.words_named import Mention, together, words_named
from assistant.drafting.revising.revision import Placing, Revision, RevisionAction, Target
from assistant.report.quantities import chinese_number

_POINTING = re.compile(
    r"^(?:再|还(?:要|得)?再|更)|这(?:一)?[句段条]|那(?:一)?[句段条]|上面|刚才那|它|\b(?:it|this|that)\b",
    re.I,
)
_FILLER = re.compile(r"^[\s，,：:]*(?:请|帮我|帮忙|麻烦|给我|把|将)*|[\s。！!，,]*$")
_QUOTES = "“”\"'「」"

_REPLACE = re.compile(
    r"(?:改成|改为|换成|换为|替换成|替换为|改写成|\bwith\b|\bto\b)\s*[：:，,]?\s*(?P<words>.+)$",
    re.S,
)
_REPLACE_EN = re.compile(r"\b(?:replace|change)\b", re.I)
_ADD = (
    re.compile(
        r"把(?P<words>[^，。]+?)(?:也)?(?:加上|加进去|加进来|写进去|写上|补上|补进去|添上|放进去)"
    ),
    re.compile(
        r"(?:加上|补上|添上|补充(?:一下|上)?|加入|还要(?:提到|写到|写)|别忘了(?:写|提)?|提一下|提到)(?P<words>[^，。]+)"
    ),
    re.compile(
        r"\b(?:add|include|mention)\b\s+(?:the\s+)?(?P<words>.+?)(?:\s+(?:to|in)\b.*)?$", re.I
    ),
)
_RESTATE = (
    re.compile(r"把(?P<words>[^，。]+?)(?:放进|写进|加进|加到|放到|写到|并进)(?P<where>.*)$"),
    re.compile(r"(?:用上|带上|加上|写上|放上|提到|体现)(?P<words>[^，。]+)$"),
    re.compile(r"\b(?:use|say it with|with)\b\s+(?:the\s+)?(?P<words>.+)$", re.I),
)
_OF_A_FACT = re.compile(
    r"(?:那|这)(?:一)?[条个件]?(?:事实|数据)?$|的(?:数字|数据)$|\s+(?:figures?|numbers?|fact)$",
    re.I,
)
_LENGTH = re.compile(
    r"(?P<n>\d{2,5}|[一二两三四五六七八九十百千]{2,8})\s*(?:个)?字|(?:to|under|within)\s+(?P<en>\d{2,5})\b",
    re.I,
)
_PLACES: tuple[tuple[Placing, re.Pattern[str]], ...] = (
    ("after", re.compile(r"(?:后面|之后|后边|后)\s*$|\bafter\b|\bbehind\b", re.I)),
    ("before", re.compile(r"(?:前面|之前|前边|前)\s*$|\bbefore\b", re.I)),
)
_FIRST = re.compile(r"最前|开头|首位|第一位|提前|\b(?:front|top|beginning|first)\b", re.I)
_LAST = re.compile(r"最后(?!一)|末尾|结尾|\b(?:end|bottom|last)\b", re.I)
_MOVE = re.compile(r"移|挪|放(?:到|在)|提前|调到|置后|\b(?:move|put)\b", re.I)
_SWAP = re.compile(
    r"对调|互换|交换|调换|换(?:一下|个|一个)?(?:位置|顺序)|换一下|\b(?:swap|exchange)\b", re.I
)
_CODE = re.compile(r"(?<![A-Za-z])([A-Z]{3}\d{3})(?!\d)", re.I)
_ANSWER = re.compile(
    r"(?:校验|检查)(?:的)?(?:意见|结果|出来的?)[^，。]*改|按(?:校验)?意见改|\bfix\b.*\b(?:findings?|errors?|problems?)\b"
    r"|(?:第\s*[\d一二两三四五六七八九十]+\s*(?:个|处|条)?(?:问题|错误|意见|毛病))[^，。]*(?:改|处理|解决)"
    r"|(?:修改|改正|处理|解决|改)(?:一下)?第\s*[\d一二两三四五六七八九十]+\s*(?:个|处|条)?(?:问题|错误|意见)",
    re.I,
)
_NTH_FINDING = re.compile(
    r"第\s*(\d+|[一二两三四五六七八九十]+)\s*(?:个|处|条)?(?:问题|错误|意见|毛病)"
)
_INSTRUCT = re.compile(
    r"润色|重写|改写|语气|突出|换个说法|换种说法|rewrite|rephrase|polish|改得|(?:改|调整|优化)一下",
    re.I,
)
_LIKE: tuple[tuple[RevisionAction, re.Pattern[str]], ...] = (
    ("split", re.compile(r"拆(?:开|成|分|为|一下)|拆$|分成[两二2]句|断开|\bsplit\b|\bbreak\b.*\bup\b", re.I)),
    ("merge", re.compile(r"合并|合成|并成|合起来|合为|并为|连成一句|\b(?:merge|combine|join)\b", re.I)),
    ("expand", re.compile(r"太短|详细|展开|扩写|扩充|充实|丰富|多写|长一点|长一些|\blonger\b|\bexpand\b|more detail|elaborate", re.I)),
    ("shorten", re.compile(r"短(?!信|视频|期)|缩|精简|压缩|简练|简短|简洁|删减|太长|啰嗦|罗嗦|冗长|\bshort(?:er|en)?\b|too long|\bcut\b.*\bdown\b|\btrim\b|condense", re.I)),
    ("formal", re.compile(r"正式|太?口语|公文(?:的)?(?:语气|用语|口吻|语言)|书面|规范一?[些点]|\bformal\b|\bofficial\b", re.I)),
    ("drop", re.compile(r"删|去掉|不要了?[吧。]?$|不要了|去除|砍掉|拿掉|\b(?:delete|remove|drop)\b", re.I)),
)  # fmt: skip
_FORMAL = dict(_LIKE)["formal"]
_QUESTION = re.compile(
    r"什么|怎么|如何|哪些|哪个|多少|几天|为什么|要不要|是不是|有没有|规定|吗[？?。]?$|可以吗|\b(?:what|how|why|when|which)\b",
    re.I,
)
_ASKS_A_FAVOUR = re.compile(r"能不能|可不可以|能否|可否|可以(?=.*[再把]).*吗|\b(?:can|could) you\b", re.I)


def wish_of(said: str, plain: str, memory: Memory) -> Revision | None:
    """The change of the draft that a message asks for; None if it asks for none.

    `plain` is the message with slips mended, of the same length; a person's own words are
    taken from `said`.
    """
    mentions = words_named(plain)
    question = _QUESTION.search(plain) and not _ASKS_A_FAVOUR.search(plain)
    if question and not mentions:
        return None
    for reader in (
        _answered,
        _replaced,
        _restored,
        _split_or_merged,
        _swapped,
        _moved,
        _with_fact,
        _plainly,
    ):
        revision = reader(said, plain, mentions, memory)
        if revision is not None:
            return revision
    return None


def _target(plain: str, mentions: Sequence[Mention], memory: Memory) -> Target:
    """The words that are named; what is only pointed at is what was spoken of last."""
    section = section_named(plain, memory)
    mention = together(mentions)
    if mention is not None:
        return mention.target(section)
    pointed = _POINTING.search(plain) and memory.target is not None
    if pointed and memory.target is not None and section == memory.section:
        return memory.target
    return Target(section=section)


def section_named(plain: str, memory: Memory) -> str:
    """The one part that is named, else the one spoken of last."""
    named = parts_named(plain)
    return named[0] if named else memory.section


def _answered(
    said: str, plain: str, mentions: Sequence[Mention], memory: Memory
) -> Revision | None:
    code = _CODE.search(plain)
    if not _ANSWER.search(plain) and not (code and re.search(r"改|处理|解决|fix", plain, re.I)):
        return None
    nth = _NTH_FINDING.search(plain)
    numbers = (chinese_number(nth[1]) or number_of(nth[1]),) if nth else ()
    target = Target(section=memory.section, unit="item" if numbers else "section", numbers=numbers)
    return Revision(action="answer", target=target, words=code[1].upper() if code else "")


def _replaced(
    said: str, plain: str, mentions: Sequence[Mention], memory: Memory
) -> Revision | None:
    match = _REPLACE.search(plain)
    if match is None or not mentions:
        return None
    if match[0][0].isascii() and not _REPLACE_EN.search(plain):
        return None
    ahead = [m for m in mentions if m.end <= match.start()]
    words = said[match.start("words") : match.end("words")].strip()
    if not ahead or (len(words) < 12 and _FORMAL.search(words)) or _is_count(words):
        return None
    target = _target(plain[: match.start()], ahead, memory)
    return Revision(action="replace", target=target, words=words.strip(_QUOTES + " "))


def _is_count(words: str) -> bool:
    return re.match(r"[一两二三\d]+(?:句|段|条)", words) is not None


def _restored(
    said: str, plain: str, mentions: Sequence[Mention], memory: Memory
) -> Revision | None:
    if not re.search(r"恢复|还原|用回|组稿的句|最初的|\brestore\b", plain, re.I):
        return None
    return Revision(action="restore", target=_target(plain, mentions, memory))


def _split_or_merged(
    said: str, plain: str, mentions: Sequence[Mention], memory: Memory
) -> Revision | None:
    for action, pattern in _LIKE[:2]:
        if pattern.search(plain):
            return Revision(action=action, target=_target(plain, mentions, memory))
    return None


def _swapped(said: str, plain: str, mentions: Sequence[Mention], memory: Memory) -> Revision | None:
    if not _SWAP.search(plain):
        return None
    numbers = [(m, n) for m in mentions for n in m.numbers]
    if len(numbers) < 2:
        return None
    section = section_named(plain, memory)
    one, other = (
        Target(section=section, unit=m.unit, numbers=(n,), paragraph=m.paragraph)
        for m, n in numbers[:2]
    )
    return Revision(action="swap", target=one, other=other)


def _moved(said: str, plain: str, mentions: Sequence[Mention], memory: Memory) -> Revision | None:
    if not _MOVE.search(plain) or not mentions:
        return None
    section = section_named(plain, memory)
    target = mentions[0].target(section)
    beside = next((m for m in mentions[1:] if m.unit == mentions[0].unit), None)
    behind = plain[mentions[0].end :]
    if beside is not None:
        tail = plain[beside.end :] if not plain[beside.end :].isascii() else plain[: beside.start]
        place = next((name for name, pattern in _PLACES if pattern.search(tail.strip())), None)
        other = beside.target(section)
        return Revision(action="move", target=target, other=other, place=place) if place else None
    whole = behind if behind.strip() else plain
    place = "first" if _FIRST.search(whole) else "last" if _LAST.search(whole) else None
    return Revision(action="move", target=target, place=place) if place else None


def _with_fact(
    said: str, plain: str, mentions: Sequence[Mention], memory: Memory
) -> Revision | None:
    in_sentence = [m for m in mentions if m.unit != "paragraph"]
    this = re.search(r"这(?:一)?句|这(?:一)?条", plain)
    for pattern in _RESTATE if in_sentence or this else ():
        match = pattern.search(plain)
        if match is not None:
            return _about_fact("restate", said, plain, match, mentions, memory)
    for pattern in _ADD:
        match = pattern.search(plain)
        if match is not None:
            return _about_fact("add", said, plain, match, mentions, memory)
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
    words = _OF_A_FACT.sub("", _FILLER.sub("", said[start:end]).strip(_QUOTES))
    if not words:
        return None
    rest = plain[:start] + " " * (end - start) + plain[end:]
    outside = [m for m in mentions if m.end <= start or m.start >= end]
    target = _target(rest, outside, memory)
    if action == "restate" and not outside and memory.target is not None:
        target = memory.target
    return Revision(action=action, target=target, words=words)


def _plainly(said: str, plain: str, mentions: Sequence[Mention], memory: Memory) -> Revision | None:
    for action, pattern in _LIKE[2:]:
        if pattern.search(plain):
            length = _length(plain) if action == "shorten" else 0
            target = _target(plain, mentions, memory)
            return Revision(action=action, target=target, length=length)
    if _INSTRUCT.search(plain) and (mentions or not parts_named(plain)):
        return Revision(
            action="instruct",
            target=_target(plain, mentions, memory),
            words=_instruction(said, mentions),
        )
    return None


def _length(plain: str) -> int:
    match = _LENGTH.search(plain)
    written = next(filter(None, match.groups()), "") if match else ""
    return int(written) if written.isdecimal() else chinese_number(written) or 0


def _instruction(said: str, mentions: Sequence[Mention]) -> str:
    """The wish without the words that say where."""
    pieces, at = [], 0
    for mention in mentions:
        pieces.append(said[at : mention.start])
        at = mention.end
    rest = "".join([*pieces, said[at:]])
    rest = re.sub(r"^\s*(?:please\s+)?(?:rewrite|rephrase|polish)\b\s*", "", rest, flags=re.I)
    return _FILLER.sub("", re.sub(r"^(?:的|改得|请|把)+", "", _FILLER.sub("", rest)))
