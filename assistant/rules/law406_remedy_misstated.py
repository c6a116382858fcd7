"""LAW406: deadlines and dates of reconsideration and litigation that the law does not say."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.deadlines import days_of
from assistant.rules.rule import Finding, Rule, Severity

_SINCE = re.compile(r"(?:收到|知道|送达|接到)[^。；\n]{0,24}$")
_REMEDY = re.compile(
    r"之?内?[^。；，\n]{0,24}?(?:申请|提起|提出)(?:行政)?(?P<remedy>复议|诉讼)(?!答复|机关|意见|材料)"
)
_DATE = r"(?P<date>(?P<y>20\d{2})年(?P<m>\d{1,2})月(?P<d>\d{1,2})日)"
_PRECEDENCE = re.compile(rf"自?{_DATE}(?:起|后|以来)[^。；\n]{{0,40}}?复议前置")
_REVISED_LAW = re.compile(
    rf"(?:新修订|修订后|修订)的?《?(?:中华人民共和国)?行政复议法》?[^。；\n]{{0,16}}?{_DATE}(?:起)?(?:正式)?(?:施行|实施|生效)"
)
_INTERPRETATION = re.compile(
    r"审理政府信息公开行政案件[^。；\n]{0,30}?[（(]?(?P<number>法释\s?[〔\[［【（(](?P<y>\d{4})[〕\]］】）)]\s?(?P<serial>\d{1,3})\s?号)"
)
_RIGHT = {"复议": ("60日",), "诉讼": ("6个月", "15日")}


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    if case.narrative.words["law.cases"]:
        yield from _deadlines(rule, case)
        yield from _dates(rule, case)
        yield from _interpretations(rule, case)


def _deadlines(rule: Rule, case: Case) -> Iterator[Finding]:
    for days in days_of(case.narrative):
        match = _REMEDY.match(days.after)
        if not match or not _SINCE.search(days.before):
            continue
        right = _RIGHT[match["remedy"]]
        if days.written not in right:
            yield rule.at(
                case,
                (days.start, days.end),
                f"行政{match['remedy']}的法定期限是 {right[0]}，这里写的是{days.written}",
                expected=right[0],
            )


def _interpretations(rule: Rule, case: Case) -> Iterator[Finding]:
    plain = case.narrative.plain
    for match in _INTERPRETATION.finditer(plain) if "法释" in plain else ():
        if (match["y"], match["serial"]) not in (("2025", "8"), ("2011", "17")):
            yield rule.at(
                case,
                match.span("number"),
                f"审理政府信息公开行政案件的司法解释是法释〔2025〕8号，这里写的是{match['number']}",
                expected="法释〔2025〕8号",
            )


def _dates(rule: Rule, case: Case) -> Iterator[Finding]:
    """The revised 行政复议法, with 复议前置 for refusals to disclose, is in force since 2024-01-01."""
    plain = case.narrative.plain
    for word, pattern in (("前置", _PRECEDENCE), ("行政复议法", _REVISED_LAW)):
        for match in pattern.finditer(plain) if word in plain else ():
            if (int(match["y"]), int(match["m"]), int(match["d"])) != (2024, 1, 1):
                yield rule.at(
                    case,
                    match.span("date"),
                    f"修订后的行政复议法自 2024年1月1日 起施行，不是{match['date']}",
                    expected="2024年1月1日",
                    severity=Severity.WARNING if pattern is _PRECEDENCE else Severity.ERROR,
                )


RULE = Rule(
    code="LAW406",
    name="remedy-misstated",
    severity=Severity.ERROR,
    summary="行政复议、行政诉讼的期限，复议前置的起始日期或者司法解释的文号写错。",
    basis="《中华人民共和国行政复议法》第二十条、第二十三条；《中华人民共和国行政诉讼法》第四十五条、第四十六条；法释〔2025〕8号",
    cure="复议写 60 日，诉讼写 6 个月（经复议的 15 日），复议前置写自 2024年1月1日 起。",
    check=_check,
    needs=("narrative",),
)
