"""TAB301: a row of table three whose six kinds of applicant do not add up to its total."""

from assistant.rules.rule import Rule, Severity
from assistant.rules.sums import Wording, sum_check

_WORDING = Wording("表三", "行", "六类申请人相加是 {left}，总计填的是 {right}")

RULE = Rule(
    code="TAB301",
    name="row-total-mismatch",
    severity=Severity.ERROR,
    summary="表三每一行：自然人加五类组织等于总计。",
    basis="国办公开办函〔2021〕30号附件：表三“总计”列",
    cure="对照台账核对这一行的七格，改正填错的一格。",
    check=sum_check("row", _WORDING),
)
