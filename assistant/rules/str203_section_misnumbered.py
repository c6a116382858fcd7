"""STR203: a section whose number is not its own."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.outline import chinese, is_whole, section_headings
from assistant.rules.rule import Finding, Rule, Severity


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    if not is_whole(case):
        return
    headings = section_headings(case.report)
    numbered = [heading for heading in headings if heading.number]
    for heading in headings:
        wanted = f"{chinese(heading.expected)}、"
        if heading.number is None:
            if len(numbered) >= 2:
                yield rule.finding(
                    f"标题“{heading.title}”没有编号，其他部分都有",
                    found=heading.title,
                    expected=f"{wanted}{heading.words}",
                    severity=Severity.WARNING,
                    where=heading.where,
                )
        elif heading.number.value != heading.expected:
            sure = heading.number.style == "cn"
            yield rule.finding(
                f"“{heading.title}”应当编为“{wanted}”",
                found=heading.title[: heading.number.end].strip(),
                expected=wanted,
                severity=Severity.ERROR if sure else Severity.WARNING,
                where=heading.where,
            )


RULE = Rule(
    code="STR203",
    name="section-misnumbered",
    severity=Severity.ERROR,
    summary="部分的编号与内容不符：编号重复、跳号、整体少一位，或漏了编号。",
    basis="国办公开办函〔2021〕30号附件：六个部分依次编为一至六",
    cure="按格式把编号改成一至六，与内容对应。",
    check=_check,
    needs=("narrative",),
)
