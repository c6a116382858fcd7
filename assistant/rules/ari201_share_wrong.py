"""ARI201: a share that does not follow from the part and the whole told in the text."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.percentages import Fit, fit, rounded, severity_of, share_of
from assistant.rules.rule import Finding, Rule, Severity
from assistant.rules.told_numbers import explained_otherwise, is_exact, number


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    for one in case.narrative.mentions.shares:
        share, part, whole = one.share, one.part, one.whole
        if part is None or whole is None or not is_exact(part, whole):
            continue
        if whole.quantity.value <= 0 or part.quantity.value > whole.quantity.value:
            continue
        if share.quantity.value == 100 and part.quantity.value < whole.quantity.value:
            continue  # the fault of ARI205
        exact = share_of(part.quantity.value, whole.quantity.value)
        verdict = fit(share.quantity, exact)
        if verdict is Fit.HONEST or explained_otherwise(case, share, part):
            continue
        value = rounded(exact, share.quantity)
        near = share.sentence == part.sentence == whole.sentence
        yield rule.at(
            case,
            share.span,
            f"{number(part)} ÷ {number(whole)} = {value}，正文写的是 {share.text}",
            expected=value,
            severity=severity_of(
                rule.severity if near else Severity.WARNING, verdict, share.quantity
            ),
        )


RULE = Rule(
    code="ARI201",
    name="share-wrong",
    severity=Severity.ERROR,
    summary="正文同时写了部分和总数的，占比要与它们相符（按所写位数四舍五入）。",
    basis="国办公开办函〔2021〕30号：年度报告内容要准确",
    cure="用部分数 ÷ 总数重新计算，改正占比或两个数中错的一个。",
    check=_check,
)
