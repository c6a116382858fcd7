"""TAB107: a table given as a picture, from which no number can be taken."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.reader_notes import NAMES, pictures
from assistant.rules.rule import Finding, Rule, Severity


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    for name in sorted(pictures(case.report)):
        first = next(c.address for c in case.report.form.cells if c.table == name)
        yield rule.finding(
            f"{NAMES[name]}是一张图片，里面的数字无法核对和利用",
            cells=(first,),
            found="图片",
            expected="可以读取的表格",
        )


RULE = Rule(
    code="TAB107",
    name="table-is-a-picture",
    severity=Severity.WARNING,
    summary="表格以图片代替。",
    basis="国办公开办函〔2021〕30号附件：第二、三、四部分以表格报告（图片不便检索、利用，推算）",
    cure="把图片换成表格，再把数字填进去，没有发生的填 0。",
    check=_check,
)
