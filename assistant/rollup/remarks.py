"""What a unit is told: its faults and the findings in its report, in rows of 问题, 依据, 整改建议."""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.review.groups import groups_of
from assistant.review.place import excerpt_of, place_name
from assistant.review.visible import one_line
from assistant.rollup.fault import UnitFault
from assistant.rollup.unit import Unit
from assistant.rules.case import Case
from assistant.rules.rule import Finding, Severity

_MOST_OF_A_RULE = 20
_LONGEST = 400
_TOLD = (Severity.ERROR, Severity.WARNING)


@dataclass(frozen=True, slots=True)
class Remark:
    """One row: how grave, what is wrong and where, its basis, what to do."""

    severity: Severity
    problem: str
    basis: str
    cure: str


def remarks_of(unit: Unit) -> tuple[Remark, ...]:
    """Errors and warnings of a unit, the gravest first; what is only worth a look is not among them."""
    rows = [*_faults(unit.faults), *_findings(unit)]
    return tuple(sorted(rows, key=lambda row: _TOLD.index(row.severity)))


def _faults(faults: tuple[UnitFault, ...]) -> Iterator[Remark]:
    for fault in faults:
        if fault.severity in _TOLD:
            files = f"（{'、'.join(fault.files[:5])}）" if fault.files else ""
            problem = f"{fault.kind.label}：{one_line(fault.message, _LONGEST)}{files}"
            yield Remark(fault.severity, problem, fault.kind.basis, one_line(fault.cure, _LONGEST))


def _findings(unit: Unit) -> Iterator[Remark]:
    report = unit.submission.report if unit.submission else None
    if report is None:
        return
    case = Case(report)
    for group in groups_of(unit.findings, _MOST_OF_A_RULE):
        if group.severity not in _TOLD:
            continue
        yield from (_remark(finding, case) for finding in group.shown)
        if group.hidden:
            problem = f"{group.code} 同类另有 {group.hidden} 处，用 nianbao check 查看全部"
            yield Remark(group.severity, problem, group.basis, group.cure)


def _remark(finding: Finding, case: Case) -> Remark:
    excerpt = excerpt_of(finding.where, case)
    shown = f"原文：{excerpt}" if excerpt else ""
    compared = f"现为 {one_line(finding.found, 80)}" if finding.found else ""
    wanted = f"应为 {one_line(finding.expected, 80)}" if finding.expected else ""
    details = "；".join(
        part for part in (place_name(finding.where, case), shown, compared, wanted) if part
    )
    problem = f"{one_line(finding.message, _LONGEST)}（{details}；{finding.code}）"
    return Remark(finding.severity, problem, finding.basis, finding.cure)
