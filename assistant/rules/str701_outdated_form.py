"""STR701: the trial form of 2019 used for 2021 or later."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity, Where

_SINCE = 2021


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    report = case.report
    if report.layout == "2019" and report.year >= _SINCE:
        yield rule.finding(
            f"{report.year} 年的年报用了2019年试行格式的表格",
            found="2019年试行格式",
            expected="2021年版格式",
            where=Where(section="2"),
        )


RULE = Rule(
    code="STR701",
    name="outdated-form",
    severity=Severity.ERROR,
    summary="2021年及以后的年报用了2019年的试行表格。",
    basis="国办公开办函〔2021〕30号取代国办公开办函〔2019〕60号的试行格式",
    cure="换成2021年版的三张表重新填报。",
    check=_check,
)
