"""LAW203: the extension of the answer is not the one of article 33."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.deadline_findings import Misstated, misstated_deadlines
from assistant.rules.deadlines import Days
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity

_EXTENDED = re.compile(
    r"(?:延长|延期)(?!至|到)[^。；\n]{0,16}?(?P<limit>最长|不得?超过|至多|最多)?(?:不得?超过|为)?$"
)
_ANSWER = re.compile(r"答复|申请|条例")
_LIMIT = re.compile(r"最长|不得?超过|至多|最多")
_OTHER = re.compile(r"复议|诉讼|许可|征集|公示|听证|信访|工单|热线|合同|有效期|任期|服务时间|开放")


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    yield from misstated_deadlines(rule, case, _judge)


def _judge(days: Days) -> Misstated | None:
    if not _misstated(days):
        return None
    message = f"写的是延长{days.written}，条例规定延长的期限最长不得超过 20 个工作日"
    return Misstated(message, "最长20个工作日", _certain(days))


def _certain(days: Days) -> bool:
    return days.lawful or _LIMIT.search(days.before[-8:]) is not None


def _misstated(days: Days) -> bool:
    if days.is_(20) or not (match := _EXTENDED.search(days.before[-30:])):
        return False
    if not _ANSWER.search(days.context) or _OTHER.search(days.context):
        return False
    too_long = days.number >= 20 or days.unit == "月"
    return too_long or _LIMIT.search(match[0]) is not None


RULE = Rule(
    code="LAW203",
    name="extension-misstated",
    severity=Severity.ERROR,
    summary="延长答复的期限写错（最长不得超过 20 个工作日）。",
    basis="《中华人民共和国政府信息公开条例》第三十三条第二款",
    cure="改为“延长的期限最长不超过20个工作日”。",
    check=_check,
    needs=("narrative",),
)
