"""NAR106: a number of requests with one reason of refusal that table three does not say."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.definitions.judging import mismatches
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity

_SUBJECTS = ("requests",)
_TOPICS = frozenset(["requests.reason"])


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    yield from mismatches(rule, case, _SUBJECTS, _TOPICS)


RULE = Rule(
    code="NAR106",
    name="reason-count-mismatch",
    severity=Severity.ERROR,
    summary="正文写的各种具体情形（国家秘密、本机关不掌握、重复申请等）的件数与表三该行不同。",
    basis="表三；条例第五十条第（二）项；国办公开办函〔2021〕30号：年度报告应当准确、全面",
    cure="对照表三该行改正；只说其中一部分的，请写明。",
    check=_check,
    needs=("narrative",),
)
