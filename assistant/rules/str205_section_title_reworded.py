"""STR205: a section's title in other words than the official ones."""

from collections.abc import Iterator
from functools import cache

from assistant.report.forms import LAYOUT_2021
from assistant.rules.case import Case
from assistant.rules.outline import number_at_start, section_headings, words_of
from assistant.rules.rule import Finding, Rule, Severity


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    accepted = _accepted()
    for heading in section_headings(case.report):
        if heading.words and heading.words not in accepted[heading.id]:
            official = LAYOUT_2021.title_of(heading.id)
            yield rule.finding(
                f"标题“{heading.title}”与格式规定的“{official}”不一致",
                found=heading.title,
                expected=official,
                where=heading.where,
            )


@cache
def _accepted() -> dict[str, frozenset[str]]:
    """The words of the official titles of each section."""
    return {
        section.id: frozenset(
            words_of(title[number.end :] if (number := number_at_start(title)) else title)
            for title in section.titles
        )
        for section in LAYOUT_2021.sections
    }


RULE = Rule(
    code="STR205",
    name="section-title-reworded",
    severity=Severity.NOTE,
    summary="部分标题与官方格式的两种写法都不一样。",
    basis="国办公开办函〔2021〕30号正文及附件：六个部分的标题（两种写法都可以）",
    cure="改成格式规定的标题。",
    check=_check,
)
