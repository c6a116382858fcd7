"""A comma between a verb with its object and the number: “收到信件,183条” (rule 100)."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity

_PARTED = re.compile(
    r"(?:收到|受理|办理|办结|发布|公开|回复|答复|印发|举办|开展|召开|推送|新收|制发|废止|报送)(?:了|各类|政府|政务|群众|网民|有效|行政规范性)?"
    r"(?:信息|信件|文件|申请|稿件|留言|来信|咨询|公报|建议|提案|培训|会议|信息公开申请|政府信息公开申请)"
    r"[,，]\d+(?:余|多)?(?:条|件|篇|次|期|份|封|场|个|人次)(?=[,，。；;、])"
)
# Any match holds it, and hardly any text has it.
_COMMA = re.compile(r"[,，](?<=[息件请言信询报议案训][,，])(?=\d)")


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    text = case.narrative.plain
    for match in _PARTED.finditer(text) if _COMMA.search(text) else ():
        words = match[0]
        yield rule.at(
            case,
            match.span(),
            f"“{words}”在动词、宾语和数量之间多了一个逗号，句子被拆断",
            expected=words.replace(",", "").replace("，", ""),
        )


RULE = Rule(
    code="LAN203",
    name="comma-before-number",
    severity=Severity.WARNING,
    summary="动词、宾语和数量之间多了逗号（“收到信件,183条”）。",
    basis="国家标准《标点符号用法》（GB/T 15834）；国办公开办函〔2021〕30号要求报告内容准确",
    cure="删去这个逗号。",
    check=_check,
    needs=("narrative",),
)
