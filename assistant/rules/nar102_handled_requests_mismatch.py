"""NAR102: a number of requests handled that agrees with no reading of table three."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.definitions.judging import mismatches
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity

_SUBJECTS = ("requests",)
_TOPICS = frozenset(["requests.handled"])


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    yield from mismatches(rule, case, _SUBJECTS, _TOPICS)


RULE = Rule(
    code="NAR102",
    name="handled-requests-mismatch",
    severity=Severity.ERROR,
    summary="正文写的办结、答复申请数与表三（七）总计对不上。",
    basis="表三；条例第五十条第（二）项；国办公开办函〔2021〕30号：年度报告应当准确、全面",
    cure="先查清这句话说的是哪个口径（新收、新收＋上年结转、办结……）和哪个范围，再对照台账改正文或改表，两处一致。",
    check=_check,
    needs=("narrative",),
)
