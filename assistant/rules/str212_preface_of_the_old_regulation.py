"""STR212: a preface that lists sections of the regulation before 2019."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.preface_list import preface_list
from assistant.rules.rule import Finding, Rule, Severity

_OLD = re.compile(
    r"收费(?:及|和|与|、)?减免|相关费用|申诉|(?<!法律)咨询(?:处理|情况)|减免情况|^概述$"
)


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    listed = preface_list(case.narrative)
    for start, end, name in listed.items if listed else ():
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
