"""TAB501: a cell of the report that is not what the figures file says."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.figures_file import unfit_figures
from assistant.rules.rule import Finding, Rule, Severity, plain


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    if case.figures is None or unfit_figures(case):
        return
    known = case.figures.cells()
    for address, value in case.cells.items():
        wanted = known.get(address)
        if wanted is not None and value != wanted:
            label = case.report.form.by_address[address].label
            yield rule.finding(
                f"{label}：报告里是 {plain(value)}，数据文件里是 {plain(wanted)}",
                cells=(address,),
                found=plain(value),
                expected=plain(wanted),
            )


RULE = Rule(
    code="TAB501",
    name="differs-from-figures",
    severity=Severity.ERROR,
    summary="给出数据文件时，报告表格逐格与数据文件一致。",
    basis="条例第五十条：年度报告应当包括的数据；报告以本机关台账和填报数据为准",
    cure="查明哪一份是对的：报告抄错就改报告，数据后来有更正就改数据文件再重新起草。",
    check=_check,
)
