"""STR606: numbers of lines, （一） 1. ①, that do not follow each other."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.chain_steps import written_as
from assistant.rules.chains import Break, breaks_of_lines
from assistant.rules.outline import part_headings
from assistant.rules.rule import Finding, Rule, Severity


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    styled = tuple(
        (h.id, h.number.style, h.number.value) for h in part_headings(case.report) if h.number
    )
    for found in breaks_of_lines(case.narrative, styled):
        step = found.step
        wanted = (found.before.value if found.before else 0) + 1
        line = case.narrative.whole[step.start : step.start + 16].partition("\n")[0]
        yield rule.at(
            case,
            (step.start, step.end),
            f"“{line}”的序号不对：{_why(found)}",
            expected=written_as(step.style, 1 if found.kind == "first" else wanted)[0],
        )


def _why(found: Break) -> str:
    style = found.step.style
    if found.kind == "repeated" and found.before:
        return f"前面已经编到{written_as(style, found.before.value)[0]}"
    return f"前面没有{written_as(style, found.missing)[0]}"


RULE = Rule(
    code="STR606",
    name="lines-out-of-sequence",
    severity=Severity.WARNING,
    summary="段首序号（（一）（二）、1. 2.、①②）缺号、跳号、重复或倒退。",
    basis="文字规范：分条叙述的序号应当连续（同类检查见已公开年报的常见问题）",
    cure="按先后顺序重新编号，或者补上漏掉的一条。",
    check=_check,
    needs=("narrative",),
)
