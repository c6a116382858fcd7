"""TAB113: columns that stand in another order than in the form."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.reader_notes import NAMES, notes_about
from assistant.rules.rule import Finding, Rule, Severity


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    if not case.report.notes:
        return
    for note in notes_about(case.report, "reordered columns"):
        first = next((a for a in case.cells if a.startswith(note.where)), "")
        name = NAMES.get(f"table{note.where[-1:]}", "")
        if not name and first:
            name = case.report.form.by_address[first].row
        yield rule.finding(
            f"{name or '表格'}：{note.text}",
            cells=(first,) if first else (),
            found="次序不同",
            expected="与格式相同的次序",
        )


RULE = Rule(
    code="TAB113",
    name="columns-reordered",
    severity=Severity.NOTE,
    summary="表头各列的次序与统一格式不同。",
    basis="国办公开办函〔2021〕30号附件：各表的列",
    cure="按统一格式调整各列的次序，数字随列一起移动。",
    check=_check,
)
