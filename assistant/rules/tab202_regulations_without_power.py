"""TAB202: 规章 reported by an organ that the law gives no power to make them."""

import re
from collections.abc import Iterator

from assistant.report.agency import AgencyKind
from assistant.rules.case import Case
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity, plain

_WITHOUT_POWER = frozenset({AgencyKind.COUNTY, AgencyKind.TOWN, AgencyKind.SUBDISTRICT})
_SELF = {"镇": AgencyKind.TOWN, "乡": AgencyKind.TOWN, "街道": AgencyKind.SUBDISTRICT}
_PLACE = re.compile(r"市(?!场)|县|区|旗")  # 国家市场监督管理总局 stands in no 市
_CELLS = ("t2.regulations.issued", "t2.regulations.repealed", "t2.regulations.in_force")


def _organ(case: Case) -> tuple[str, AgencyKind]:
    """The organ and its kind; where the report does not name it, by what it calls itself."""
    if case.nameless:
        for word, kind in _SELF.items():
            if f"我{word}" in case.narrative.whole:
                return f"报告里自称“我{word}”的机关", kind
    return case.report.agency, case.kind


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    if case.report.layout == "2019":
        yield NotAssessed(rule.code, "2019 年旧表的“规章”一行统计的是另外几项")
        return
    values_of = {address: case.cells[address] for address in _CELLS}
    if not any(value is None or value > 0 for value in values_of.values()):
        return
    agency, kind = _organ(case)
    local = kind is AgencyKind.DEPARTMENT and _PLACE.search(agency) is not None
    if kind not in _WITHOUT_POWER and not local:
        return
    filled = [address for address, value in values_of.items() if value is not None and value > 0]
    yield from rule.blanks([a for a, value in values_of.items() if value is None], case)
    if filled:
        values = "、".join(plain(values_of[a]) for a in filled)
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
