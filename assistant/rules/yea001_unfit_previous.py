"""YEA001: the report given as last year's is of another agency or another year."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    if case.unfit_previous and case.previous:
        previous, report = case.previous, case.report
        yield rule.finding(
            f"{case.unfit_previous}；跨年核对没有进行",
            found=f"{previous.agency}{previous.year}年",
            expected=f"{report.agency}{report.year - 1}年",
        )


RULE = Rule(
    code="YEA001",
    name="unfit-previous",
    severity=Severity.WARNING,
    summary="给出的上年报告必须是同一单位、上一年度的，否则不能跨年核对。",
    basis="《中华人民共和国政府信息公开条例》第四十九条：每年报告上一年度的情况",
    cure="用 --previous 给出本单位上一年度的报告，再检查一次。",
    check=_check,
)
