"""TAB104: a whole table without a single figure."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity
from assistant.rules.sums import blank_by_table


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    for table, (blank, size) in blank_by_table(case.report).items():
        if len(blank) == size:
            yield rule.finding(
                f"{table}的 {size} 格全部没有数字",
                cells=tuple(blank),
                found="整张表空白",
                expected=f"{size} 格数字",
            )


RULE = Rule(
    code="TAB104",
    name="table-blank",
    severity=Severity.ERROR,
    summary="第二、三、四部分的表格缺失、整张空白或是图片。",
    basis="国办公开办函〔2021〕30号附件：第二、三、四部分以表格报告",
    cure="把整张表填好，没有发生的填 0；如果原件里是图片，请换成可读的表格。",
    check=_check,
)
