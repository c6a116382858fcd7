"""ARI503: so many points announced, another number of them told: 三个方面：一是…二是…."""

import re
from collections.abc import Iterator

from assistant.report.numerals import chinese_number
from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity

_FIRST = "一是"
_ANNOUNCED = re.compile(
    r"(?<![一二三四五六七八九十百\d第.])(?P<number>[二两三四五六七八九]|[2-9])\s?"
    r"(?:方面|(?:个|大|项|类|条)(?:方面|问题|不足|短板|薄弱环节|环节|重点|举措|措施|工作(?!日)|任务|困难|差距)|点)"
    r"[^一二三四五六七八九十\d。；\n]{0,12}[：:。，]?\s{0,3}$"
)
_AGAIN = re.compile(r"(?:以上|上述|这|前述|该|上面|前面|其他|另外|余下)$")
_REACH = 32
_POINT = re.compile(r"(?P<number>十?[一二三四五六七八九]|十)是(?<![统唯万第].是)")
_MARKS = " ：:。，\n"


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    text = case.narrative.whole
    for match in _announced(text):
        announced = chinese_number(match["number"]) or int(match["number"])
        told = _points(text, match.end(), _end(case, match.end()))
        if told != announced:
            said = match[0].strip(_MARKS)
            yield rule.at(
                case,
                match.span(),
                f"前面说“{said}”，后面{'只' if told < announced else '却'}有 {told} 项",
                found=f"{told} 项",
                expected=f"{announced} 项",
            )


def _announced(text: str) -> Iterator[re.Match[str]]:
    """What is announced right before a 一是."""
    at = text.find(_FIRST)
    while at >= 0:
        match = _ANNOUNCED.search(text, max(0, at - _REACH), at)
        if match is not None and not _AGAIN.search(text, max(0, at - 2 * _REACH), match.start()):
            yield match
        at = text.find(_FIRST, at + 2)


def _end(case: Case, offset: int) -> int:
    span = case.narrative.span_of(case.narrative.section_at(offset))
    return span[1] if span else offset


def _points(text: str, start: int, end: int) -> int:
    """How many points the chain has that begins with 一是 at `start`; a new 一是 ends it."""
    last = 0
    for match in _POINT.finditer(text, start, end):
        number = chinese_number(match["number"]) or 0
        if number == 1 and last:
            break
        if number > last:
            last = number
    return last


RULE = Rule(
    code="ARI503",
    name="announced-points-missing",
    severity=Severity.WARNING,
    summary="前面说几个方面，后面就要写几项。",
    basis="国办公开办函〔2021〕30号：年度报告内容要准确、全面",
    cure="补上漏写的一项，或改正前面的数目和各项的序号。",
    check=_check,
    needs=("narrative",),
)
