"""NAR103: a number of requests carried over into the next year that table three does not say."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.definitions.judging import mismatches
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity

_SUBJECTS = ("requests",)
_TOPICS = frozenset(["requests.carried_out"])


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    yield from mismatches(rule, case, _SUBJECTS, _TOPICS)


RULE = Rule(
    code="NAR103",
    name="carried-out-mismatch",
    severity=Severity.ERROR,
    summary="正文写的结转下年度申请数与表三第四项不同。",
    basis="表三；条例第五十条第（二）项；国办公开办函〔2021〕30号：年度报告应当准确、全面",
    cure="对照台账核对年末仍在办理的申请，正文和表三第四项写同一个数。",
    check=_check,
    needs=("narrative",),
)
