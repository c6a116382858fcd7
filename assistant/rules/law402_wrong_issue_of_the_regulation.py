"""LAW402: number or date of force of the 条例 is not that of the one in force."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.citations import before_the_regulation
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity

_NUMBER = re.compile(
    r"政府信息公开条例[》〉]?[^。；《\n]{0,8}?[（(][^（）()\n]{0,16}?国务院令?第?\s?(?P<number>\d{2,4})\s?号令?[^（）()\n]{0,40}[）)]"
    r"|国务院令?第?\s?(?P<number2>\d{2,4})\s?号令?[^。；《\n]{0,14}《(?:中华人民共和国)?政府信息公开条例》"
)
_DATE = re.compile(
    r"条例[》〉]?[^。；《\n]{0,24}?(?P<date>(?P<y>\d{4})年(?P<m>\d{1,2})月(?P<d>\d{1,2})日)(?:起|开始|正式|起正式)?(?:施行|实施|生效)"
)
# Named by its first day of force, where the present issue is meant.
_OF_OLD = re.compile(
    r"(?P<date>2008年5月1日)(?:起|开始|正式|起正式)?(?:施行|实施|生效)的《(?:中华人民共和国)?政府信息公开条例》"
)
_REVISED = re.compile(r"新修订|修订后|修订的|新条例|新《|新的")
_IN_FORCE = (2019, 5, 15)
_FIRST = (2008, 5, 1)


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    if case.report.year < 2019:
        yield from before_the_regulation(rule, case)
        return
    if not case.narrative.words["law.regulation"]:
        return
    yield from _numbers(rule, case)
    yield from _dates(rule, case)


def _numbers(rule: Rule, case: Case) -> Iterator[Finding]:
    plain = case.narrative.plain
    for match in _NUMBER.finditer(plain) if "国务院令" in plain or "国务院第" in plain else ():
        group = "number" if match["number"] else "number2"
        number = match[group]
        if number == "711" or "711" in plain[match.start() : match.end() + 12]:
            continue
        old = number == "492"
        yield rule.at(
            case,
            match.span(group),
            "国务院令第492号是 2007 年公布的条例，现行条例是国务院令第711号（2019 年修订）"
            if old
            else f"条例不是国务院令第{number}号，现行条例是国务院令第711号",
            expected="国务院令第711号",
            severity=Severity.WARNING if old else Severity.ERROR,
        )


def _dates(rule: Rule, case: Case) -> Iterator[Finding]:
    plain = case.narrative.plain
    for match in _OF_OLD.finditer(plain) if "2008年5月1日" in plain else ():
        yield rule.at(
            case,
            match.span("date"),
            "2008年5月1日 是条例首次施行的日子，现行条例（修订后）自 2019年5月15日 起施行",
            expected="2019年5月15日",
            severity=Severity.NOTE,
        )
    for match in _DATE.finditer(plain):
        around = plain[max(0, match.start() - 20) : match.end()]
        if "政府信息公开" not in around and "《条例" not in around:
            continue
        day = (int(match["y"]), int(match["m"]), int(match["d"]))
        if day == _IN_FORCE or (day == _FIRST and not _REVISED.search(around)):
            continue
        yield rule.at(
            case,
            match.span("date"),
            f"现行条例自 2019年5月15日 起施行，不是{match['date']}",
            expected="2019年5月15日",
        )


RULE = Rule(
    code="LAW402",
    name="wrong-issue-of-the-regulation",
    severity=Severity.ERROR,
    summary="条例的国务院令号或者施行日期不是现行的（第711号，2019年5月15日起施行）。",
    basis="《中华人民共和国政府信息公开条例》（国务院令第711号）第五十六条",
    cure="改为“国务院令第711号”“2019年5月15日起施行”。",
    check=_check,
    needs=("narrative",),
)
