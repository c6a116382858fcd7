"""LAW204: the deadline for a correction, a third party or a joint maker is not that of the 条例."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.deadline_findings import Misstated, misstated_deadlines
from assistant.rules.deadlines import Days
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity

_TOLD_TO_CORRECT = re.compile(
    r"\s?(?:之?内|以内)?[，,]?[^。；，\n]{0,8}(?:告知|通知|要求)[^。；，\n]{0,10}(?:补正|补充)"
)
_HEARD = re.compile(
    r"\s?(?:之?内|以内)?[，,]?[^。；，\n]{0,8}(?:提出|反馈|回复|答复|出具|书面)[^。；，\n]{0,4}意?见?"
)
_WHO = re.compile(
    r"(?:第三方|被征求意见的?(?:行政)?(?:机关|单位)|征求意见书|相关(?:行政)?机关|协办单位)[^。；\n]{0,30}$"
)


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    yield from misstated_deadlines(rule, case, _judge)


def _judge(days: Days) -> Misstated | None:
    if days.unit == "月" or days.own_pace:
        return None
    right, who = _right(days)
    if not right or days.is_(right) or not (days.lawful or days.number >= right):
        return None
    message = f"{who}写的是{days.written}，条例规定的是 {right} 个工作日"
    return Misstated(message, f"{right}个工作日", "条例" in days.context)


def _right(days: Days) -> tuple[int, str]:
    """The lawful number of working days of this step and its name; 0 where it is none of these."""
    if _TOLD_TO_CORRECT.match(days.after):
        return 7, "告知补正的期限"
    if _WHO.search(days.before) and _HEARD.match(days.after):
        return 15, "第三方（被征求意见机关）提出意见的期限"
    return 0, ""


RULE = Rule(
    code="LAW204",
    name="hearing-or-correction-deadline-misstated",
    severity=Severity.ERROR,
    summary="告知补正（7 个工作日）或者第三方、共同制作机关提出意见（15 个工作日）的期限写错。",
    basis="《中华人民共和国政府信息公开条例》第三十条、第三十二条、第三十四条",
    cure="按条例改正天数，单位写“个工作日”。",
    check=_check,
    needs=("narrative",),
)
