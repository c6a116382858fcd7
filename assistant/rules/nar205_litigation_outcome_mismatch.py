"""NAR205: a number of lawsuits upheld, corrected or pending that table four does not say."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.definitions.judging import mismatches
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity

_SUBJECTS = ("litigation", "litigation_direct", "litigation_after_reconsideration")
_TOPICS = frozenset(["litigation.outcome"])


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    yield from mismatches(rule, case, _SUBJECTS, _TOPICS)


RULE = Rule(
    code="NAR205",
    name="litigation-outcome-mismatch",
    severity=Severity.ERROR,
    summary="正文写的诉讼结果（维持、纠正、其他、尚未审结）件数与表四不同。",
    basis="表四；条例第五十条第（三）项；国办公开办函〔2021〕30号：年度报告应当准确、全面",
    cure="逐项对照表四行政诉讼各格改正。",
    check=_check,
    needs=("narrative",),
)
