"""STR605: a chain that has a first step and no second."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.chain_steps import word_of
from assistant.rules.chains import breaks_of_words
from assistant.rules.rule import Finding, Rule, Severity


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    for found in breaks_of_words(case.narrative):
        if found.kind == "alone":
            step = found.step
            text = case.narrative.whole[step.start : step.end]
            yield rule.at(
                case,
                found.span(case.narrative),
                f"只有“{text}”，后面没有“{word_of(step, 2)}”",
                found=text,
                expected=word_of(step, 2),
            )


RULE = Rule(
    code="STR605",
    name="chain-of-one-step",
    severity=Severity.WARNING,
    summary="只有“一是”，后面没有“二是”。",
    basis="文字规范：分条叙述的序号应当连续（同类检查见已公开年报的常见问题）",
    cure="补上其余各条；如果只有一条，去掉“一是”。",
    check=_check,
    needs=("narrative",),
)
