"""STR206: a top-level heading beyond the six sections."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.outline import number_at_start, section_headings
from assistant.rules.rule import Finding, Rule, Severity

_LONGEST = 26
_OF_TABLES = ("申请数量", "办理结果", "结转")


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    headings = section_headings(case.report)
    if not any(h.number and h.number.style == "cn" for h in headings):
        return
    for start, end in case.narrative.paragraphs:
        if end - start > _LONGEST:
            continue
        line = case.narrative.whole[start:end]
        number = number_at_start(line)
        if number is None or number.style != "cn" or line.endswith(("。", "；")):
            continue
        section = case.narrative.section_at(start)
        beyond = number.value > max(6, len(headings)) or number.value == _next(section)
        if beyond and not any(word in line for word in _OF_TABLES):
            yield rule.at(
                case, (start, end), f"“{line.strip()}”是六个部分之外的一级标题", expected="六个部分"
            )


def _next(section: str) -> int:
    """The number that a section after this one would have, where that is no chain's own."""
    return int(section[0]) + 1 if section[0] in "456" else 0


RULE = Rule(
    code="STR206",
    name="seventh-section",
    severity=Severity.NOTE,
    summary="六个部分之外另设一级标题，如“七、下一步工作”。",
    basis="国办公开办函〔2021〕30号：报告内容“不能遗漏，也不宜泛化”",
    cure="把这部分内容并入六个部分之一，去掉多出来的一级标题。",
    check=_check,
    needs=("narrative",),
)
