"""STR302: a part of section 一 beyond the five."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.outline import extra_part_lines
from assistant.rules.rule import Finding, Rule, Severity, Where

_SHOWN = 24
# 规范工作流程，依法办理依申请公开: one of the five, in other words.
_AMONG_THE_FIVE = re.compile(r"主动公开|依申请|政府信息管理|平台建设|监督保障")


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    for line in extra_part_lines(case):
        if _AMONG_THE_FIVE.search(line.partition("。")[0].partition("\n")[0][:_SHOWN]):
            continue
        shown = line.partition("。")[0][:_SHOWN]
        yield rule.finding(
            f"总体情况里的“{shown}”不在五个方面之内",
            found=shown,
            expected="五个方面",
            where=Where(section="1", text=shown),
        )


RULE = Rule(
    code="STR302",
    name="part-beyond-the-five",
    severity=Severity.NOTE,
    summary="“一、总体情况”在五个方面之外另设小标题。",
    basis="国办公开办函〔2021〕30号：报告内容“不能遗漏，也不宜泛化”；是否可以增加以主管部门口径为准",
    cure="内容能并入五个方面的并入，不属于年报内容的删去。",
    check=_check,
    needs=("narrative",),
)
