"""STR305: parts of section 一 numbered in another way than （一）, or in two ways."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.outline import Heading, part_headings
from assistant.rules.rule import Finding, Rule, Severity

_WRONG = ("digit", "parendigit", "circle")


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    styles: dict[str, Heading] = {}
    for heading in part_headings(case.report):
        styles.setdefault(heading.number.style if heading.number else "", heading)
    other = next((styles[style] for style in _WRONG if style in styles), None)
    if other is not None:
        yield rule.finding(
            f"“{other.title}”没有用（一）这样的编号",
            found=other.title,
            expected="（一）至（五）",
            where=other.where,
        )
    elif len(styles) > 1 and "cn" not in styles:
        heading = styles.get("") or next(iter(styles.values()))
        yield rule.finding(
            f"五个方面的编号方式不统一，如“{heading.title}”",
            found=heading.title,
            expected="（一）至（五）",
            where=heading.where,
        )


RULE = Rule(
    code="STR305",
    name="parts-numbered-otherwise",
    severity=Severity.NOTE,
    summary="五个方面没有用（一）至（五）编号，或者编号方式不统一。",
    basis="国办公开办函〔2021〕30号附件；公文层次序数用“一、”“（一）”“1.”“（1）”（GB/T 9704）",
    cure="统一改成（一）至（五）。",
    check=_check,
)
