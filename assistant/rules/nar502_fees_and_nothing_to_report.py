"""NAR502: fees in table two while section six says nothing but “none”."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity, plain

_CELL = "t2.fees"
_NOTHING = re.compile(
    r"\s{0,20}(?:本年度?)?(?:无|没有|暂无|无其他需要?报告的?事项|没有其他需要?报告的?事项)[。.]?\s*"
)


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    if _CELL not in case.cells:
        return
    span = case.narrative.span_of("6")
    fees = case.cells[_CELL]
    if span and fees and _NOTHING.fullmatch(case.narrative.text_of("6")):
        yield rule.at(
            case,
            span,
            f"表二行政事业性收费是 {plain(fees)} 万元，第六部分只写“{case.narrative.text_of('6').strip()}”，"
            "没有交代信息处理费",
            expected="写明有没有收取信息处理费",
            cells=(_CELL,),
        )


RULE = Rule(
    code="NAR502",
    name="fees-and-nothing-to-report",
    severity=Severity.NOTE,
    summary="表二有收费，第六部分却只写“无”。",
    basis="国办公开办函〔2021〕30号：收取信息处理费情况在第六部分报告；两种收费不是一回事，以主管部门口径为准",
    cure="在第六部分写一句“本年度未收取信息处理费”或收取的件数和金额；表二其他收费不必解释。",
    check=_check,
    needs=("narrative",),
)
