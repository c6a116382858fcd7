"""TAB108: a cell in which something stands that is no number."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.reader_notes import NAMES, WIDTH, absent, cells_noted
from assistant.rules.rule import Finding, Rule, Severity


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    noted = cells_noted(case.report, "not read")
    if not noted:
        return
    whole = {f"t{name[-1]}" for name in absent(case.report)}
    for name, table in NAMES.items():
        cells = [
            address
            for address, text in noted.items()
            if address[1] == name[-1] and address[:2] not in whole and WIDTH not in text
        ]
        if cells and case.tables.some_filled(name):
            yield rule.finding(
                f"{table}有 {len(cells)} 格读不出数字：{noted[cells[0]]}",
                cells=tuple(cells),
                found=f"{len(cells)} 格读不出",
                expected="一格一个数字",
            )


RULE = Rule(
    code="TAB108",
    name="cell-not-read",
    severity=Severity.WARNING,
    summary="表格里有的格子写的不是数字，或在文件里找不到。",
    basis="国办公开办函〔2021〕30号附件：各表为件数、金额的统计",
    cure="看一眼原件：写了文字或符号的改成数字；原件没问题的，可能是软件没有读到，请换一种文件再查。",
    check=_check,
)
