"""ARI401: an exact number that claims to be only about right: 3043余条."""

import re
from collections.abc import Iterator

from assistant.report.units import UNIT
from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity

_ABOUT = re.compile(
    rf"(?<![\d.,，])(?P<number>\d[\d,，]{{0,14}}[1-9]) ?(?:余|多)(?=\s?(?:{UNIT}))(?!年|[万亿])"
    rf"|(?:(?<=约)|(?<=大约)) ?(?P<after>\d[\d,]{{1,14}}[1-9])(?=\s?[件条次篇份人个])"
)


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    text = case.narrative.plain
    if "余" not in text and "多" not in text and "约" not in text:
        return
    for match in _ABOUT.finditer(text):
        number = match["number"] or match["after"]
        plainly = match["number"] is not None and len(number) > 2
        yield rule.at(
            case,
            match.span(),
            f"“{match[0]}”把精确到个位的数说成约数",
            expected=f"{number}，或只说到整十、整百的约数",
            severity=rule.severity if plainly else Severity.NOTE,
        )


RULE = Rule(
    code="ARI401",
    name="exact-number-with-about",
    severity=Severity.WARNING,
    summary="精确到个位的数不能再说“余”“多”“约”。",
    basis="国办公开办函〔2021〕30号：年度报告内容要准确",
    cure="数字准确的删去“余”“多”“约”，不准确的按台账查准。",
    check=_check,
)
