"""PRI107: the number of a licence plate or a passport."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.private_data import masked, private_finding
from assistant.rules.rule import Finding, Rule, Severity

_PLATE = re.compile(
    r"(?P<plate>[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·•\s-]?"
    r"(?=[A-HJ-NP-Z]{0,5}\d)[A-HJ-NP-Z0-9]{5,6}(?![A-Za-z0-9*]))"
)
_PASSPORT = re.compile(
    r"(?:护照|通行证)(?:号码|号)?[为是：:（(]{0,2}\s?(?P<passport>[A-Z]{1,2}\d{7,8})(?![A-Za-z0-9*])"
)


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    plain = case.narrative.plain
    for match in _PLATE.finditer(plain):
        yield _finding(rule, case, match.span("plate"), "车牌号码", masked(match["plate"], 2, 1))
    if "护照" in plain or "通行证" in plain:
        for match in _PASSPORT.finditer(plain):
            shown = masked(match["passport"], 1, 2)
            yield _finding(rule, case, match.span("passport"), "护照（通行证）号码", shown)


def _finding(rule: Rule, case: Case, span: tuple[int, int], kind: str, shown: str) -> Finding:
    message = f"{kind}“{shown}”（已隐去中间各位），属于个人信息，不得公开"
    return private_finding(rule, case, span, message, shown)


RULE = Rule(
    code="PRI107",
    name="plate-or-passport-number",
    severity=Severity.WARNING,
    summary="正文里有车牌号码或者护照、通行证号码。",
    basis="《中华人民共和国政府信息公开条例》第十五条；《中华人民共和国个人信息保护法》第二十五条",
    cure="删去号码。",
    check=_check,
    needs=("narrative",),
)
