"""Two marks where one belongs, or a sentence that begins with a comma (rules 100 and 101)."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.narrative import Narrative
from assistant.rules.rule import Finding, Rule, Severity
from assistant.rules.wording import Span, around

# One set of characters first, that the search may leap from mark to mark.
_PILED = re.compile(
    r"[，、；：。！？,;（(“《](?:(?<![（(“《])[ 　]{0,2}[，、；：。][，、；：。]{0,10}"
    r"|(?<=[，、；：。])[ 　]?[,;:](?!\w)|(?<=[（(“《])[ ]?[，。；、])"
)
_AT_START = re.compile(r"[ 　]{0,8}[，、；。][^\n]{0,8}")
_MOST = 20


def _places(narrative: Narrative) -> list[Span]:
    """Marks in a row and marks at the beginning of a paragraph, none inside another."""
    whole = narrative.whole
    piled = [match.span() for match in _PILED.finditer(whole)]
    starts = (_AT_START.match(whole, start) for start, _ in narrative.paragraphs)
    first = [match.span() for match in starts if match]
    found: list[Span] = []
    for start, end in sorted([*piled, *first]):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    whole = case.narrative.whole
    for start, end in _places(case.narrative)[:_MOST]:
        words = whole[start:end].strip()
        shown = around(whole, start, end, 6, 4)
        say = (
            f"这一段以标点开头：“{shown}”"
            if whole[start - 1 : start] in ("\n", "")
            else f"“{shown}”里连用了标点“{words}”，多了或用错了一个"
        )
        yield rule.at(case, (start, end), say, found=shown, expected="只留一个合适的标点")


RULE = Rule(
    code="LAN302",
    name="punctuation-piled-up",
    severity=Severity.WARNING,
    summary="标点连用（“，，”“。。”“、。”），或者句子、段落以逗号、顿号开头。",
    basis="国家标准《标点符号用法》（GB/T 15834）",
    cure="看这里是漏了字还是多了标点：漏字的补字，多余的标点删去。",
    check=_check,
    needs=("narrative",),
)
