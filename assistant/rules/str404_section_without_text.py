"""STR404: section 一, 五 or 六 with a title and no text."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.outline import is_whole, section_headings
from assistant.rules.rule import Finding, Rule, Severity

_WRITTEN = ("1", "5", "6")


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    if not is_whole(case):
        return
    for heading in section_headings(case.report):
        section = case.report.sections[heading.id]
        texts = [
            *section.paragraphs,
            *(p for part in section.parts.values() for p in part.paragraphs),
        ]
        if heading.id in _WRITTEN and not any(text.strip() for text in texts):
            yield rule.finding(
                f"“{heading.title}”下面没有内容",
                found="没有内容",
                expected="文字描述",
                where=heading.where,
            )


RULE = Rule(
    code="STR404",
    name="section-without-text",
    severity=Severity.ERROR,
    summary="第一、五、六部分只有标题，没有内容。",
    basis="国办公开办函〔2021〕30号附件：第一、五、六部分用文字描述",
    cure="写明情况；没有需要报告的，第六部分也要写明信息处理费收取情况。",
    check=_check,
    needs=("narrative",),
)
