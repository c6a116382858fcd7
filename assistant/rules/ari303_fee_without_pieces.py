"""ARI303: money taken for no request at all."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.processing_fees import fee_sentences, in_yuan
from assistant.rules.rule import Finding, Rule, Severity

_DENIES = ("未收取信息处理费", "没有收取信息处理费", "未产生信息处理费")


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    for sentence in fee_sentences(case):
        money = sentence.money[0]
        denied = next((words for words in _DENIES if words in sentence.text), "")
        none = any(p.quantity.value == 0 for p in sentence.pieces[:1])
        if in_yuan(money) > 0 and (denied or none):
            yield rule.at(
                case,
                money.span,
                f"信息处理费收了 {money.text}，{f'前后却说“{denied}”' if denied else '件数却是 0 件'}",
                expected="金额与件数一致",
            )


RULE = Rule(
    code="ARI303",
    name="fee-without-pieces",
    severity=Severity.WARNING,
    summary="收了信息处理费，收费的申请就不会是 0 件。",
    basis="国办公开办函〔2021〕30号附件：第六部分报告收取信息处理费情况",
    cure="核对收费件数和金额，改正其中一个。",
    check=_check,
    needs=("narrative",),
)
