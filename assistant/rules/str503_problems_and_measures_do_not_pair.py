"""STR503: as many problems enumerated as measures, or not."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.chains import breaks_of_words
from assistant.rules.rule import Finding, Rule, Severity
from assistant.rules.section_five import enumerations

_CLAIMS = ("针对上述", "针对以上", "针对存在", "逐项", "逐条", "一一", "分别")


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    if any(found.section == "5" for found in breaks_of_words(case.narrative)):
        return
    chains = enumerations(case.narrative)
    if [chain.about for chain in chains] != ["problems", "improvements"]:
        return
    problems, measures = (chain.steps for chain in chains)
    if len(problems) == len(measures):
        return
    between = case.narrative.whole[problems[-1].end : measures[0].start]
    claimed = len(measures) < len(problems) and any(word in between for word in _CLAIMS)
    yield rule.at(
        case,
        (measures[0].start, measures[0].end),
        f"第五部分列了 {len(problems)} 个问题、{len(measures)} 条措施",
        found=len(measures),
        expected=len(problems),
        severity=Severity.WARNING if claimed else Severity.NOTE,
    )


RULE = Rule(
    code="STR503",
    name="problems-and-measures-do-not-pair",
    severity=Severity.NOTE,
    summary="第五部分逐条列出的问题与措施条数不同。",
    basis="《政府信息公开条例》第五十条第（四）项；问题与措施逐条对应是各地的通常要求，以主管部门口径为准",
    cure="核对是否每个问题都有改进措施，没有对应的补上。",
    check=_check,
    needs=("narrative",),
)
