"""TAB303: a column of table three whose results do not add up to （七）总计."""

from assistant.rules.rule import Rule, Severity
from assistant.rules.sums import Wording, sum_check

_WORDING = Wording("表三", "列", "（一）至（六）各项相加是 {left}，（七）总计填的是 {right}")

RULE = Rule(
    code="TAB303",
    name="result-sum-mismatch",
    severity=Severity.ERROR,
    summary="表三每一列：（一）至（六）全部结果行相加等于（七）总计。",
    basis="国办公开办函〔2021〕30号附件：表三“三、本年度办理结果”；部分公开只计这一情形，不计其他情形",
    cure="逐行核对这一列的结果；一件申请只能计一种结果，区分处理的只计在“部分公开”。",
    check=sum_check("result", _WORDING),
)
