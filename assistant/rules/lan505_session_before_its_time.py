"""A congress or plenary session that had not been held in the year reported on (rule 114)."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity
from assistant.rules.wording import clause_before

_AHEAD = ("迎接", "喜迎", "筹备", "召开前", "即将", "迎")


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    if case.undated:
        yield NotAssessed(rule.code, case.undated)
        return
    year, whole = case.report.year, case.narrative.whole
    seen: set[str] = set()
    for hit in case.narrative.words["wording.sessions"]:
        if hit.word in seen or (
            hit.word.startswith("二十大") and whole[hit.end : hit.end + 1] == "会"
        ):
            continue
        before = clause_before(whole, hit.start, 12)
        if hit.meaning == "无" or (
            int(hit.meaning) > year and not any(w in before for w in _AHEAD)
        ):
            seen.add(hit.word)
            why = "没有开过" if hit.meaning == "无" else f"是 {hit.meaning} 年召开的"
            yield rule.at(
                case,
                (hit.start, hit.end),
                f"“{hit.word}”{why}，{year} 年的报告不应写成本年的工作",
                expected="会议届次与年份一致",
            )


RULE = Rule(
    code="LAN505",
    name="session-before-its-time",
    severity=Severity.WARNING,
    summary="写到的会议届次在报告年度还没有召开，或根本没有这一届次。",
    basis="会议的召开时间以公开的会议公报为准；条例第五十条：年度报告反映上一年度的工作",
    cure="核对会议的届次和时间；是下一年学习贯彻的，移到改进或打算里写明年份。",
    check=_check,
    needs=("narrative",),
)
