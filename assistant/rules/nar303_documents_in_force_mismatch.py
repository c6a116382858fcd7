"""NAR303: a number of normative documents in force, or kept by a clean-up, that table two does not say."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.definitions.judging import mismatches
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity

_SUBJECTS = ("normative_documents",)
_TOPICS = frozenset(["normative_documents.in_force", "normative_documents.kept"])


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    yield from mismatches(rule, case, _SUBJECTS, _TOPICS)


RULE = Rule(
    code="NAR303",
    name="documents-in-force-mismatch",
    severity=Severity.ERROR,
    summary="正文写的现行有效（或清理后保留）行政规范性文件件数与表二不同。",
    basis="表二；条例第五十条第（一）项；国办公开办函〔2021〕30号：年度报告应当准确、全面",
    cure="对照文件目录核对件数和统计范围：范围与表二不同的（只讲一个机关、只讲清理）请写明，否则改成与表二一致。",
    check=_check,
    needs=("narrative",),
)
