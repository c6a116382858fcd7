"""TAB109: a row with more or fewer cells than the form has."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.reader_notes import WIDTH, cells_noted
from assistant.rules.rule import Finding, Rule, Severity


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    rows: dict[tuple[str, str], list[str]] = {}
    for address, text in cells_noted(case.report, "not read").items():
        cell = case.report.form.by_address[address]
        if WIDTH in text:
            row = "表四" if cell.table == "table4" else cell.row
            shown = text.partition(WIDTH)[2].strip("：“”")
            rows.setdefault((row, shown), []).append(address)
    for (row, shown), cells in rows.items():
        yield rule.finding(
            f"“{row}”一行的格数与格式不同：应有 {len(cells)} 格，写的是“{shown}”",
            cells=tuple(cells),
            found=shown,
            expected=f"{len(cells)} 格",
        )


RULE = Rule(
    code="TAB109",
    name="row-of-wrong-width",
    severity=Severity.WARNING,
    summary="表格里有一行多了一格或少了一格，数字会错位。",
    basis="国办公开办函〔2021〕30号附件：各表的行和列",
    cure="对照格式把这一行的格数补齐或去掉多余的一格，没有发生的填 0。",
    check=_check,
)
