"""TAB115: a whole table, or a column of table three, filled with one number."""

from collections.abc import Iterator, Sequence

from assistant.rules.case import Case
from assistant.rules.reader_notes import NAMES
from assistant.rules.rule import Finding, Rule, Severity, plain
from assistant.rules.tables import Tables


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    tables = case.tables
    for name, table in NAMES.items():
        span = tables.span(name)
        if tables.values[span.start] and _one_number(tables, span):
            yield _finding(rule, tables, span, f"{table}每一格都是")
            return
    for column in zip(*tables.sums.rows, strict=True):
        if tables.values[column[0]] and _one_number(tables, column):
            label = case.report.form.by_address[tables.sums.addresses[column[0]]].column
            yield _finding(rule, tables, column, f"表三“{label}”一列每一行都是")


def _one_number(tables: Tables, places: Sequence[int]) -> bool:
    first, second = tables.values[places[0]], tables.values[places[1]]
    return first == second and len({tables.values[at] for at in places}) == 1


def _finding(rule: Rule, tables: Tables, places: Sequence[int], words: str) -> Finding:
    value = plain(tables.values[places[0]])
    return rule.finding(
        f"{words} {value}",
        cells=tuple(tables.sums.addresses[at] for at in places),
        found=value,
        expected="各格各自的数",
    )


RULE = Rule(
    code="TAB115",
    name="same-number-throughout",
    severity=Severity.WARNING,
    summary="整张表或表三整列都是同一个数，多半是向下填充复制出来的。",
    basis="表格内部核对（推算：各行统计的是不同的事）",
    cure="清空这一列，按台账逐行重填。",
    check=_check,
)
