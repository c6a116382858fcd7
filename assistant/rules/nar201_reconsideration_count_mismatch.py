"""NAR201: a number of reconsiderations that agrees with no reading of table four."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.definitions.judging import mismatches
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity

_SUBJECTS = ("reconsideration", "cases")
_TOPICS = frozenset(["reconsideration.total", "cases.total"])


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    yield from mismatches(rule, case, _SUBJECTS, _TOPICS)


RULE = Rule(
    code="NAR201",
    name="reconsideration-count-mismatch",
    severity=Severity.ERROR,
    summary="正文写的行政复议件数与表四对不上（总计、总计减尚未审结都试过）。",
    basis="表四；条例第五十条第（三）项；国办公开办函〔2021〕30号：年度报告应当准确、全面",
    cure="对照复议、应诉台账核对件数：正文若只写已审结的，请写明；否则改成与表四一致。",
    check=_check,
    needs=("narrative",),
)
