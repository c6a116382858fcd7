"""STR202: sections that stand in another order than the form's, or twice."""

import itertools
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.outline import section_headings
from assistant.rules.rule import Finding, Rule, Severity

_NOTED = {"section out of order": "顺序不对", "repeated section": "出现了不止一次"}


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    headings = section_headings(case.report)
    for before, after in itertools.pairwise(headings):
        if after.id < before.id:
            yield rule.finding(
                f"“{after.title}”排在“{before.title}”之后，顺序不对",
                found=f"{before.title}、{after.title}",
                expected=f"{after.title}、{before.title}",
                where=after.where,
            )
    titles = {heading.id: heading for heading in headings}
    for note in case.report.notes:
        heading = titles.get(note.where)
        if note.what in _NOTED and heading is not None:
            chinese = heading.number is not None and heading.number.style == "cn"
            yield rule.finding(
                f"“{heading.title}”{_NOTED[note.what]}",
                found=note.text,
                expected="一至六各一次，依次排列",
                severity=Severity.ERROR if chinese else Severity.WARNING,
                where=heading.where,
            )


RULE = Rule(
    code="STR202",
    name="sections-out-of-order",
    severity=Severity.ERROR,
    summary="六个部分的先后顺序与格式不一致，或同一个部分出现两次。",
    basis="国办公开办函〔2021〕30号附件：六个部分的顺序",
    cure="按一至六的顺序重新排列，同一个部分只保留一处。",
    check=_check,
)
