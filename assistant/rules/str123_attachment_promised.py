"""STR123: an attachment that the text promises; readers of the page must find it."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity

_PROMISE = re.compile(
    r"(?:详?见|参见|后附|另附)(?:附件|附表|附后)\d{0,2}|^[\s　]{0,20}附件\s?\d{0,2}[：:][^。\n]{1,60}",
    re.MULTILINE,
)


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    whole = case.narrative.whole
    if "附" not in whole or not ("附件" in whole or "附表" in whole or "附后" in whole):
        return
    if match := _PROMISE.search(whole):
        text = match[0].strip()
        yield rule.at(
            case,
            match.span(),
            f"正文写了“{text}”，请确认附件已经一起公开",
            expected="附件能打开，或者不提附件",
        )


RULE = Rule(
    code="STR123",
    name="attachment-promised",
    severity=Severity.NOTE,
    summary="正文写了“见附件”“附表”，需要确认附件真的随年报一起公开。",
    basis="各地评估常见问题：附件打不开、没有附件，以主管部门口径为准",
    cure="确认附件已经随年报公开并且能打开；没有附件的删去这句话。三张表应直接放在正文里。",
    check=_check,
    needs=("narrative",),
)
