"""STR303: a part of section 一 with a title and no text."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.outline import part_headings
from assistant.rules.rule import Finding, Rule, Severity


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    for heading in part_headings(case.report):
        if not case.report.text_of(heading.id).strip():
            yield rule.finding(
                f"“{heading.title}”下面没有内容",
                found="没有内容",
                expected="文字描述",
                where=heading.where,
            )


RULE = Rule(
    code="STR303",
    name="part-without-text",
    severity=Severity.WARNING,
    summary="五个方面里有的只有小标题，没有内容。",
    basis="国办公开办函〔2021〕30号附件：五个方面用文字描述",
    cure="在小标题下写明情况；没有发生的也要写一句。",
    check=_check,
    needs=("narrative",),
)
