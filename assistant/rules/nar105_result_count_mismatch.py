"""NAR105: a number of requests granted, denied and so on that table three does not say."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.definitions.judging import mismatches
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity

_SUBJECTS = ("requests",)
_TOPICS = frozenset(["requests.result", "requests.granted_all"])


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    yield from mismatches(rule, case, _SUBJECTS, _TOPICS)


RULE = Rule(
    code="NAR105",
    name="result-count-mismatch",
    severity=Severity.ERROR,
    summary="正文写的予以公开、部分公开、不予公开、无法提供、不予处理、其他处理件数与表三不同。",
    basis="表三；条例第五十条第（二）项；国办公开办函〔2021〕30号：年度报告应当准确、全面",
    cure="逐项对照表三（一）至（六）改正；几种结果合在一起写的，请写明是哪几种之和。",
    check=_check,
    needs=("narrative",),
)
