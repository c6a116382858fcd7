"""ARI401: an exact number that claims to be only about right: 3043余条."""

import re
from collections.abc import Iterator

from assistant.report.units import UNIT
from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity

_MORE = re.compile(rf"[1-9] ?[余多](?=\s?(?:{UNIT}))(?!年|[万亿])")
_NUMBER_BEFORE = re.compile(r"(?<![\d.,，])\d[\d,，]{1,14}$")
_ROUGHLY = re.compile(r"约 ?(?P<number>\d[\d,]{1,14}[1-9])(?=\s?[件条次篇份人个])")
_NO_ROUGHLY = frozenset("预节签合公特制违条契邀缩")  # 预约, 节约, 签约
_REACH = 18


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    text = case.narrative.plain
    for match in _MORE.finditer(text) if "余" in text or "多" in text else ():
        digit = match.start() + 1
        number = _NUMBER_BEFORE.search(text, max(0, digit - _REACH), digit)
        if number is not None:
            severity = rule.severity if len(number[0]) > 2 else Severity.NOTE
            yield _finding(rule, case, (number.start(), match.end()), number[0], severity)
    for match in _ROUGHLY.finditer(text):
        if text[match.start() - 1 : match.start()] not in _NO_ROUGHLY:
            yield _finding(rule, case, match.span(), match["number"], Severity.NOTE)


def _finding(
    rule: Rule, case: Case, span: tuple[int, int], number: str, severity: Severity
) -> Finding:
    return rule.at(
        case,
        span,
        f"“{case.narrative.whole[slice(*span)]}”把精确到个位的数说成约数",
        expected=f"{number}，或只说到整十、整百的约数",
        severity=severity,
    )


RULE = Rule(
    code="ARI401",
    name="exact-number-with-about",
    severity=Severity.WARNING,
    summary="精确到个位的数不能再说“余”“多”“约”。",
    basis="国办公开办函〔2021〕30号：年度报告内容要准确",
    cure="数字准确的删去“余”“多”“约”，不准确的按台账查准。",
    check=_check,
    needs=("narrative",),
)
