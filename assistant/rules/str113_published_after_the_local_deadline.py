"""STR113: published later than the local notice demands."""

from collections.abc import Iterator
from datetime import date

from assistant.rules.case import Case
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity, Where


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    demanded, published = case.profile.publish_by, case.report.published
    if not demanded:
        return
    deadline = _day(demanded, case.report.year + 1)
    if deadline is None or published is None:
        why = f"看不懂规定的日期“{demanded}”" if deadline is None else "没有发布日期"
        yield NotAssessed(rule.code, f"{why}，无法判断是否按本地要求发布")
    elif date.fromisoformat(published) > deadline:
        basis = case.profile.basis or case.profile.name or "本地通知"
        yield rule.finding(
            f"{published} 发布，晚于“{basis}”规定的 {deadline.isoformat()}",
            found=published,
            expected=f"不晚于 {deadline.isoformat()}",
            where=Where(section="published", text=published),
        )


def _day(written: str, year: int) -> date | None:
    """A day of the profile, with this year where it gives none; None where it is no day."""
    text = written.strip()
    try:
        return date.fromisoformat(text if len(text) > 5 else f"{year}-{text}")
    except ValueError:
        return None


RULE = Rule(
    code="STR113",
    name="published-after-the-local-deadline",
    severity=Severity.ERROR,
    summary="发布日期晚于本地通知规定的日期（在地方要求里设置）。",
    basis="本地的年报编制通知（地方要求里的 publish_by）",
    cure="核对发布日期；确已逾期的，按通知要求说明原因。",
    check=_check,
)
