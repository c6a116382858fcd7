"""ARI204: a share, a rate or a decrease of more than a hundred percent."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.mentions.mention import Mention
from assistant.rules.percentages import percent_of
from assistant.rules.rule import Finding, Rule, Severity

_MAY_EXCEED = (
    "完成率",
    "完成",
    "超额",
    "目标",
    "达标",
    "计划",
    "增长",
    "增幅",
    "提升",
    "提高",
    "上升",
    "相当于",
    "是上年",
)
_HUNDRED = 100


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    whole = case.narrative.whole
    for mention in case.narrative.mentions.all:
        if mention.kind == "count" or mention.quantity.value <= _HUNDRED:
            continue
        if mention.quantity.unit == "%" and _impossible(mention, whole):
            decrease = mention.kind == "growth"
            yield rule.at(
                case,
                mention.span,
                f"{'减少的幅度' if decrease else '占比、比率'}不可能超过 100%，正文写的是 {mention.text}",
                expected="不超过 100%",
            )


def _impossible(mention: Mention, whole: str) -> bool:
    if percent_of(mention.quantity) is None:
        return False
    if mention.kind == "growth":
        return mention.direction < 0
    clause = whole[mention.clause[0] : mention.clause[1]]
    return mention.kind in ("share", "all") and not any(word in clause for word in _MAY_EXCEED)


RULE = Rule(
    code="ARI204",
    name="percentage-over-hundred",
    severity=Severity.ERROR,
    summary="占比、办结率、满意率和下降的幅度都不能超过 100%。",
    basis="国办公开办函〔2021〕30号：年度报告内容要准确",
    cure="重新计算；可能是漏了小数点，或把增长率写成了占比。",
    check=_check,
    needs=("narrative",),
)
