"""STR603: a number that comes twice in one chain of steps."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.chain_steps import word_of
from assistant.rules.chains import breaks_of_words
from assistant.rules.rule import Finding, Rule, Severity


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    for found in breaks_of_words(case.narrative):
        if found.kind == "repeated":
            step = found.step
            text = case.narrative.whole[step.start : step.end]
            yield rule.at(
                case,
                (step.start, step.end),
                f"同一段里“{text}”前面已经编到“{word_of(found.before or step, (found.before or step).value)}”，序号重复或倒退",
                expected=word_of(step, (found.before or step).value + 1),
            )


RULE = Rule(
    code="STR603",
    name="chain-repeats-a-number",
    severity=Severity.WARNING,
    summary="同一组分条叙述里同一个序号出现两次，或序号倒退。",
    basis="文字规范：分条叙述的序号应当连续（同类检查见已公开年报的常见问题）",
    cure="按先后顺序重新编号。",
    check=_check,
    needs=("narrative",),
)
