"""TAB401: a group of table four whose four outcomes do not add up to its total."""

from collections.abc import Iterator

from assistant.report.labels import CASE_GROUPS, CASE_OUTCOMES
from assistant.rules.case import Case
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity
from assistant.rules.sums import Identity


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    cells = case.cells
    for group in CASE_GROUPS:
        outcomes = tuple(f"t4.{group.id}.{outcome.id}" for outcome in CASE_OUTCOMES)
        identity = Identity(group.name, outcomes[:-1], outcomes[-1:])
        blanks = identity.blanks(cells)
        if blanks:
            yield from rule.blanks(blanks, case)
        elif identity.gap(cells):
            parts, printed = identity.sums(cells)
            yield rule.finding(
                f"表四“{group.name}”：维持、纠正、其他结果、尚未审结相加是 {parts}，"
                f"总计填的是 {printed}（相差 {abs(parts - printed)}）",
                cells=(*identity.right, *identity.left),
                found=printed,
                expected=parts,
            )


RULE = Rule(
    code="TAB401",
    name="case-total-mismatch",
    severity=Severity.ERROR,
    summary="表四每一组：结果维持、结果纠正、其他结果、尚未审结相加等于总计。",
    basis="国办公开办函〔2021〕30号附件：表四“总计”列",
    cure="对照复议、诉讼台账核对这一组的五格，改正填错的一格。",
    check=_check,
)
