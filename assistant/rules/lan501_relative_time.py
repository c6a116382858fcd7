"""Time that is only understood on the day of writing: “今年以来”, “近日” (rule 104)."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.lexicon import Hit
from assistant.rules.rule import Finding, Rule, Severity
from assistant.rules.wording import gathered, quoted

_LOOSE = frozenset({"去年", "截至目前", "截止目前", "目前为止"})


def _fits(hit: Hit, case: Case) -> bool:
    """Plans speak of the coming year, and section five of the state of things on the day."""
    if case.narrative.section_at(hit.start) == "5":
        return hit.word not in ("今年以来", "近日")
    return False


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    hits = case.narrative.words["wording.relative_time"]
    if not hits:
        return
    whole = case.narrative.whole
    kept: list[Hit] = []
    for hit in hits:
        inner = bool(kept) and hit.start < kept[-1].end
        if inner and hit.end > kept[-1].end:
            kept[-1] = hit
        elif not inner and not quoted(whole, hit.start):
            kept.append(hit)
    kept = [hit for hit in kept if not _fits(hit, case)]
    year = case.report.year
    for loose in (False, True):
        chosen = [hit for hit in kept if (hit.word in _LOOSE) is loose]
        if chosen:
            right = (
                f"写明年份或日期，例如“{year}年”"
                if not loose
                else f"写明日期或年份，例如“截至{year}年12月31日”“{year - 1}年”"
            )
            yield from gathered(
                rule,
                case,
                [(hit.start, hit.end) for hit in chosen],
                f"报告的是 {year} 年，“{chosen[0].word}”在公布以后读起来指的是别的时间",
                expected=right,
                severity=Severity.NOTE if loose else None,
            )


RULE = Rule(
    code="LAN501",
    name="relative-time",
    severity=Severity.WARNING,
    summary="年报里用“今年以来”“近日”“截至目前”这类只在写的那天才明白的时间。",
    basis="国办公开办函〔2021〕30号要求反映上一年度情况，内容准确",
    cure="改成具体的年份或日期，与统计期限一致。",
    check=_check,
    needs=("narrative",),
)
