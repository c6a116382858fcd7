"""STR602: a chain of steps that leaves out a number."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.chain_steps import word_of
from assistant.rules.chains import breaks_of_words
from assistant.rules.rule import Finding, Rule, Severity


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    for found in breaks_of_words(case.narrative):
        if found.kind == "gap":
            step = found.step
            text = case.narrative.whole[step.start : step.end]
            yield rule.at(
                case,
                found.span(case.narrative),
                f"“{text}”之前缺“{word_of(step, found.missing)}”，序号不连续",
                found=text,
                expected=word_of(step, found.missing),
            )


RULE = Rule(
    code="STR602",
    name="chain-skips-a-number",
    severity=Severity.WARNING,
    summary="分条叙述的序号跳号，如“一是”之后就是“三是”。",
    basis="文字规范：分条叙述的序号应当连续（同类检查见已公开年报的常见问题）",
    cure="补上漏掉的一条，或者把后面的序号依次提前。",
    check=_check,
    needs=("narrative",),
)
