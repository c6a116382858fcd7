"""STR203: a section whose number is not its own."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.outline import Heading, chinese, is_whole, section_headings
from assistant.rules.rule import Finding, Rule, Severity

_SOME = 2


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    if not is_whole(case):
        return
    headings = section_headings(case.report)
    styles = [heading.number.style for heading in headings if heading.number]
    for heading in headings:
        wrong = _wrong(heading, styles)
        if wrong:
            message, found, severity = wrong
            yield rule.finding(
                message,
                found=found,
                expected=f"{chinese(heading.expected)}、{_words(heading)}",
                severity=severity,
                where=heading.where,
            )


def _words(heading: Heading) -> str:
    return heading.title[heading.number.end if heading.number else 0 :].strip()


def _wrong(heading: Heading, styles: list[str]) -> tuple[str, str, Severity] | None:
    """What is wrong with a title's number among numbers of these styles, and how sure that is."""
    title, number = heading.title, heading.number
    if number is None:
        lacking = f"标题“{title}”没有编号，其他部分都有"
        return (lacking, title, Severity.WARNING) if len(styles) >= _SOME else None
    wanted = f"{chinese(heading.expected)}、"
    written = title[: number.end].strip()
    if number.value != heading.expected:
        severity = Severity.ERROR if number.style == "cn" else Severity.WARNING
        return f"“{title}”应当编为“{wanted}”", written, severity
    if number.style != "cn" and "cn" in styles:
        return f"“{title}”的编号写法与其他部分不同，应为“{wanted}”", written, Severity.NOTE
    return None


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
