"""STR504: problems reported in section 六 instead of section 五."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity

_PROBLEMS = re.compile(
    r"(?:存在(?:的|着|以下)?(?:主要|一些|突出)?(?:问题|不足)(?:[：:是有]|主要|和不足)|主要问题[是：:有])"
)


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    span = case.narrative.span_of("6")
    match = _PROBLEMS.search(case.narrative.whole, *span) if span else None
    if match:
        yield rule.at(
            case,
            match.span(),
            f"第六部分写了“{match[0]}”，应放在第五部分",
            expected="第五部分",
        )


RULE = Rule(
    code="STR504",
    name="problems-in-the-last-section",
    severity=Severity.WARNING,
    summary="第六部分写了“存在的问题”，这些内容属于第五部分。",
    basis="国办公开办函〔2021〕30号附件：存在的主要问题及改进情况在第五部分报告",
    cure="把问题和改进情况移到第五部分。",
    check=_check,
    needs=("narrative",),
)
