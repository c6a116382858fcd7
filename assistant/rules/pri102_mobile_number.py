"""PRI102: the number of a mobile telephone."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.private_data import among_long_numbers, masked, private_finding
from assistant.rules.rule import Finding, Rule, Severity

_MOBILE = re.compile(
    r"(?<![\d.,，A-Za-z*])(?:\+?86[- ]?)?1[3-9]\d(?:\d{8}|[- ]\d{4}[- ]\d{4})(?![\d*]|\s?[件条次人元万个份页字])"
)
_OFFICE = re.compile(
    r"(?:联系|咨询|办公|监督|服务|受理|举报|投诉|值班|公开|热线)?(?:电话|方式|热线)[^。；\n]{0,8}$"
)
_PERSON = re.compile(r"申请人|本人|当事人|群众|先生|女士|村民|居民|原告|信访人|住址|身份证|姓名")


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    plain = case.narrative.plain
    for match in among_long_numbers(_MOBILE, case.narrative):
        before = plain[max(0, match.start() - 24) : match.start()]
        office = _OFFICE.search(before) and not _PERSON.search(before)
        shown = masked(match[0])
        if office:
            message = f"联系方式用了手机号码“{shown}”（已隐去中间各位），建议改用办公座机"
        else:
            message = f"手机号码“{shown}”（已隐去中间各位），属于个人信息，不得公开"
        severity = Severity.NOTE if office else Severity.ERROR
        yield private_finding(rule, case, match.span(), message, shown, severity)


RULE = Rule(
    code="PRI102",
    name="mobile-number",
    severity=Severity.ERROR,
    summary="正文里有手机号码；明显是机关联系方式的只提示改用座机。",
    basis="《中华人民共和国政府信息公开条例》第十五条；《中华人民共和国个人信息保护法》第二十五条",
    cure="删去号码；需要留联系方式的写办公座机。",
    check=_check,
    needs=("narrative",),
)
