"""PRI106: the address of a home, down to the door."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.private_data import private_finding
from assistant.rules.rule import Finding, Rule, Severity

_N = r"[\d一二三四五六七八九十]{1,4}"
_UNIT = re.compile(
    rf"(?<![\d一二三四五六七八九十]){_N}\s?(?:号楼|栋|幢|座|号院|号)[，, ]?(?:{_N}\s?(?:号楼|栋|幢))?"
    rf"(?:{_N}\s?单元[，, ]?\d{{3,4}}|\d{{3,4}}(?=室|号房|户))(?:室|号房|号|户)?(?![\d年件条次])"
)
_HOME = re.compile(
    r"小区|花园|公寓|家园|[嘉花雅名]苑|新村|宿舍|家属院|家住|住址|住所|现住|户籍|庭院|府邸|新城|佳园"
)
_OFFICE = re.compile(r"行政中心|办公|政务|大楼|窗口|查阅|大厅|机关|政府|服务中心|会议|档案馆")
_VILLAGE = re.compile(
    rf"(?:家住|现住|住址[为：:]?|户籍地[为：:]?)[^。；，\n]{{2,20}}(?:村|社区|路|街|巷)[^。；，\n]{{0,6}}?{_N}(?:组|号|队)(?:{_N}号)?"
)


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    plain, done = case.narrative.plain, 0
    for hit in case.narrative.words["privacy.home"]:
        for pattern in (_UNIT, _VILLAGE):
            match = pattern.search(plain, max(done, hit.start - 12), hit.end + 40)
            if match and _is_a_home(plain, match):
                done = match.end()
                shown = re.sub(r"[\d一二三四五六七八九十]", "*", match[0])
                message = f"住址写到了门牌“{shown}”（已隐去号码），属于个人隐私，不得公开"
                yield private_finding(rule, case, match.span(), message, shown)


def _is_a_home(plain: str, match: re.Match[str]) -> bool:
    before = plain[max(0, match.start() - 24) : match.start()].split("。")[-1] + match[0]
    return _HOME.search(before) is not None or (
        "单元" in match[0] and _OFFICE.search(before) is None
    )


RULE = Rule(
    code="PRI106",
    name="home-address",
    severity=Severity.WARNING,
    summary="写出了到门牌的住址（几号楼几单元几室、某村几组几号）。",
    basis="《中华人民共和国政府信息公开条例》第十五条；《中华人民共和国个人信息保护法》第二十五条",
    cure="删去门牌，只写到小区、村（社区）或者不写。",
    check=_check,
    needs=("narrative",),
)
