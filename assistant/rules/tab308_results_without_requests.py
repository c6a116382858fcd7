"""TAB308: results in a year in which there was no request to handle."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity, plain
from assistant.rules.sums import from_nothing, undecided


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    tables = case.tables
    if tables.blanks:
        yield from undecided(rule, case, "balance")
    if tables.gaps and (numbers := from_nothing(tables)):
        cells = [tables.identity(n).right[0] for n in reversed(numbers)]
        received = [a for n in reversed(numbers) for a in tables.identity(n).left]
        found = plain(tables.cells[cells[0]])
        yield rule.finding(
            f"本年新收和上年结转都是 0，办理结果总计却有 {found} 件",
            cells=(*cells, *received),
            found=found,
            expected="0，或补上新收、结转的件数",
        )


RULE = Rule(
    code="TAB308",
    name="results-without-requests",
    severity=Severity.ERROR,
    summary="没有新收也没有上年结转的申请，却有办理结果。",
    basis="国办公开办函〔2021〕30号附件：表三勾稽关系",
    cure="对照登记台账补上新收或上年结转的件数；确实没有申请的，结果各行填 0。",
    check=_check,
)
