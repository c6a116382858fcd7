"""LAW201: the deadline for answering a request is not the one of article 33."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.deadline_findings import Misstated, misstated_deadlines
from assistant.rules.deadlines import Days
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity

_ANSWER_AFTER = re.compile(
    r"\s?[）)]?(?:之?内|以内)?[，,]?[^。；，\n]{0,12}(?:答复|回复申请人)|的?(?:法定|规定)?(?:答复|办理)?(?:期限|时限)"
)
_ANSWER_BEFORE = re.compile(
    r"(?:答复|办理)(?:的)?(?:法定)?(?:期限|时限)(?:一般)?[为是由于在即：]{0,2}(?:收到申请之日起)?$"
)
_REQUEST = re.compile(
    r"公开申请|依申请|申请人|信息公开|收到申请|申请之日|受理申请|申请件|条例|答复期限"
)
_OTHER = re.compile(
    r"工单|热线|信访|投诉|举报|提案|议案|建议|复议|诉讼|留言|信箱|咨询|许可|审批|补正|第三方|征求"
    r"|意见|双公示|形成|变更|12345|来信|转办|处罚|受理之|不动产|公示"
)

# 15个工作日内答复，确需延长的经批准: what is said of an extension afterwards does not bear on it.
_EXTENDED = re.compile("延长|延期")
# 指定专人登记，自收到申请之日起15个工作日内答复: the clause before is another step.
_OTHER_STEP = re.compile(r"登记")


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    yield from misstated_deadlines(rule, case, _judge)


def _judge(days: Days) -> Misstated | None:
    if not _misstated(days):
        return None
    message = f"写的是{days.written}答复，条例规定的答复期限是 20 个工作日"
    return Misstated(message, "20个工作日", days.lawful)


def _about_requests(days: Days) -> bool:
    return days.section == "1.2" or _REQUEST.search(days.context) is not None


def _misstated(days: Days) -> bool:
    if days.is_(20) or days.unit == "月" or (days.own_pace and not days.number > 20):
        return False
    if not (_ANSWER_AFTER.match(days.after) or _ANSWER_BEFORE.search(days.before)):
        return False
    if days.is_(40) and "延" in days.context:
        return False
    before, after = re.split("[；。]", days.before)[-1], re.split("[；。]", days.after)[0]
    if not _about_requests(days) or _OTHER.search(before + after):
        return False
    at_once = re.split("[，,]", after)[0]
    if _EXTENDED.search(before + at_once):
        return False
    if _OTHER_STEP.search(re.split("[，,]", before)[-1] + at_once):
        return False
    # A shorter promise is an organ's own business, unless it is called the law's.
    return days.lawful or days.number in (15, 20) or days.number > 20


RULE = Rule(
    code="LAW201",
    name="answer-deadline-misstated",
    severity=Severity.ERROR,
    summary="政府信息公开申请的答复期限写错（应为收到申请之日起 20 个工作日）。",
    basis="《中华人民共和国政府信息公开条例》第三十三条",
    cure="改为“20个工作日”；如果说的是本机关自己压缩后的期限，请写明“由法定20个工作日压缩到…”。",
    check=_check,
    needs=("narrative",),
)
