"""NAR208: cases that ended in a correction of which the text says nothing."""

from collections.abc import Iterator

from assistant.report.labels import CASE_GROUPS
from assistant.rules.case import Case
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity, plain
from assistant.rules.sums import total

_CELLS = tuple(f"t4.{group.id}.corrected" for group in CASE_GROUPS)


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    cells = case.cells
    if any(address not in cells for address in _CELLS):
        return
    blanks = [address for address in _CELLS if cells[address] is None]
    if blanks:
        yield from rule.blanks(blanks, case)
        return
    corrected = total(cells, _CELLS)
    if corrected > 0 and not case.narrative.words["narrative.corrected"]:
        yield rule.finding(
            f"表四有 {plain(corrected)} 件结果纠正的复议、诉讼，正文各处都没有提到纠正的原因和整改",
            cells=tuple(a for a in _CELLS if cells[a]),
            found="正文未提",
            expected="写明被纠正的原因和整改情况",
        )


RULE = Rule(
    code="NAR208",
    name="corrected-cases-untold",
    severity=Severity.NOTE,
    summary="表四有“结果纠正”的案件，正文只字未提。",
    basis="条例第五十条第（三）（四）项（推算，要不要写以主管部门口径为准）",
    cure="在依申请公开或监督保障部分写一句：哪个环节被纠正、如何重新处理；可在第五部分作为问题说明。",
    check=_check,
    needs=("narrative",),
)
