"""Subjects that are nobody: “一些地区”, “多数部门” (rule 116)."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity
from assistant.rules.wording import gathered, quoted


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    whole = case.narrative.whole
    hits = case.narrative.words["wording.vague_subjects"]
    spans = [(hit.start, hit.end) for hit in hits if not quoted(whole, hit.start)]
    if spans:
        yield from gathered(
            rule,
            case,
            spans,
            f"“{whole[slice(*spans[0])]}”没有说清是谁，读不出是本机关的情况",
            expected="具体的单位或数量，例如“3 个乡镇”",
        )


RULE = Rule(
    code="LAN601",
    name="vague-subject",
    severity=Severity.NOTE,
    summary="主语泛指（“一些地区”“多数部门”），看不出是本机关的事。",
    basis="条例第五十条：年度报告反映本机关、本行政区域的情况；以主管部门口径为准",
    cure="写明是哪些单位、有多少个。",
    check=_check,
    needs=("narrative",),
)
