"""STR801: something that the local notice wants reported is not there."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity, Where


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    whole = case.narrative.whole
    for item in case.profile.items:
        text = _text(case, item.section) if item.section else whole
        if not any(word in text for word in item.words):
            place = "、".join(item.words)
            basis = item.basis or case.profile.basis or case.profile.name or "本地通知"
            yield rule.finding(
                f"没有写“{item.name}”（{basis}要求）",
                found=f"没有出现“{place}”",
                expected=item.name,
                where=Where(section=item.section or None),
            )


def _text(case: Case, section: str) -> str:
    """The text of a section with its parts, or of a part."""
    narrative = case.narrative
    keys = [key for key in narrative.sections if key == section or key.startswith(f"{section}.")]
    return "\n".join(narrative.text_of(key) for key in keys)


RULE = Rule(
    code="STR801",
    name="local-item-missing",
    severity=Severity.WARNING,
    summary="缺少本地通知要求报告的内容（在地方要求里设置）。",
    basis="本地的年报编制通知（地方要求里的 items）",
    cure="按本地通知补上这项内容。",
    check=_check,
    needs=("narrative",),
)
