"""TAB112: a cell for which the file holds two different numbers."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.reader_notes import cells_noted
from assistant.rules.rule import Finding, Rule, Severity


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    for address, text in cells_noted(case.report, "cell found twice").items():
        yield rule.finding(text, cells=(address,), found=text, expected="一个数")


RULE = Rule(
    code="TAB112",
    name="cell-given-twice",
    severity=Severity.WARNING,
    summary="同一张表在文件里出现两次，同一格的数字不一样。",
    basis="国办公开办函〔2021〕30号附件：第二、三、四部分各一张表",
    cure="删去多余的一张表，留下数字正确的。",
    check=_check,
)
