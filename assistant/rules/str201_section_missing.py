"""STR201: one of the six sections is missing."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.outline import PARTIAL, is_whole, section_headings
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity, Where


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    if not is_whole(case):
        yield NotAssessed(rule.code, PARTIAL)
        return
    there = {heading.id for heading in section_headings(case.report)}
    for section in case.report.form.sections:
        if section.id not in there and not case.narrative.text_of(section.id):
            yield rule.finding(
                f"缺少“{section.title}”",
                found="没有这个部分",
                expected=section.title,
                where=Where(section=section.id),
            )


RULE = Rule(
    code="STR201",
    name="section-missing",
    severity=Severity.ERROR,
    summary="六个部分缺了一个。",
    basis="国办公开办函〔2021〕30号附件：年报由六个部分组成；《政府信息公开条例》第五十条",
    cure="补上缺少的部分；没有发生的也要保留标题，表格填 0，文字写明没有。",
    check=_check,
    needs=("narrative",),
)
