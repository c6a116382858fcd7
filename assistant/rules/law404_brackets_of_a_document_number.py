"""LAW404: the year of a document number stands in other brackets than 〔〕."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity

# From the brackets on: a year in brackets is rarer than the characters before it.
_NUMBER = re.compile(r"[\[［【（(](?P<year>(?:19|20)\d{2})[\]］】）)]\s?(?P<serial>\d{1,5})\s?号")
_OFFICE = re.compile(r"[\u4e00-\u9fff]{2,10}\s?$")


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    plain = case.narrative.plain
    for match in _NUMBER.finditer(plain):
        if not _OFFICE.search(plain, max(0, match.start() - 11), match.start()):
            continue
        right = f"〔{match['year']}〕{match['serial']}号"
        yield rule.at(
            case,
            match.span(),
            f"文号“{match[0]}”的年份应当用六角括号，写成“{right}”",
            expected=right,
        )


RULE = Rule(
    code="LAW404",
    name="brackets-of-a-document-number",
    severity=Severity.NOTE,
    summary="发文字号的年份没有用六角括号“〔〕”。",
    basis="《党政机关公文格式》（GB/T 9704—2012）：年份用六角括号“〔〕”括入",
    cure="把年份的括号改成“〔〕”。",
    check=_check,
    needs=("narrative",),
)
