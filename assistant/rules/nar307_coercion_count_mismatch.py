"""NAR307: a number of coercive measures that table two does not say."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.definitions.judging import mismatches
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity

_SUBJECTS = ("coercion",)
_TOPICS = frozenset(["coercion"])


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    yield from mismatches(rule, case, _SUBJECTS, _TOPICS)


RULE = Rule(
    code="NAR307",
    name="coercion-count-mismatch",
    severity=Severity.ERROR,
    summary="正文写的行政强制决定数与表二不同。",
    basis="表二；条例第五十条第（一）项；国办公开办函〔2021〕30号：年度报告应当准确、全面；处理决定的计法以主管部门口径为准",
    cure="核对统计范围和口径，正文和表二写同一个数。",
    check=_check,
    needs=("narrative",),
)
