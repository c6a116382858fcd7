"""NAR107: a number of requests of one kind of applicant that the column of table three does not say."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.definitions.judging import mismatches
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity

_SUBJECTS = ("requests",)
_TOPICS = frozenset(["requests.applicant"])


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    yield from mismatches(rule, case, _SUBJECTS, _TOPICS)


RULE = Rule(
    code="NAR107",
    name="applicant-count-mismatch",
    severity=Severity.ERROR,
    summary="正文写的自然人、企业等申请人的件数与表三该列不同。",
    basis="表三；条例第五十条第（二）项；国办公开办函〔2021〕30号：年度报告应当准确、全面",
    cure="对照表三各列改正；法人或其他组织是五列之和。",
    check=_check,
    needs=("narrative",),
)
