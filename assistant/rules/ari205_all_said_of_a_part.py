"""ARI205: “100%” or “全部” of what the numbers beside it say is only a part."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.percentages import share_of, shown
from assistant.rules.rule import Finding, Rule, Severity
from assistant.rules.told_numbers import are_siblings, counts_time, is_exact, is_opinion, number

_ALL = 100


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    for one in case.narrative.mentions.shares:
        share, part, whole = one.share, one.part, one.whole
        if share.quantity.value != _ALL or part is None or whole is None:
            continue
        if not is_exact(part, whole) or share.quantity.about or counts_time(case, part):
            continue
        if is_opinion(case, share) or are_siblings(case, part, whole):
            continue
        if 0 < part.quantity.value < whole.quantity.value:
            exact = shown(share_of(part.quantity.value, whole.quantity.value))
            yield rule.at(
                case,
                share.span,
                f"{number(whole)} 中只有 {number(part)}，是 {exact}，正文写的是 {share.text}",
                expected=exact,
            )


RULE = Rule(
    code="ARI205",
    name="all-said-of-a-part",
    severity=Severity.ERROR,
    summary="说 100% 或全部，部分数就要等于总数。",
    basis="国办公开办函〔2021〕30号：年度报告内容要准确",
    cure="核对两个数；没有全部办完的，写实际的件数和比例。",
    check=_check,
    needs=("narrative",),
)
