"""ARI301: a processing fee that the tariff cannot give."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.processing_fees import fee_sentences, in_yuan
from assistant.rules.rule import Finding, Rule, Severity

_STEP = 10


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    for sentence in fee_sentences(case):
        for money in sentence.money:
            value = in_yuan(money)
            if value % _STEP and not money.quantity.about:
                low = int(value // _STEP) * _STEP
                yield rule.at(
                    case,
                    money.span,
                    f"信息处理费 {money.text} 不是 10 元的整数倍，按收费标准算不出这个数",
                    expected=f"10 元的整数倍，如 {low} 元、{low + _STEP} 元",
                )


RULE = Rule(
    code="ARI301",
    name="fee-not-by-tens",
    severity=Severity.NOTE,
    summary="信息处理费按件、按页的收费标准都是 10 元的整数倍。",
    basis="《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）收费标准（推算，以主管部门口径为准）",
    cure="对照收费通知和缴款凭证核对金额；复制、邮寄费用不计入信息处理费。",
    check=_check,
    needs=("narrative",),
)
