"""YEA202: more documents repealed than there ever were."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.last_year import amount, explained, lacking, last_cells
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity, plain

_ROWS = (("regulations", "规章"), ("normative_documents", "行政规范性文件"))


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    for row, label in _ROWS:
        issued, repealed, in_force = (
            f"t2.{row}.{column}" for column in ("issued", "repealed", "in_force")
        )
        if lacks := lacking(rule, case, [issued, repealed], [in_force]):
            yield from lacks
            continue
        then, new = amount(last_cells(case), in_force), amount(case.cells, issued)
        gone = amount(case.cells, repealed)
        if gone > then + new:
            told = explained(case, "arithmetic.correction", ("文件", "规章"))
            yield rule.finding(
                f"{label}本年废止 {plain(gone)} 件，多于上年现行有效 {plain(then)} 件"
                f"加本年制发 {plain(new)} 件",
                cells=(repealed, issued),
                found=plain(gone),
                expected=f"不超过 {plain(then + new)}",
                severity=Severity.WARNING if told else rule.severity,
            )


RULE = Rule(
    code="YEA202",
    name="more-repealed-than-existed",
    severity=Severity.ERROR,
    summary="本年废止的文件不可能多于上年现行有效加本年制发。",
    basis="国办公开办函〔2021〕30号附件：表二“本年废止件数”“现行有效件数”",
    cure="核对废止件数和上年的现行有效件数；上年漏统计的，写一句更正说明。",
    check=_check,
    needs=("previous",),
)
