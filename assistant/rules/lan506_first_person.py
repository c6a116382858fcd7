"""“我们” and “我” in an official report."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity
from assistant.rules.wording import gathered, quoted

# A set of characters first, that the search may leap from one to the next.
_PERSON = re.compile(
    r"[我咱俺](?:(?<=[我咱])们|(?<=俺)|(?<=我)(?<![自忘无唯小大为]我)(?=[认觉想希]|个人|在工作|负责|主要))"
)


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    whole = case.narrative.whole
    if "我" not in whole and "俺" not in whole and "咱" not in whole:
        return
    spans = [m.span() for m in _PERSON.finditer(whole) if not quoted(whole, m.start())]
    if spans:
        yield from gathered(
            rule,
            case,
            spans,
            f"用了第一人称“{whole[slice(*spans[0])]}”，公文里一般写单位的简称",
            expected="本机关、我局等单位自称",
        )


RULE = Rule(
    code="LAN506",
    name="first-person",
    severity=Severity.NOTE,
    summary="用“我们”“我”叙述。",
    basis="一般公文行文习惯；以主管部门口径为准",
    cure="改用单位自称，如“本机关”“我局”。",
    check=_check,
    needs=("narrative",),
)
