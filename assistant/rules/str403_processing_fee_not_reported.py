"""STR403: section 六 without a word on 信息处理费."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity

_SINCE = 2021
_SHORT = 60


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    span = case.narrative.span_of("6")
    if span is None or case.report.year < _SINCE:
        return
    hits = case.narrative.words["structure.fee"]
    if any(span[0] <= hit.start < span[1] for hit in hits):
        return
    elsewhere = any("处理费" in hit.word for hit in hits)
    short = span[1] - span[0] <= _SHORT
    place = "（其他部分提到过，要移到这里）" if elsewhere else ""
    yield rule.at(
        case,
        (span[0], min(span[1], span[0] + 40)),
        f"第六部分没有写信息处理费的收取情况{place}",
        expected="信息处理费的件数、金额，或者未收取",
        severity=Severity.WARNING if elsewhere or short else Severity.ERROR,
    )


RULE = Rule(
    code="STR403",
    name="processing-fee-not-reported",
    severity=Severity.ERROR,
    summary="第六部分没有报告信息处理费的收取情况。",
    basis="国办公开办函〔2021〕30号附件：第六部分“收取信息处理费情况在此处报告”",
    cure="在第六部分写明收取信息处理费的件数和金额；没有收取的，写明“本年度未收取信息处理费”。",
    check=_check,
    needs=("narrative",),
)
