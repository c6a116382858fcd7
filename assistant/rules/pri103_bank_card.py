"""PRI103: the number of a bank card or account."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.private_data import (
    among_long_numbers,
    is_identity_number,
    masked,
    names_a_birth,
    passes_luhn,
    private_finding,
)
from assistant.rules.rule import Finding, Rule, Severity

_CARD = re.compile(
    r"(?<![0-9A-Za-z*.-])(?:\d{16,19}|\d{4}(?: \d{4}){3}(?: \d{1,3})?|\d{4}(?:-\d{4}){3}(?:-\d{1,3})?)(?![0-9A-Za-z*-])"
)
_BANK = re.compile(r"卡号|账号|帐号|账户|帐户|银行|开户|信用社|存折|储蓄|卡号?\s?$")
_ORGAN = re.compile(
    r"国库|财政|非税|单位账|对公|缴款|局账|户名[：:][^，。；]{0,12}(?:局|府|中心|办)"
)


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    plain = case.narrative.plain
    for match in among_long_numbers(_CARD, case.narrative):
        number = re.sub("[ -]", "", match[0])
        before = plain[max(0, match.start() - 30) : match.start()]
        severity = _how_sure(number, before, case.report.year + 1)
        if severity is not None:
            shown = masked(match[0], 4, 2)
            message = f"银行卡号或账号“{shown}”（已隐去中间各位），不得公开"
            yield private_finding(rule, case, match.span(), message, shown, severity)


def _how_sure(number: str, before: str, last_year: int) -> Severity | None:
    """How sure it is that a private card stands here; None where nothing says so."""
    if len(number) == 18 and (is_identity_number(number) or names_a_birth(number, last_year)):
        return None
    if _BANK.search(before):
        if _ORGAN.search(before):
            return Severity.NOTE
        return Severity.ERROR if passes_luhn(number) else Severity.WARNING
    likely = number.startswith(("62", "4", "5")) and passes_luhn(number)
    return (Severity.ERROR if number.startswith("62") else Severity.WARNING) if likely else None


RULE = Rule(
    code="PRI103",
    name="bank-card",
    severity=Severity.ERROR,
    summary="正文里有银行卡号（16 至 19 位，按校验位核对）或账号。",
    basis="《中华人民共和国政府信息公开条例》第十五条；《中华人民共和国个人信息保护法》第二十八条",
    cure="删去卡号、账号；缴费账户请放在缴费通知里，不写进年度报告。",
    check=_check,
    needs=("narrative",),
)
