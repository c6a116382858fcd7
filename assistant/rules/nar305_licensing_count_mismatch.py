"""NAR305: a number of licensing decisions that table two does not say."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.definitions.judging import mismatches
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity

_SUBJECTS = ("licensing",)
_TOPICS = frozenset(["licensing"])


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    yield from mismatches(rule, case, _SUBJECTS, _TOPICS)


RULE = Rule(
    code="NAR305",
    name="licensing-count-mismatch",
    severity=Severity.ERROR,
    summary="正文写的行政许可处理决定数与表二不同。",
    basis="表二；条例第五十条第（一）项；国办公开办函〔2021〕30号：年度报告应当准确、全面；处理决定的计法以主管部门口径为准",
    cure="核对统计范围和口径：表二填处理决定数；受理数、事项数、公开条数请在正文写明不是决定数。",
    check=_check,
    needs=("narrative",),
)
