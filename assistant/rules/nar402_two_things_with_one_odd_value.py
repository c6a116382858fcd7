"""NAR402: two different quantities that have the same odd value, so that one may be copied."""

import re
from collections.abc import Iterator
from itertools import pairwise

from assistant.rules.case import Case
from assistant.rules.mentions.mention import Mention
from assistant.rules.rule import Finding, Rule, Severity

_SAYS_NOTHING = re.compile(
    r"20\d\d年度?|截[止至]\S{0,2}目前|截[止至]|目前|全年|年内|本年度?|累计|总计|共计|合计|已|共|总|我[市县区局镇]|[的了约为达、“”\s]"
)
_PUBLISHED = re.compile(r"信息|发布|公开|推送|稿件|更新")
_LEAST = 1000
_COUNTED = frozenset("件条篇份个次起宗例期封项")


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    by_value: dict[int, list[Mention]] = {}
    for mention in case.narrative.mentions.all:
        value = mention.quantity.value
        odd = isinstance(value, int) and value >= _LEAST and value % 10
        if odd and mention.kind == "count" and mention.quantity.unit in _COUNTED:
            by_value.setdefault(int(value), []).append(mention)
    for same in by_value.values():
        for first, second in pairwise(same):
            if _differ(case, first, second):
                yield rule.at(
                    case,
                    second.span,
                    f"“{_words(case, first)}”和“{_words(case, second)}”是两件事，"
                    f"数字却都是 {second.quantity.value}，可能有一处抄错",
                    expected="两件事各自的数",
                )


def _differ(case: Case, first: Mention, second: Mention) -> bool:
    """Whether the words show two things: other units or subjects, and no word in common."""
    if first.sentence == second.sentence or first.quantity.about or second.quantity.about:
        return False
    units = first.quantity.unit != second.quantity.unit
    subjects = first.subject and second.subject and first.subject != second.subject
    if not units and not subjects:
        return False
    one, other = _thing(case, first), _thing(case, second)
    if _PUBLISHED.search(one) and _PUBLISHED.search(other):
        return False
    return not {one[i : i + 2] for i in range(len(one) - 1)} & {
        other[i : i + 2] for i in range(len(other) - 1)
    }


def _thing(case: Case, mention: Mention) -> str:
    start = max(mention.clause[0], mention.start - 16)
    return _SAYS_NOTHING.sub("", case.narrative.plain[start : mention.start])


def _words(case: Case, mention: Mention) -> str:
    return case.narrative.whole[max(mention.clause[0], mention.start - 14) : mention.end].strip()


RULE = Rule(
    code="NAR402",
    name="two-things-with-one-odd-value",
    severity=Severity.WARNING,
    summary="两个不同的事项写了同一个不寻常的大数（四位以上、不是整数），可能有一处抄错。",
    basis="国办公开办函〔2021〕30号：年度报告应当准确、全面",
    cure="分别对照两项台账核对；确实相同的不必改。",
    check=_check,
    needs=("narrative",),
)
