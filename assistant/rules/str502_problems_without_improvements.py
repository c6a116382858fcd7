"""STR502: section 五 that tells of problems only, or of improvements only."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity
from assistant.rules.section_five import PROBLEM, tells_of_improvement

_LONG_ENOUGH = 50


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    span = case.narrative.span_of("5")
    if span is None or span[1] - span[0] < _LONG_ENOUGH:
        return
    text = case.narrative.whole[span[0] : span[1]]
    lacking = "" if PROBLEM.search(text) else "存在的问题"
    if not lacking and not tells_of_improvement(text):
        lacking = "改进情况"
    if lacking:
        yield rule.at(
            case,
            (span[0], min(span[1], span[0] + 40)),
            f"第五部分没有写{lacking}",
            expected="主要问题和对应的改进情况",
        )


RULE = Rule(
    code="STR502",
    name="problems-without-improvements",
    severity=Severity.WARNING,
    summary="第五部分只有问题没有改进情况，或者只有改进没有问题。",
    basis="《政府信息公开条例》第五十条第（四）项：存在的主要问题及改进情况",
    cure="问题和改进情况都要写，一一对应。",
    check=_check,
    needs=("narrative",),
)
