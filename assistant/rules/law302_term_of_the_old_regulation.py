"""LAW302: terms of the 条例 of 2007 that the one in force no longer has."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.citations import before_the_regulation
from assistant.rules.lexicon import Hit
from assistant.rules.narrative import Narrative
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity

_TOLD_AS_PAST = re.compile(r"取消|不收|不再|删除|删去|修订前|旧条例|原条例|无需|不得|未|没有")


def _is_past(narrative: Narrative, hit: Hit) -> bool:
    start = max(narrative.sentence_at(hit.start).start, hit.start - 12)
    return _TOLD_AS_PAST.search(narrative.whole, start, hit.end + 12) is not None


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    if case.report.year < 2019:
        yield from before_the_regulation(rule, case)
        return
    narrative = case.narrative
    for hit in narrative.words["law.old_terms"]:
        if _is_past(narrative, hit) and not hit.word.startswith("收费"):
            continue
        yield rule.at(
            case,
            (hit.start, hit.end),
            f"“{hit.word}”是 2007 年条例的说法，现行条例：{hit.meaning}",
            expected=hit.meaning,
        )


RULE = Rule(
    code="LAW302",
    name="term-of-the-old-regulation",
    severity=Severity.WARNING,
    summary="使用了 2007 年条例的说法（收费及减免、检索复制邮寄费、“特殊需要”、旧答复类型）。",
    basis="《中华人民共和国政府信息公开条例》第三十六条、第四十二条；国办公开办函〔2021〕30号附件",
    cure="改用现行条例和统一格式的说法。",
    check=_check,
    needs=("narrative",),
)
