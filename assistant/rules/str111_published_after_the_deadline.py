"""STR111: published later than article 49 allows."""

from collections.abc import Iterator
from datetime import date, timedelta

from assistant.report.agency import AgencyKind
from assistant.rules.case import Case
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity, Where

_AS_SURE = ("局", "厅", "委", "委员会")
_VERY_LATE = timedelta(days=180)


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    published = case.report.published
    if published is None:
        yield NotAssessed(rule.code, "没有发布日期，无法判断是否按期发布")
        return
    month, day = case.kind.deadline
    deadline = date(case.report.year + 1, month, day)
    if not deadline < date.fromisoformat(published) <= deadline + _VERY_LATE:
        return
    sure = _is_sure(case)
    whose = "" if sure else "；乡镇、街道、派出机构等的期限以主管部门口径为准"
    yield rule.finding(
        f"{published} 发布，晚于 {deadline.isoformat()} 的期限{whose}",
        found=published,
        expected=f"不晚于 {deadline.isoformat()}",
        severity=Severity.ERROR if sure else Severity.WARNING,
        where=Where(section="published", text=published),
    )


def _is_sure(case: Case) -> bool:
    """Whether article 49 names this kind of agency, and its name tells the kind beyond doubt."""
    if case.kind in (AgencyKind.PROVINCE, AgencyKind.CITY, AgencyKind.COUNTY):
        return True
    name = case.report.agency
    committee = name.endswith(("管委会", "管理委员会", "工委"))
    return case.kind is AgencyKind.DEPARTMENT and name.endswith(_AS_SURE) and not committee


RULE = Rule(
    code="STR111",
    name="published-after-the-deadline",
    severity=Severity.ERROR,
    summary="发布日期晚于条例第四十九条的期限（部门1月31日，县级以上政府3月31日）。",
    basis="《政府信息公开条例》第四十九条",
    cure="核对发布日期；确已逾期的，今后按期发布，并按主管部门要求说明原因。",
    check=_check,
)
