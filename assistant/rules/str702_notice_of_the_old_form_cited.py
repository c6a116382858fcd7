"""STR702: the notice of 2019 cited as the basis of a report of 2021 or later."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity

_SINCE = 2021


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    if case.report.year < _SINCE:
        return
    hits = case.narrative.words["structure.old_notice"]
    if hits:
        hit = hits[0]
        both = "30号" in case.narrative.plain
        yield rule.at(
            case,
            (hit.start, hit.end),
            "引用的国办公开办函〔2019〕60号已被〔2021〕30号取代",
            expected="国办公开办函〔2021〕30号",
            severity=Severity.NOTE if both else Severity.WARNING,
        )


RULE = Rule(
    code="STR702",
    name="notice-of-the-old-form-cited",
    severity=Severity.WARNING,
    summary="编制依据引用了已被取代的国办公开办函〔2019〕60号。",
    basis="国办公开办函〔2021〕30号取代国办公开办函〔2019〕60号",
    cure="把依据改成国办公开办函〔2021〕30号。",
    check=_check,
    needs=("narrative",),
)
