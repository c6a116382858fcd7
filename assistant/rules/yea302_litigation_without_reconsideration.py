"""YEA302: more lawsuits after reconsideration than reconsiderations decided in two years."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.last_year import amount, lacking, last_cells
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity, plain

_AFTER = "t4.litigation_after_reconsideration.total"
_ALL, _PENDING = "t4.reconsideration.total", "t4.reconsideration.pending"


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    if lacks := lacking(rule, case, [_AFTER, _ALL, _PENDING], [_ALL, _PENDING]):
        yield from lacks
        return
    decided = sum(amount(c, _ALL) - amount(c, _PENDING) for c in (case.cells, last_cells(case)))
    lawsuits = amount(case.cells, _AFTER)
    if lawsuits > decided:
        yield rule.finding(
            f"复议后起诉 {plain(lawsuits)} 件，多于上年和本年已审结的行政复议共 {plain(decided)} 件",
            cells=(_AFTER, _ALL, _PENDING),
            found=plain(lawsuits),
            expected=f"一般不超过 {plain(decided)}",
        )


RULE = Rule(
    code="YEA302",
    name="litigation-without-reconsideration",
    severity=Severity.NOTE,
    summary="复议后起诉的案件一般不多于上年和本年已审结的行政复议。",
    basis="表四的案件类型（推算：先复议后起诉，更早的积案除外，以主管部门口径为准）",
    cure="核对案件归入“未经复议直接起诉”还是“复议后起诉”；一案多次起诉或更早的积案，说明一句。",
    check=_check,
    needs=("previous",),
)
