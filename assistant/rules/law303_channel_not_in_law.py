"""LAW303: requests said to be taken by telephone or chat, which article 29 does not provide for."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.citations import before_the_regulation
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity

_TAKES = re.compile(
    r"[^。；\n]{0,16}?(?:接受|受理|接收|提出|提交)[^。；，\n]{0,8}?(?<!代为填写)申请(?!指南|流程|材料|条件|表)"
)
_NO_REQUEST = re.compile(
    r"咨询|确认|沟通|回访|告知|指导|预约|联系|口头|确有困难|许可|补贴|办事|事项|通知"
)


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    if case.report.year < 2019:
        yield from before_the_regulation(rule, case)
        return
    narrative = case.narrative
    last = -1
    for hit in narrative.words["law.channels"]:
        if hit.start < last or not (match := _TAKES.match(narrative.whole, hit.end)):
            continue
        sentence = narrative.sentence_at(hit.start)
        line = narrative.whole[max(sentence.start, hit.start - 60) : match.end()]
        about = "公开" in line or sentence.section == "1.2"
        if not about or _NO_REQUEST.search(narrative.whole, hit.start, match.end()):
            continue
        last = match.end()
        yield rule.at(
            case,
            (hit.start, match.end()),
            f"“{hit.word}”不是条例规定的申请形式：申请应当采用书面形式（包括数据电文），"
            "书面确有困难的可以口头提出、由受理机构代为填写",
            expected="书面形式（信件、数据电文）、当面，或者口头提出代为填写",
        )


RULE = Rule(
    code="LAW303",
    name="channel-not-in-law",
    severity=Severity.NOTE,
    summary="把微信、电话等写成政府信息公开申请的受理渠道。",
    basis="《中华人民共和国政府信息公开条例》第二十九条",
    cure="按信息公开指南里的受理渠道写（当面、邮寄、网上平台、传真等）；以主管部门口径为准。",
    check=_check,
    needs=("narrative",),
)
