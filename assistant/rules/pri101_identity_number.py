"""PRI101: the number of an identity card."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.private_data import (
    among_long_numbers,
    is_identity_number,
    masked,
    names_a_birth,
    private_finding,
)
from assistant.rules.rule import Finding, Rule, Severity

_DIGITS = re.compile(r"(?<![0-9A-Za-z*])\d{15}(?:\d{2}[\dXx])?(?![0-9A-Za-z*])")
_SPACED = re.compile(r"(?<![0-9A-Za-z*])\d{6}[ -](?:19|20)\d{6}[ -]\d{3}[\dXx](?![0-9A-Za-z*])")


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    for pattern in (_DIGITS, _SPACED):
        for match in among_long_numbers(pattern, case.narrative):
            number = re.sub("[ -]", "", match[0])
            if not names_a_birth(number, case.report.year + 1):
                continue
            severity, kind = _how_sure(number)
            shown = masked(match[0])
            message = f"{kind}“{shown}”（已隐去中间各位），属于个人隐私，不得公开"
            yield private_finding(rule, case, match.span(), message, shown, severity)


def _how_sure(number: str) -> tuple[Severity, str]:
    if len(number) == 15:
        return Severity.NOTE, "疑似 15 位居民身份证号码"
    if is_identity_number(number):
        return Severity.ERROR, "居民身份证号码"
    return Severity.WARNING, "疑似居民身份证号码（校验位不符）"


RULE = Rule(
    code="PRI101",
    name="identity-number",
    severity=Severity.ERROR,
    summary="正文里有居民身份证号码（18 位按校验位核对，15 位按出生日期判断）。",
    basis="《中华人民共和国政府信息公开条例》第十五条；《中华人民共和国个人信息保护法》第二十八条",
    cure="删去号码；已经发布的立即撤下改版，并检查附件。",
    check=_check,
    needs=("narrative",),
)
