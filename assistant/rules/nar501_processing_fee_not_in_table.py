"""NAR501: a processing fee collected according to section six, and no fees in table two."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity, plain

_CELL = "t2.fees"


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    if _CELL not in case.cells:
        return
    told = [
        mention
        for mention in case.narrative.mentions.about("processing_fee")
        if mention.quantity.unit in ("元", "万元")
        and mention.quantity.value > 0
        and mention.section == "6"
        and mention.year is None
    ]
    if told and case.cells[_CELL] is None:
        yield from rule.blanks([_CELL], case)
    elif told and case.cells[_CELL] == 0:
        mention = told[0]
        yield rule.at(
            case,
            mention.span,
            f"第六部分写收取信息处理费{mention.text}，表二行政事业性收费却是 {plain(0)} 万元",
            expected="表二收费金额含信息处理费，或说明未计入的原因",
            cells=(_CELL,),
        )


RULE = Rule(
    code="NAR501",
    name="processing-fee-not-in-table",
    severity=Severity.NOTE,
    summary="第六部分收取了信息处理费，表二行政事业性收费却为 0。",
    basis="国办函〔2020〕109号；信息处理费是否计入表二收费金额未见明文，以主管部门口径为准",
    cure="向财务核对：信息处理费已计入收费的，补填表二（单位万元）；不计入的，请在第六部分说明。",
    check=_check,
    needs=("narrative",),
)
