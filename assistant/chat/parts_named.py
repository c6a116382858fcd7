"""Which parts of the report a message names."""

import re

from assistant.drafting.planning.plan import SECTION_IDS
from assistant.report.quantities import chinese_number

# Names of the parts, the most telling first.
_NAMED: tuple[tuple[str, str], ...] = (
    (r"前言|导语|preface", "preface"),
    (r"[依已]申请公开|[依已]申请(?=(?:那|这)?一?[节段块部])|申请办理", "1.2"),
    (r"主动公开(?!政府信息情况)|主动(?=(?:那|这)一?[节段块部])", "1.1"),
    (r"信息管理", "1.3"),
    (r"平台建设|平台", "1.4"),
    (r"监督保障|监督(?=(?:那|这)一?[节段块部])", "1.5"),
    (r"存在的?(?:主要)?问题|问题(?:及|和|与)改进|改进情况|改进措施", "5"),
    (r"其他需要报告|其他事项|信息处理费", "6"),
    (r"总体情况", "1"),
)
_NUMERAL = "[一二三四五六1-6]"
_SECTION = re.compile(
    rf"第\s*({_NUMERAL})\s*(?:部分|章|节|大?块)|(?:section|part|部分|章节)\s*({_NUMERAL}|[ivIV]+)(?![\d.])"
    rf"|^\s*({_NUMERAL})\s*(?:也|再|还|先|就)(?=.{{0,3}}(?:写|起草|[弄搞整]))"
    rf"|^\s*({_NUMERAL})\s*(?:里面?|中|部分)?\s*$|^\s*({_NUMERAL})(?:里面?|部分|的(?=第))"
    rf"|(?:起草|写|draft|write)\s*({_NUMERAL})(?![\d.]|是|下|哈|个|写|篇|份|段|些|件|条|句|遍|回|次|版|把)",
    re.I,
)
_PART = re.compile(
    r"(?<![\d.])1\s*[.．]\s*([1-5一二三四五])(?!\d)|第?一部分?的?[（(]([一二三四五1-5])[）)]"
    r"|[（(]([一二三四五])[）)]|第\s*([一二三四五1-5])\s*(?:方面|小节|个方面)",
)
_OF_THE_FIRST = re.compile(r"第?一部分的?第\s*([一二三四五1-5])\s*[节小]")
_SIDE_BY_SIDE = re.compile(
    rf"第?({_NUMERAL})\s*[、和与及跟,，]?\s*第?({_NUMERAL})(?:[两俩]?个?)(?=部分|章|大块)"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6}


def parts_named(said: str) -> tuple[str, ...] | None:
    """The parts that are named in a message, in official order; None if none is.

    The parts that are tables only (二, 三, 四) give nothing that is written.
    """
    said = _OF_THE_FIRST.sub(r"1.\1", said)
    said = _SIDE_BY_SIDE.sub(r"第\1部分第\2", said)
    numbered = [next(filter(None, m.groups())) for m in _PART.finditer(said)]
    if numbered:
        wanted = {f"1.{number_of(numeral)}" for numeral in numbered}
    else:
        whole = [str(number_of(next(filter(None, m.groups())))) for m in _SECTION.finditer(said)]
        named = [s for pattern, s in _NAMED if re.search(pattern, said, re.I)]
        wanted = set(whole) or set(named if _several(named) else named[:1])
    if not wanted:
        return None
    return tuple(s for s in SECTION_IDS if s in wanted or s.partition(".")[0] in wanted)


def _several(named: list[str]) -> bool:
    """Whether all names are parts of section 一: those are named side by side."""
    return all(section.startswith("1.") for section in named)


def number_of(numeral: str) -> int:
    """The value of a digit, a Chinese or a Roman numeral; 0 for none."""
    if numeral.isdigit():
        return int(numeral)
    return _ROMAN.get(numeral.lower()) or chinese_number(numeral) or 0
