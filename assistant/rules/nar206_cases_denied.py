"""NAR206: “no reconsideration, no lawsuit” while table four has cases."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.definitions.cases import CASE_SUBJECTS
from assistant.rules.definitions.judging import mismatches
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity

_TOPICS = frozenset(
    f"{subject}.{topic}"
    for subject in ("reconsideration", "litigation", "cases")
    for topic in ("total", "kind")
)


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    yield from mismatches(rule, case, CASE_SUBJECTS, _TOPICS, "claims none")


RULE = Rule(
    code="NAR206",
    name="cases-denied",
    severity=Severity.ERROR,
    summary="正文说没有发生行政复议、行政诉讼，表四却有案件。",
    basis="表四；条例第五十条第（三）项；国办公开办函〔2021〕30号：年度报告应当准确、全面",
    cure="对照复议、应诉台账：有案件就写明件数和结果，没有就把表四改为 0。",
    check=_check,
    needs=("narrative",),
)
