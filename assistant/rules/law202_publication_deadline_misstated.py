"""LAW202: the deadline for publishing information is not the one of article 26."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.citations import before_the_regulation
from assistant.rules.deadlines import Days, days_of
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity

_SINCE = re.compile(r"(?:形成|变更|产生|生成)(?:之日|后)?起?(?:的|算)?[，,]?(?:在)?$")
_PUBLIC = re.compile(r"\s?(?:之?内|以内)?[，,]?[^。；，\n]{0,14}(?:公开|公布|发布)")
_STRICTER = re.compile(r"双公示|许可|处罚|公示|执法|解读|决策|采购|预决算|预算|决算|会议")


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    if case.report.year < 2019:
        yield from before_the_regulation(rule, case)
        return
    for days in days_of(case.narrative):
        if _misstated(days):
            yield rule.at(
                case,
                (days.start, days.end),
                f"写的是{days.written}内公开，条例规定自信息形成或者变更之日起 20 个工作日内公开",
                expected="20个工作日",
                severity=Severity.ERROR if days.lawful or days.number > 20 else Severity.WARNING,
            )


def _misstated(days: Days) -> bool:
    if days.is_(20) or days.unit == "月":
        return False
    if not (_SINCE.search(days.before) and _PUBLIC.match(days.after)):
        return False
    if days.number > 20:
        return True
    if days.own_pace or _STRICTER.search(days.context):
        return False
    return days.number == 20 or "条例" in days.context or "法定" in days.context


RULE = Rule(
    code="LAW202",
    name="publication-deadline-misstated",
    severity=Severity.ERROR,
    summary="主动公开的期限写错（应为信息形成或者变更之日起 20 个工作日）。",
    basis="《中华人民共和国政府信息公开条例》第二十六条",
    cure="改为“20个工作日”；本地要求更短的，写明是哪个文件的要求。",
    check=_check,
    needs=("narrative",),
)
