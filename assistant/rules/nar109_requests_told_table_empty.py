"""NAR109: requests or their results told in words while table three is all zero."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.definitions.judging import mismatches
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity

_TOPICS = frozenset(
    f"requests.{topic}"
    for topic in (
        "new",
        "received",
        "both",
        "handled",
        "applied",
        "carried_in",
        "carried_out",
        "result",
        "granted_all",
        "reason",
        "applicant",
    )
)


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    yield from mismatches(rule, case, ("requests",), _TOPICS, "table empty")


RULE = Rule(
    code="NAR109",
    name="requests-told-table-empty",
    severity=Severity.ERROR,
    summary="正文写有申请或办理结果，表三却全部为 0。",
    basis="表三；条例第五十条第（二）项；国办公开办函〔2021〕30号：年度报告应当准确、全面",
    cure="对照登记台账：确有申请就补填表三；正文是套用往年或别处的，请删去。",
    check=_check,
    needs=("narrative",),
)
