"""TAB306: one number that stands in two neighbouring cells."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity
from assistant.rules.sums import listed


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    tables = case.tables
    for fault in tables.faults:
        if fault.kind == "split":
            cells = tuple(address for address, _ in fault.changes)
            yield rule.finding(
                f"表三有一个数可能被拆成了两格{fault.hint}",
                cells=cells,
                found=listed(tables.cells[a] or 0 for a in cells),
                expected=listed(value for _, value in fault.changes),
            )


RULE = Rule(
    code="TAB306",
    name="number-split-in-two",
    severity=Severity.WARNING,
    summary="一个数被拆在相邻两格里（如“20”成了 2 和 0），合起来行和列就都平。",
    basis="表格内部核对（转换、复制表格时常见）",
    cure="看一眼原件，把两格合成一个数，右边各格归位。",
    check=_check,
)
