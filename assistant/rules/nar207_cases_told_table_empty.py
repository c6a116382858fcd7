"""NAR207: reconsiderations or lawsuits told in words while table four is all zero."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.definitions.cases import CASE_SUBJECTS
from assistant.rules.definitions.judging import mismatches
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity

_TOPICS = frozenset(
    f"{subject}.{topic}"
    for subject in ("reconsideration", "litigation", "cases")
    for topic in ("total", "kind", "outcome")
)


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    yield from mismatches(rule, case, CASE_SUBJECTS, _TOPICS, "table empty")


RULE = Rule(
    code="NAR207",
    name="cases-told-table-empty",
    severity=Severity.ERROR,
    summary="正文写有行政复议、行政诉讼案件，表四却全部为 0。",
    basis="表四；条例第五十条第（三）项；国办公开办函〔2021〕30号：年度报告应当准确、全面",
    cure="对照复议、应诉台账：因政府信息公开引起的案件补填表四；其他案件请在正文写明不是。",
    check=_check,
    needs=("narrative",),
)
