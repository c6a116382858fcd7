"""TAB202: 规章 reported by an organ that the law gives no power to make them."""

from collections.abc import Iterator

from assistant.report.agency import AgencyKind, agency_kind
from assistant.rules.rule import Case, Finding, Rule, Severity, plain

_WITHOUT_POWER = frozenset({AgencyKind.COUNTY, AgencyKind.TOWN, AgencyKind.SUBDISTRICT})
_CELLS = ("t2.regulations.issued", "t2.regulations.repealed", "t2.regulations.in_force")


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    agency = case.report.agency
    kind = agency_kind(agency)
    local = kind is AgencyKind.DEPARTMENT and any(place in agency for place in "市县区旗")
    if kind not in _WITHOUT_POWER and not local:
        return
    filled = [a for a in _CELLS if (case.report.cell(a) or 0) > 0]
    if filled:
        values = "、".join(plain(case.report.cell(a)) for a in filled)
        yield rule.finding(
            f"{agency}（{kind}）没有规章制定权，“规章”一行却填了 {values}",
            cells=tuple(filled),
            found=values,
            expected="0",
        )


RULE = Rule(
    code="TAB202",
    name="regulations-without-power",
    severity=Severity.WARNING,
    summary="县级以下政府、街道和市县部门没有规章制定权，“规章”一行应为 0。",
    basis="《中华人民共和国立法法》第九十一条、第九十三条",
    cure="把这些文件改填在“行政规范性文件”一行；规章一行填 0。",
    check=_check,
)
