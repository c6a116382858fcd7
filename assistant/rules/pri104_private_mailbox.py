"""PRI104: a mailbox at a private provider."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.private_data import masked, private_finding
from assistant.rules.rule import Finding, Rule, Severity

_PROVIDER = re.compile(
    r"(?:vip\.)?(?:qq|163|126|139|189|sina|sohu|gmail|hotmail|outlook|foxmail|yeah|aliyun|tom|21cn|wo|icloud)"
    r"\.(?:com|net|cn)(?:\.cn)?",
    re.IGNORECASE,
)
_LOCAL = re.compile(r"[A-Za-z0-9._%+-]{1,40}\s?$")
_PERSON = re.compile(r"申请人|本人|当事人|群众|先生|女士|村民|居民|原告|信访人|个人邮箱")


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    plain = case.narrative.plain
    at = plain.find("@")
    while at >= 0:
        provider = _PROVIDER.match(plain, at + 1)
        local = _LOCAL.search(plain, max(0, at - 41), at)
        if provider and local:
            yield _finding(rule, case, (local.start(), provider.end()), at)
        at = plain.find("@", at + 1)


def _finding(rule: Rule, case: Case, span: tuple[int, int], at: int) -> Finding:
    plain = case.narrative.plain
    shown = masked(plain[span[0] : at], 2, 0) + plain[at : span[1]]
    private = _PERSON.search(plain, max(0, span[0] - 20), span[0])
    if private:
        message = f"个人电子邮箱“{shown}”（已隐去用户名），属于个人信息，不得公开"
        return private_finding(rule, case, span, message, shown, Severity.WARNING)
    message = f"联系邮箱“{shown}”（已隐去用户名）是商业邮箱，不是政务邮箱"
    return private_finding(rule, case, span, message, shown)


RULE = Rule(
    code="PRI104",
    name="private-mailbox",
    severity=Severity.NOTE,
    summary="使用了 QQ、163 等商业邮箱。",
    basis="《中华人民共和国政府信息公开条例》第十二条、第十五条；以主管部门口径为准",
    cure="改用政务邮箱（gov.cn），或者只写办公电话和地址。",
    check=_check,
    needs=("narrative",),
)
