"""STR401: a government's report that is silent on 工作考核, 社会评议 or 责任追究."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.outline import PARTIAL, is_whole
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity, Where

_THREE = {
    "assessment": "工作考核",
    "social_review": "社会评议",
    "accountability": "责任追究",
}


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    if not case.kind.is_government:
        return
    if not is_whole(case) or "1" not in case.report.sections:
        yield NotAssessed(rule.code, PARTIAL)
        return
    words = case.narrative.words
    absent = [name for group, name in _THREE.items() if not words[f"structure.{group}"]]
    if absent:
        shown = "、".join(absent)
        yield rule.finding(
            f"全文没有写{shown}的情况",
            found=f"没有{shown}",
            expected="工作考核、社会评议、责任追究结果",
            severity=Severity.ERROR if len(absent) == len(_THREE) else Severity.WARNING,
            where=Where(section="1.5", text=case.narrative.text_of("1.5")[:20]),
        )


RULE = Rule(
    code="STR401",
    name="supervision-results-missing",
    severity=Severity.ERROR,
    summary="政府的年报没有写工作考核、社会评议、责任追究的结果情况。",
    basis="《政府信息公开条例》第五十条：各级人民政府的年报还应当包括工作考核、社会评议和责任追究结果情况",
    cure="在“监督保障”里分别写明考核、评议、责任追究的情况和结果，没有发生的也要写明。",
    check=_check,
    needs=("narrative",),
)
