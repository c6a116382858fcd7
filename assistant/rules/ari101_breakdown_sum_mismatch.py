"""ARI101: parts that claim to be all of it and do not add up to the whole."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.mentions.mention import Breakdown, Mention
from assistant.rules.rule import Finding, Rule, Severity
from assistant.rules.told_numbers import (
    figures,
    is_adjacent,
    is_exact,
    is_listed,
    is_other_total,
    number,
    same_measure,
)


def _with_all_that_follow(case: Case, one: Breakdown) -> tuple[Mention, ...]:
    """The parts, and what of the same measure the sentence goes on to list after them.

    包括：A12条，B1740条，解读信息共计110条，其他1827条: the 共计 begins no new list.
    """
    last = one.parts[-1]
    if one.marker not in ("包括", "包含") or last.sentence != one.whole.sentence:
        return one.parts
    mentions = case.narrative.mentions
    more = [
        mention
        for mention in mentions.in_sentence(last.sentence)
        if mention.start > last.start
        and mention.kind == "count"
        and mention.quantity.unit == last.quantity.unit
    ]
    return (*one.parts, *more)


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    for one in case.narrative.mentions.breakdowns:
        whole, parts = one.whole, _with_all_that_follow(case, one)
        if not one.complete or len(parts) < 2 or not is_exact(whole, *parts):
            continue
        total = sum(part.quantity.value for part in parts)
        if total == whole.quantity.value or not all(same_measure(whole, p) for p in parts):
            continue
        listed = is_listed(case, one)
        beyond = any(part.quantity.value > whole.quantity.value for part in parts)
        if (beyond and not is_adjacent(case, one)) or is_other_total(case, one, total):
            continue
        sure = listed and one.marker not in ("包括", "包含")
        yield rule.at(
            case,
            one.span,
            f"合计 {number(whole)}{whole.quantity.unit}，分项 {figures(parts)} 相加是 {total}"
            f"（相差 {abs(total - whole.quantity.value)}）",
            found=total,
            expected=number(whole),
            severity=rule.severity if sure else Severity.WARNING,
        )


RULE = Rule(
    code="ARI101",
    name="breakdown-sum-mismatch",
    severity=Severity.ERROR,
    summary="“分别为”“按……分”列出的各分项相加等于总数。",
    basis="国办公开办函〔2021〕30号：年度报告内容要准确",
    cure="对照台账核对总数和各分项；没有列全的，把“分别为”改成“其中”。",
    check=_check,
    needs=("narrative",),
)
