"""A unit written twice after its number: “3件件”, “5万元元”, “88%%”."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.narrative import Narrative
from assistant.rules.rule import Finding, Rule, Severity
from assistant.rules.slips.knowledge import known_words
from assistant.rules.slips.repeats import doubled_characters

_DOUBLED = re.compile(
    r"\d[余多]?(?:(?:(?P<unit>[件条次份篇个期场项宗起元封户名%％‰])(?P=unit))|万元元|万万元|亿亿元|件次件|人次次|个百分百分点"
    r"|[%％]个百分点|百分之\d+[%％])"
)
_TWICE = frozenset("件条次份篇个期场项宗起元封户名%％‰万亿百")
_BESIDE = ("件次件", "%%", "%个百分点", "百分之")


def _may_stand(narrative: Narrative) -> bool:
    """Whether a unit stands twice in a row, or what else the pattern knows stands anywhere."""
    whole = narrative.whole
    return any(whole[at] in _TWICE for at in doubled_characters(narrative)) or any(
        words in narrative.plain for words in _BESIDE
    )


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    text = case.narrative.plain
    for match in _DOUBLED.finditer(text) if _may_stand(case.narrative) else ():
        words, end = match[0], match.end()
        if known_words().is_word(text[end - 1 : end + 1]):
            continue
        yield rule.at(
            case, match.span(), f"“{words}”的计量单位写了两遍", expected="计量单位只写一次"
        )


RULE = Rule(
    code="LAN408",
    name="unit-doubled",
    severity=Severity.ERROR,
    summary="数字后面的计量单位写了两遍（“3件件”“5万元元”“88%%”）。",
    basis="国办公开办函〔2021〕30号：报告内容应当准确",
    cure="删去多余的单位，并确认数字和单位（元、万元）与台账一致。",
    check=_check,
    needs=("narrative",),
)
