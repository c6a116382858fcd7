"""STR101: a report without a title."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.outline import is_whole
from assistant.rules.rule import Finding, Rule, Severity, Where


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    report = case.report
    if not report.title.strip() and is_whole(case):
        yield rule.finding(
            "没有找到年报的标题",
            found="没有标题",
            expected=report.full_title,
            where=Where(section="title"),
        )


RULE = Rule(
    code="STR101",
    name="title-missing",
    severity=Severity.WARNING,
    summary="年报没有标题，或者标题没有写成“……政府信息公开工作年度报告”而认不出来。",
    basis="国办公开办函〔2021〕30号附件：标题为“××年政府信息公开工作年度报告”",
    cure="在正文上方写上标题：机关全称＋年度＋“政府信息公开工作年度报告”。",
    check=_check,
    needs=("narrative",),
)
