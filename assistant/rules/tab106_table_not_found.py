"""TAB106: a table that stands nowhere in the file, though others do."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.reader_notes import NAMES, absent
from assistant.rules.rule import Finding, Rule, Severity


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    missing = list(absent(case.report))
    if len(missing) < len(NAMES):
        for name in missing:
            first = next(c.address for c in case.report.form.cells if c.table == name)
            yield rule.finding(
                f"文件里没有找到{NAMES[name]}，其他表格都在",
                cells=(first,),
                found="没有找到",
                expected=f"{NAMES[name]}在第{NAMES[name][1]}部分",
            )


RULE = Rule(
    code="TAB106",
    name="table-not-found",
    severity=Severity.WARNING,
    summary="第二、三、四部分应当各有一张表，文件里少了一张。",
    basis="国办公开办函〔2021〕30号附件：第二、三、四部分以表格报告",
    cure="原件漏了的补上，没有发生的填 0；原件有的，请换成 docx 或网页再查一次。",
    check=_check,
)
