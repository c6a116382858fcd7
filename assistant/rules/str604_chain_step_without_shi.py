"""STR604: a step of a chain whose “是” is missing (二进一步)."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.chain_steps import word_of
from assistant.rules.chains import breaks_of_words
from assistant.rules.rule import Finding, Rule, Severity


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    for found in breaks_of_words(case.narrative):
        if found.kind == "without_shi":
            step = found.step
            text = case.narrative.whole[step.start : step.end]
            yield rule.at(
                case,
                (step.start, step.end),
                f"“{text}”漏了“是”字，前面是“{word_of(found.before or step, step.value - 1)}”",
                expected=f"{text[:1]}是{text[1:]}",
            )


RULE = Rule(
    code="STR604",
    name="chain-step-without-shi",
    severity=Severity.WARNING,
    summary="“一是……二是……”中某一条漏了“是”字。",
    basis="文字规范：分条叙述的序号应当连续（同类检查见已公开年报的常见问题）",
    cure="在序号后面补上“是”字。",
    check=_check,
    needs=("narrative",),
)
