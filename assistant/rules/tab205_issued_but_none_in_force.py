"""TAB205: documents issued this year of which none is in force."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity, plain


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    if case.report.layout == "2019" or case.last is not None:
        return  # TAB201 says that the old form has no such column; YEA201 knows more
    for row in ("regulations", "normative_documents"):
        cells = tuple(f"t2.{row}.{column}" for column in ("in_force", "issued", "repealed"))
        in_force, issued, repealed = (case.cells[address] for address in cells)
        if in_force is None or issued is None or repealed is None:
            yield from rule.blanks(case.tables.blank_among(cells), case)
        elif 0 < issued <= repealed and in_force == 0:  # with more issued TAB201 tells it
            label = case.report.form.by_address[cells[0]].row
            yield rule.finding(
                f"{label}本年制发 {plain(issued)} 件，现行有效却是 0",
                cells=cells,
                found="0",
                expected=f"一般不少于本年制发的 {plain(issued)} 件",
            )


RULE = Rule(
    code="TAB205",
    name="issued-but-none-in-force",
    severity=Severity.NOTE,
    summary="本年制发了文件，现行有效件数却是 0。",
    basis="表二各列的含义（推算，官方未写公式，以主管部门口径为准）",
    cure="现行有效件数应含本年制发且仍有效的文件；当年制发当年失效的，请在正文说明。",
    check=_check,
)
