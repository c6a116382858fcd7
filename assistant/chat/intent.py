"""Clear wishes are understood without a model: which action, on which parts."""

import re
from dataclasses import dataclass
from typing import Literal

from assistant.drafting.planning.plan import SECTION_IDS
from assistant.report.quantities import chinese_number

ActionKind = Literal["draft", "check", "ask", "help"]


@dataclass(frozen=True, slots=True)
class Action:
    """What to do: draft these parts, check the tables, answer a question, or help."""

    kind: ActionKind
    sections: tuple[str, ...] = ()
    question: str = ""


_DRAFT = re.compile(
    r"起草|草拟|拟写|撰写|重写|重拟|生成|写(?:一下|出|个|一写)?|draft|write|compose|redraft", re.I
)
_CHECK = re.compile(r"校验|核对|检查|查错|勾稽|对不对|有没有错|平不平|check|validate|verify", re.I)
_HELP = re.compile(r"^(?:帮助|怎么用|你能做什么|会什么|help|\?|？)[。！!？?]*$", re.I)
_QUESTION = re.compile(
    r"[？?]\s*$|怎么说|怎么规定|什么|哪些|哪个|多少|几天|呢$|吗$|什么时候|多少天|几个工作日|如何|为什么|能不能|可以吗"
)
_ARTICLE = re.compile(r"第\s*[零〇一二三四五六七八九十百\d]+\s*条|article\s*\d+|条例", re.I)

# Names of the parts, the most telling first.
_NAMED: tuple[tuple[str, str], ...] = (
    (r"前言|导语|preface", "preface"),
    (r"依申请公开|申请办理", "1.2"),
    (r"主动公开(?!政府信息情况)", "1.1"),
    (r"信息管理", "1.3"),
    (r"平台建设|平台", "1.4"),
    (r"监督保障", "1.5"),
    (r"存在的?(?:主要)?问题|问题(?:及|和|与)改进|改进情况|改进措施", "5"),
    (r"其他需要报告|其他事项|信息处理费", "6"),
    (r"总体情况", "1"),
)
_NUMERAL = "[一二三四五六1-6]"
_SECTION = re.compile(
    rf"第\s*({_NUMERAL})\s*(?:部分|章|节|大?块)|(?:section|part|部分|章节)\s*({_NUMERAL}|[ivIV]+)(?![\d.])"
    rf"|^\s*({_NUMERAL})\s*$|(?:起草|写|draft|write)\s*({_NUMERAL})(?![\d.]|是|下|个|写|篇|份|段|些|件|条)",
    re.I,
)
_PART = re.compile(
    r"(?<!\d)1\s*[.．]\s*([1-5])(?!\d)|第?一部分?的?[（(]([一二三四五1-5])[）)]"
    r"|[（(]([一二三四五])[）)]|第\s*([一二三四五1-5])\s*(?:方面|小节|个方面)",
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6}


def understand(text: str) -> Action:
    """The action that a message clearly asks for; what is unclear is taken for a question.

    “起草第五部分”, “draft section 五”, “写一下依申请公开”, “校验表格”, “第49条怎么说”.
    """
    said = text.strip()
    if not said or _HELP.search(said):
        return Action("help")
    if _ARTICLE.search(said) and not _DRAFT.search(said):
        return Action("ask", question=said)
    if _DRAFT.search(said) and not _QUESTION.search(said):
        return Action("draft", _sections(said))
    if _CHECK.search(said):
        return Action("check")
    sections = _sections(said, default=False)
    if sections and len(said) <= 8 and not _QUESTION.search(said):
        return Action("draft", sections)
    return Action("ask", question=said)


def _sections(said: str, *, default: bool = True) -> tuple[str, ...]:
    """The parts that are named in a message, in official order; all of them if none is.

    The parts that are tables only (二, 三, 四) give nothing to draft.
    """
    numbered = [next(filter(None, m.groups())) for m in _PART.finditer(said)]
    if numbered:
        wanted = {f"1.{_digit(numeral)}" for numeral in numbered}
    else:
        whole = [str(_digit(next(filter(None, m.groups())))) for m in _SECTION.finditer(said)]
        named = (s for pattern, s in _NAMED if re.search(pattern, said, re.I))
        wanted = set(whole) or set(filter(None, [next(named, "")]))
    if not wanted and default:
        return SECTION_IDS
    return tuple(s for s in SECTION_IDS if s in wanted or s.partition(".")[0] in wanted)


def _digit(numeral: str) -> int:
    if numeral.isdigit():
        return int(numeral)
    return _ROMAN.get(numeral.lower()) or chinese_number(numeral) or 0
