"""STR212: a preface that lists sections of the regulation before 2019."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.narrative import Narrative
from assistant.rules.preface_list import preface_list
from assistant.rules.rule import Finding, Rule, Severity

_OLD = re.compile(
    r"收费(?:及|和|与|、)?减免|相关费用|的?收费情况|申诉|(?<!法律)咨询(?:处理|情况)|减免情况|^概述$"
)
_LISTS = re.compile(
    r"(?:报告|全文|内容)(?:主要)?(?:由|包括|包含|分为)[：:]?(?P<names>[^。：\n]{0,12}(?:概述|概况|情况)、[^。\n]{10,300})"
)
_ITEM = re.compile(r"[^、，；：。\n]+")


def _items(narrative: Narrative) -> Iterator[tuple[int, int, str]]:
    """What the preface lists, also where it does not say of how many parts the report is."""
    if listed := preface_list(narrative):
        yield from listed.items
        return
    span = narrative.span_of("preface")
    match = _LISTS.search(narrative.whole, *span) if span else None
    for item in _ITEM.finditer(narrative.whole, *match.span("names")) if match else ():
        yield *item.span(), item[0]


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    for start, end, name in _items(case.narrative):
        if _OLD.search(name):
            yield rule.at(
                case,
                (start, end),
                f"前言列举的“{name}”是旧条例年报的内容",
                expected="现行格式的六个部分",
            )


RULE = Rule(
    code="STR212",
    name="preface-of-the-old-regulation",
    severity=Severity.WARNING,
    summary="前言列举的部分里还有旧条例的内容（收费及减免、申诉、咨询等）。",
    basis="《政府信息公开条例》（2019年修订）第五十条已没有这些单列内容；国办公开办函〔2021〕30号",
    cure="按现行格式的六个部分改写前言。",
    check=_check,
    needs=("narrative",),
)
