"""TAB401: a group of table four whose four outcomes do not add up to its total."""

from assistant.rules.rule import Rule, Severity
from assistant.rules.sums import Wording, sum_check

_WORDING = Wording("表四", "组", "维持、纠正、其他结果、尚未审结相加是 {left}，总计填的是 {right}")

RULE = Rule(
    code="TAB401",
    name="case-total-mismatch",
    severity=Severity.ERROR,
    summary="表四每一组：结果维持、结果纠正、其他结果、尚未审结相加等于总计。",
    basis="国办公开办函〔2021〕30号附件：表四“总计”列",
    cure="对照复议、诉讼台账核对这一组的五格，改正填错的一格。",
    check=sum_check("case", _WORDING),
)
