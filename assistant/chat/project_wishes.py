"""Wishes about the project: its figures and facts, findings, last year, papers; yes and no."""

import re

from assistant.chat.action import Action
from assistant.chat.figure_wishes import figures_wished
from assistant.chat.memory import Memory
from assistant.chat.parts_named import number_of, parts_named
from assistant.chat.vocabulary import pattern, says
from assistant.chat.words_named import words_named
from assistant.drafting.revising.revision import Target
from assistant.report.quantities import chinese_number

_CODE = re.compile(r"(?<![A-Za-z])([A-Za-z]{3}\d{3})(?!\d)")
_NTH = re.compile(
    r"第\s*(\d+|[一二两三四五六七八九十]+)\s*(?:个|处|条)?(?:问题|错误|意见|警告|提示)"
)
_FORMATS = (
    ("docx", re.compile(r"word|docx|文档", re.I)),
    ("html", re.compile(r"网页|html", re.I)),
    ("xlsx", re.compile(r"excel|xlsx|工作簿|电子表格", re.I)),
    ("pdf", re.compile(r"pdf", re.I)),
    ("md", re.compile(r"markdown|\bmd\b", re.I)),
)


def project_action(said: str, plain: str, memory: Memory) -> Action | None:
    """What a message asks of the project as a whole; None where it is about the draft's words."""
    return (
        _yes_or_no(plain, memory)
        or _fact(said, plain)
        or _explained(plain)
        or _figures(plain, memory)
        or _years(plain)
        or _exported(plain)
    )


def _yes_or_no(plain: str, memory: Memory) -> Action | None:
    if says("confirm", plain) or (memory.pending and says("confirm_short", plain)):
        return Action("confirm")
    no = says("cancel", plain) or (memory.pending and says("cancel_short", plain))
    return Action("cancel") if no else None


def _fact(said: str, plain: str) -> Action | None:
    match = pattern("fact").search(plain)
    if match is None:
        return None
    name = "words" if match["words"] else "words_en"
    words = said[match.start(name) : match.end(name)].strip()
    section = parts_named(words.split()[0]) if " " in words else None
    if section and len(section) == 1:
        return Action("fact", section, words=words.partition(" ")[2].strip())
    return Action("fact", words=words)


def _explained(plain: str) -> Action | None:
    if not says("explain", plain):
        return None
    code, nth = _CODE.search(plain), _NTH.search(plain)
    numbers = (chinese_number(nth[1]) or number_of(nth[1]),) if nth else ()
    target = Target(section="", unit="item", numbers=numbers) if numbers else None
    return Action("explain", target=target, words=code[1].upper() if code else "")


def _figures(plain: str, memory: Memory) -> Action | None:
    wishes = figures_wished(plain, memory.row)
    return Action("figure", figures=wishes) if wishes else None


def _years(plain: str) -> Action | None:
    if not says("years", plain) or says("draft", plain) or words_named(plain):
        return None
    return Action("years")


def _exported(plain: str) -> Action | None:
    if not says("export", plain) or words_named(plain) or says("question", plain):
        return None
    return Action("export", formats=tuple(name for name, known in _FORMATS if known.search(plain)))
