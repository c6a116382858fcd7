"""DUP203: problems and improvements of section five are those of last year."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.likeness import Passage, alike, letters_within
from assistant.rules.rule import Finding, Rule, Severity

_SHORTEST = 12
_TOO_MUCH = 70
_ENOUGH = 60  # letters: less says too little to be compared
_MOST_SHOWN = 4


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    last = case.last
    if last is None or not (span := case.narrative.span_of("5")):
        return
    passages = [
        passage
        for passage in alike(case.narrative, last.narrative, _SHORTEST)
        if _both_in_five(case, last, passage)
    ]
    total = letters_within(case.narrative, span)
    share = min(100, sum(passage.letters for passage in passages) * 100 // max(1, total))
    if total >= _ENOUGH and share > _TOO_MUCH:
        texts = (case.narrative.whole[slice(*p.span)] for p in passages[:_MOST_SHOWN])
        shown = "；".join(f"“{t if len(t) <= 40 else t[:36] + '……'}”" for t in texts)
        yield rule.at(
            case,
            passages[0].span,
            f"第五部分 {share}% 的文字与上年第五部分相同，问题和改进年年一样：{shown}",
            found=f"{share}%",
            expected="写本年度的问题和改进情况",
        )


def _both_in_five(case: Case, last: Case, passage: Passage) -> bool:
    return (
        case.narrative.section_at(passage.span[0]) == "5"
        and last.narrative.section_at(passage.other[0]) == "5"
    )


RULE = Rule(
    code="DUP203",
    name="problems-as-last-year",
    severity=Severity.WARNING,
    summary="第五部分的问题和改进情况七成以上与上年相同。",
    basis="《中华人民共和国政府信息公开条例》第五十条第一款第（四）项；国办公开办函〔2021〕30号",
    cure="写清上年问题改得怎样、本年又发现了什么问题；确实没有解决的，说明原因和进展。",
    check=_check,
    needs=("narrative", "previous"),
)
