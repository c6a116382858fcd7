"""TAB201: fewer documents in force than this year's issues alone would leave."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity, plain


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    if case.report.layout == "2019":
        yield NotAssessed(rule.code, "2019 年旧表没有“现行有效件数”一列")
        return
    for row in ("regulations", "normative_documents"):
        issued_at, repealed_at, in_force_at = cells = (
            f"t2.{row}.issued",
            f"t2.{row}.repealed",
            f"t2.{row}.in_force",
        )
        issued, repealed, in_force = (case.cells[address] for address in cells)
        if issued is None or repealed is None or in_force is None:
            blanks = [a for a in cells if case.cells[a] is None]
            yield from rule.blanks(blanks, case)
        elif in_force < issued - repealed:
            label = case.report.form.by_address[in_force_at].label
            yield rule.finding(
                f"{label} {plain(in_force)}，少于本年制发 {plain(issued)} 减废止 {plain(repealed)}",
                cells=(in_force_at, issued_at, repealed_at),
                found=plain(in_force),
                expected=f"不少于 {plain(issued - repealed)}",
            )


RULE = Rule(
    code="TAB201",
    name="in-force-too-few",
    severity=Severity.WARNING,
    summary="现行有效件数少于本年制发件数减本年废止件数。",
    basis="表二各列的含义（推算，官方未写公式，以主管部门口径为准）",
    cure="现行有效件数应含本年制发且仍有效的文件；若有文件当年制发又当年失效，请在正文说明。",
    check=_check,
)
