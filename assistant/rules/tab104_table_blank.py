"""TAB104: a whole table without a single figure."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.reader_notes import NAMES, absent, blank_by_table
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity

_ABSENT = (
    "在文件里没有找到：原件有这张表的，请换一种文件（docx、网页、xlsx）再查；原件没有的，请补上"
)


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    if not case.tables.has_blanks:
        return
    for table, (blank, size) in blank_by_table(case.report).items():
        if len(blank) == size:
            yield rule.finding(
                f"{table}的 {size} 格全部没有数字",
                cells=tuple(blank),
                found="整张表空白",
                expected=f"{size} 格数字",
            )
    for name in absent(case.report):
        yield NotAssessed(rule.code, f"{NAMES[name]}{_ABSENT}")


RULE = Rule(
    code="TAB104",
    name="table-blank",
    severity=Severity.ERROR,
    summary="第二、三、四部分的表格整张空白。",
    basis="国办公开办函〔2021〕30号附件：第二、三、四部分以表格报告",
    cure="把整张表填好，没有发生的填 0。",
    check=_check,
)
