"""TAB502: a figures file of another agency or another year."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.figures_file import unfit_figures
from assistant.rules.rule import Finding, Rule, Severity


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    if case.figures is not None and (why := unfit_figures(case)):
        yield rule.finding(
            f"{why}，没有拿来核对",
            found=f"{case.figures.agency} {case.figures.year} 年",
            expected=f"{case.report.agency} {case.report.year} 年",
        )


RULE = Rule(
    code="TAB502",
    name="unfit-figures",
    severity=Severity.WARNING,
    summary="给出的数据文件是别的单位或别的年份的。",
    basis="数据文件与报告应属同一单位、同一年份",
    cure="换成这个单位这一年的数据文件；单位改名的，把两份里的名称写成一样。",
    check=_check,
)
