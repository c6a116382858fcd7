"""NAR204: a number of lawsuits filed directly or after a reconsideration that table four does not say."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.definitions.judging import mismatches
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity

_SUBJECTS = ("litigation_direct", "litigation_after_reconsideration")
_TOPICS = frozenset(["litigation.kind"])


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    yield from mismatches(rule, case, _SUBJECTS, _TOPICS)


RULE = Rule(
    code="NAR204",
    name="litigation-kind-mismatch",
    severity=Severity.ERROR,
    summary="正文写的未经复议直接起诉、复议后起诉件数与表四不同。",
    basis="表四；条例第五十条第（三）项；国办公开办函〔2021〕30号：年度报告应当准确、全面",
    cure="对照表四两组“总计”改正。",
    check=_check,
    needs=("narrative",),
)
