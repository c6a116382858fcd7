"""NAR503: requests dropped for unpaid fees of whose notices the text says nothing."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity, plain

_CELL = "t3.other_fee_unpaid.total"


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    if _CELL not in case.cells:
        return
    unpaid = case.cells[_CELL]
    if unpaid is None:
        yield from rule.blanks([_CELL], case)
    elif unpaid > 0 and not case.narrative.words["narrative.fee_notice"]:
        yield rule.finding(
            f"表三“逾期未缴费不再处理”有 {plain(unpaid)} 件，正文没有提到发出收费通知的情况",
            cells=(_CELL,),
            found="正文未提",
            expected="写明发出收费通知、未缴费的件数",
        )


RULE = Rule(
    code="NAR503",
    name="fee-notices-untold",
    severity=Severity.NOTE,
    summary="表三有逾期未缴费不再处理的申请，正文没有交代收费通知。",
    basis="条例第四十二条；国办函〔2020〕109号（推算，以主管部门口径为准）",
    cure="在第六部分写明发出收费通知几件、收取几件多少元、逾期未缴不再处理几件。",
    check=_check,
    needs=("narrative",),
)
