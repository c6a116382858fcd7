"""Absolute claims about one's own work: “零差错”, “圆满完成” (rule 118)."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity
from assistant.rules.wording import gathered, quoted

_PROBLEM = ("不足", "不够", "问题", "差距", "薄弱", "短板", "有待", "欠缺", "不高", "不强", "不深")


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    hits = case.narrative.words["wording.absolute_claims"]
    if not hits:
        return
    whole = case.narrative.whole
    spans = [
        (hit.start, hit.end)
        for hit in hits
        if not quoted(whole, hit.start) and case.narrative.section_at(hit.start) != "5"
    ]
    told = case.narrative.text_of("5")
    humble = not told or any(word in told for word in _PROBLEM)
    if spans:
        yield from gathered(
            rule,
            case,
            spans,
            f"“{whole[slice(*spans[0])]}”说得绝对"
            + ("" if humble else "，而第五部分没有写任何问题"),
            expected="用数据说明结果",
            severity=None if humble else Severity.WARNING,
        )


RULE = Rule(
    code="LAN603",
    name="absolute-claim",
    severity=Severity.NOTE,
    summary="自我评价绝对化（“零差错”“圆满完成”），第五部分又没有相应的问题。",
    basis="条例第五十条第一款第（四）项要求报告存在的主要问题；评价尺度以主管部门口径为准",
    cure="换成可以核对的数据；第五部分如实写明问题和改进。",
    check=_check,
    needs=("narrative",),
)
