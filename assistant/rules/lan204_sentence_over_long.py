"""A sentence of more than two hundred characters."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity
from assistant.rules.wording import gathered

_LIMIT = 200
_STOP = re.compile(r"[。！？；\n]")


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    whole = case.narrative.whole
    parts = _STOP.split(whole)
    if max(map(len, parts)) <= _LIMIT:
        return
    spans = []
    at = 0
    for part in parts:
        if len(part) > _LIMIT:
            spans.append((at, at + len(part)))
        at += len(part) + 1
    if spans:
        start, end = spans[0]
        first = [(start, start + 20), *spans[1:]]
        yield from gathered(
            rule,
            case,
            first,
            f"这句话从“{whole[start : start + 12].strip()}”起有 {end - start} 字，中间没有句号或分号，不便阅读",
        )


RULE = Rule(
    code="LAN204",
    name="sentence-over-long",
    severity=Severity.NOTE,
    summary=f"一句话超过 {_LIMIT} 字没有句号或分号。",
    basis="一般行文要求：年报面向社会公众，宜简明易读；以主管部门口径为准",
    cure="按意思拆成几句，或用分号隔开并列的几项。",
    check=_check,
    needs=("narrative",),
)
