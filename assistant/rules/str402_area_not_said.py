"""STR402: a government's report that does not say whether it covers its departments and subordinates."""

from collections.abc import Iterator

from assistant.report.agency import AgencyKind
from assistant.rules.case import Case
from assistant.rules.outline import is_whole
from assistant.rules.rule import Finding, Rule, Severity, Where

_REGIONAL = (AgencyKind.PROVINCE, AgencyKind.CITY, AgencyKind.COUNTY)


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    if (
        case.kind in _REGIONAL
        and is_whole(case)
        and not case.narrative.words["structure.whole_area"]
    ):
        yield rule.finding(
            "全文没有说明数据是否包括下级政府和所属部门",
            found="没有说明范围",
            expected="汇总范围",
            where=Where(section="preface", text=case.narrative.text_of("preface")[:20]),
        )


RULE = Rule(
    code="STR402",
    name="area-not-said",
    severity=Severity.NOTE,
    summary="政府的年报没有说明数据是否汇总了下级政府和所属部门。",
    basis="《政府信息公开条例》第四十九条：本级政府的年度报告；是否须写明以主管部门口径为准",
    cure="在前言写明“本报告数据包括××政府、各部门和各乡镇（街道）”。",
    check=_check,
    needs=("narrative",),
)
