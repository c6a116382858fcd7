"""NAR108: “no request received” while table three has requests."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.definitions.judging import mismatches
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity

_TOPICS = frozenset(
    f"requests.{topic}" for topic in ("new", "received", "both", "handled", "applied")
)


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    yield from mismatches(rule, case, ("requests",), _TOPICS, "claims none")


RULE = Rule(
    code="NAR108",
    name="requests-denied",
    severity=Severity.ERROR,
    summary="正文说没有收到（办理）申请，表三却有申请。",
    basis="表三；条例第五十条第（二）项；国办公开办函〔2021〕30号：年度报告应当准确、全面",
    cure="对照登记台账：有申请就写明件数和办理结果，没有就把表三改为 0。",
    check=_check,
    needs=("narrative",),
)
