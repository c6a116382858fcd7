"""STR501: section 五 that says nothing or next to nothing."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity

_NOTHING, _SCANT, _SHORT = 16, 32, 50


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    span = case.narrative.span_of("5")
    if span is None:
        return
    text = "".join(case.narrative.whole[span[0] : span[1]].split())
    if len(text) < _SHORT:
        nothing = len(text) <= _NOTHING or text.startswith(("无", "没有", "暂无", "不存在"))
        yield rule.at(
            case,
            (span[0], min(span[1], span[0] + 40)),
            f"第五部分只有 {len(text)} 个字，没有说清问题和改进情况",
            expected="主要问题和改进情况",
            severity=Severity.ERROR if nothing else _how_grave(text),
        )


def _how_grave(text: str) -> Severity:
    return Severity.WARNING if len(text) < _SCANT else Severity.NOTE


RULE = Rule(
    code="STR501",
    name="problems-section-too-short",
    severity=Severity.ERROR,
    summary="第五部分写“无”或者过于简短，没有说明问题和改进情况。",
    basis="《政府信息公开条例》第五十条第（四）项：存在的主要问题及改进情况",
    cure="写明两三个真实的问题和对应的改进情况，呼应上年提出的改进。",
    check=_check,
    needs=("narrative",),
)
