"""The headings of a report as people write them, and which section or part each one opens.

Both accepted wordings, rewritten ones with their number, with markdown marks, without
numbers, as （一）, 1. or 第一部分, with 方面 or 情况 or a full stop and text on the same line.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_CN = "一二三四五六七八九十"
_NUMBER = re.compile(
    rf"(?P<cn>第?(?P<c>[{_CN}]{{1,2}})(?:部分|、|[.．,，](?!\d)|\s))"
    rf"|(?P<paren>[（(](?P<p>[{_CN}]{{1,2}}|\d{{1,2}})[）)]、?)"
    rf"|(?P<digit>(?P<d>\d{{1,2}})[.．、](?!\d))"
)
# 一、总体情况（宋体加粗小四号字）: what a template says of type.
_TYPE = re.compile(r"\([^()]{0,12}(?:[宋黑楷]体|仿宋|号字|加粗)[^()]{0,12}\)$")
_MARKS = re.compile(r"^[#>*_\s]+|[*_#\s]+$")
_REST = r"(?:[。：:；\n]|$)"
_ISSUE = r"(?:政府信息公开(?:工作)?)?"
_SECTIONS = (
    ("1", r"(?:工作)?总体(?:工作)?情况"),
    ("2", r"(?:政府信息)?主动公开(?:政府信息|工作)的?情况|政府信息主动公开(?:工作)?情况"),
    (
        "3",
        r"(?:收到和?|受理|申请|接收)?(?:和|及|与)?(?:办理|处理)(?:政府)?信息公开申请的?(?:总体)?情况",
    ),
    (
        "4",
        rf"因?{_ISSUE}(?:被|的)?(?:申请|提起)?行政复议(?:和|及|与|、|，)?(?:被)?(?:提起)?行政?诉讼的?情况",
    ),
    (
        "5",
        rf"{_ISSUE}中?(?:存在|主要).{{0,6}}问题.{{0,3}}(?:和|及|与|以及|、)?.{{0,4}}(?:改进|整改|措施|打算|计划).{{0,4}}",
    ),
    ("6", r"其[他它]需要?(?:报告|说明|汇报)的?(?:其他)?(?:事项|情况|内容)"),
)
_LOOSE = (
    ("1", r"(?:总结)?概述|(?:工作)?(?:基本|总体|总的)(?:工作)?(?:情况|概况)|概况|总体情况概述"),
    ("2", r"主动公开(?:政府)?(?:信息|工作)?(?:的)?(?:情况)?"),
    (
        "3",
        r"(?:政府信息)?依申请公开(?:政府信息|工作|办理)*的?情况|收到和处理.{0,16}(?:情况|数量)|.{0,4}申报情况",
    ),
    ("4", r".{0,16}行政复议.{0,10}诉讼.{0,10}"),
    ("5", r".{0,20}(?:存在|主要).{0,8}(?:问题|不足|困难).{0,24}|.{0,12}问题.{0,3}改进.{0,8}"),
    ("6", r"其[他它].{0,10}(?:事项|情况)"),
)
_PART_KEYS = (
    ("1.1", r"主动公开"),
    ("1.2", r"依申请公开|申请公开"),
    ("1.3", r"信息管理"),
    ("1.4", r"平台建设|公开平台|平台"),
    ("1.5", r"监督保障|保障监督|监督(?:和|与|及)?保障"),
)
_PART_WORDS = (
    ("1.1", r"(?:政府信息)?主动公开(?:政府信息)?"),
    ("1.2", r"(?:政府信息)?依申请公开(?:政府信息)?|依申请办理"),
    ("1.3", r"政府信息(?:资源)?(?:规范)?(?:化)?管理"),
    ("1.4", r"(?:政府)?(?:信息)?(?:公开)?平台建设"),
    ("1.5", r"监督(?:和|与|及)?保障"),
)
_TAIL = r"(?:工作)?(?:方面|情况|建设|工作)?(?:的)?(?:情况)?"
_PHRASE = re.compile(r"[。：:；;，,\n]")
_LONGEST_TITLE, _LONGEST_PHRASE = 60, 32


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line's own number: its style, its value, and where the words after it begin."""

    style: str
    value: int
    end: int


@dataclass(frozen=True, slots=True)
class Opening:
    """A heading: what it opens, its printed title, and the text that follows on its line."""

    id: str
    title: str
    rest: str = ""


def number_of(text: str) -> Numbered | None:
    """The number that a line begins with (一、 （一） 1. 第一部分), else None."""
    match = _NUMBER.match(text)
    if match is None:
        return None
    style = next(name for name in ("cn", "paren", "digit") if match[name])
    written = match["c"] or match["p"] or match["d"]
    if style == "paren" and written.isdigit():
        style = "paren digit"
    return Numbered(style, _value(written), match.end())


def _value(written: str) -> int:
    if written.isdigit():
        return int(unicodedata.normalize("NFKC", written))
    tens, mark, ones = written.partition("十")
    if not mark:
        return _CN.index(written[0]) + 1
    return 10 * (_CN.index(tens) + 1 if tens else 1) + (_CN.index(ones) + 1 if ones else 0)


@lru_cache(maxsize=4096)
def section_heading(text: str) -> Opening | None:
    """The section that a line opens, “1” to “6”, or None.

    A line without a number must be the title and nothing else. With its own number (一、
    or 1.) rewritten titles count too, and text may follow after a full stop or colon.
    """
    plain = _MARKS.sub("", text[:400])
    number = number_of(plain)
    if number is not None and number.style.startswith("paren"):
        return None
    head, rest = _split(plain, number.end if number else 0)
    words = _bare(head[number.end :] if number else head)
    if not 2 <= len(words) <= _LONGEST_TITLE:
        return None
    found = _named(words, _SECTIONS)
    if found is None and number is not None:
        found = _named(words, tuple(p for p in _LOOSE if p[0] == str(number.value)))
    if found is None or (rest and number is None):
        return None
    return Opening(found, " ".join(head.split()), rest + text[400:] if rest else "")


def _named(words: str, patterns: tuple[tuple[str, str], ...]) -> str | None:
    return next((i for i, pattern in patterns if re.fullmatch(pattern, words)), None)


def _split(plain: str, start: int) -> tuple[str, str]:
    """A line at the first full stop, colon or line break after its number: title and rest."""
    match = re.compile(r"[。：:\n]").search(plain, start)
    if match is None:
        return plain.rstrip(), ""
    return plain[: match.start()].rstrip(), plain[match.end() :].strip()


def _bare(text: str) -> str:
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    return re.sub(r"[*#_“”\"<>《》]", "", _TYPE.sub("", plain)).strip("、,，.;；")


@lru_cache(maxsize=4096)
def part_heading(text: str) -> Opening | None:
    """The part of section 一 that a line opens, “1.1” to “1.5”, or None.

    With a number, the words up to the first stop name it (“（一）主动公开方面。坚持……”); without
    one, the line must begin with the part's own name and go on with nothing or a stop.
    """
    plain = _MARKS.sub("", text)
    number = number_of(plain)
    start = number.end if number else 0
    stop = _PHRASE.search(plain, start)
    end = stop.start() if stop else len(plain)
    phrase = plain[start:end]
    if (cut := re.match(rf"\s*(?:{_words()}){_TAIL}(?=\s)", phrase)) is not None:
        end = start + cut.end()
        phrase = plain[start:end]
    words = _bare(phrase)
    found = _named(words, tuple((i, f"(?:{p}){_TAIL}") for i, p in _PART_WORDS))
    if found is None and number is not None and len(words) <= _LONGEST_PHRASE:
        found = _keyed(words)
    if found is None:
        return None
    rest = plain[end:].strip()
    if rest[:1] in "。：:；;，,":
        rest = rest[1:].strip()
    return Opening(found, " ".join(plain[:end].split()), rest)


def _words() -> str:
    return "|".join(pattern for _, pattern in _PART_WORDS)


def _keyed(words: str) -> str | None:
    """The part whose key word comes first in a heading of its own making."""
    places = [(m.start(), i) for i, p in _PART_KEYS if (m := re.search(p, words))]
    return min(places)[1] if places else None
