"""TAB103: cells left blank in a table that is otherwise filled in."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.reader_notes import blank_by_table
from assistant.rules.rule import Finding, Rule, Severity


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    if not case.tables.has_blanks:
        return
    for table, (blank, size) in blank_by_table(case.report).items():
        if blank and len(blank) < size:
            labels = "、".join(case.report.form.by_address[a].label for a in blank[:3])
            more = f"等 {len(blank)} 格" if len(blank) > 3 else ""
            yield rule.finding(
                f"{table}有 {len(blank)} 格没有数字：{labels}{more}",
                cells=tuple(blank),
                found="空白",
                expected="数字，没有发生填 0",
            )


RULE = Rule(
    code="TAB103",
    name="blank-cell",
    severity=Severity.NOTE,
    summary="表格已填写，却有格子空着或只有“/”“—”：空白不等于 0。",
    basis="国办公开办函〔2021〕30号附件；空格填 0 还是留空模板未写明，以主管部门口径为准",
    cure="没有发生的填 0；有数的补上。补齐后再核对一次。",
    check=_check,
)
