"""TAB110: a number in a row that is only a heading."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.reader_notes import cells_noted_elsewhere, notes_about
from assistant.rules.rule import Finding, Rule, Severity


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    if not case.report.notes:
        return
    for note in notes_about(case.report, "number in heading row"):
        yield _finding(rule, note.where, note.text)
    filled = cells_noted_elsewhere(case.report, "t3.other.")
    if case.report.layout == "2021" and filled:
        yield _finding(rule, "t3.other", f"“（六）其他处理”一行填了数：{filled}")


def _finding(rule: Rule, where: str, text: str) -> Finding:
    return rule.finding(
        f"{text}；这一行是分组标题，不应填数",
        cells=(where,),
        found=text.rpartition("：")[2],
        expected="没有数字",
    )


RULE = Rule(
    code="TAB110",
    name="number-in-heading-row",
    severity=Severity.WARNING,
    summary="不予公开、无法提供、不予处理、其他处理是分组标题，没有自己的数据格。",
    basis="国办公开办函〔2021〕30号附件：表三各行",
    cure="把数填到这一组下面对应的小项里，标题行不填数。",
    check=_check,
)
