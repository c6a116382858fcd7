"""TAB302: a column of table three in which what came in is not what went out."""

from assistant.rules.rule import Rule, Severity
from assistant.rules.sums import Wording, sum_check

_WORDING = Wording("表三", "列", "新收加上年结转是 {left}，办理结果总计加结转下年是 {right}")

RULE = Rule(
    code="TAB302",
    name="column-out-of-balance",
    severity=Severity.ERROR,
    summary="表三每一列：本年新收加上年结转，等于办理结果总计加结转下年度继续办理。",
    basis="国办公开办函〔2021〕30号附件：表三首格“第一项加第二项之和，等于第三项加第四项之和”",
    cure="核对这一列的新收、上年结转、（七）总计和结转下年四格；结转数应与去年报告和年末在办件一致。",
    check=sum_check("balance", _WORDING),
)
