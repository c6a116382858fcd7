"""ARI101: parts that claim to be all of it and do not add up to the whole."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from assistant.rules.case import Case
from assistant.rules.mentions.mention import Breakdown, Mention
from assistant.rules.rule import Finding, Rule, Severity
from assistant.rules.told_numbers import (
    EXCLUSIVE,
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


_MANY = 3
_LONG_LIST = 5
_LARGE = 50
_LITTLE = 2
_TENTH = 10
# Few requests come by another way than these.
_WAYS = frozenset(["online", "mail", "onsite"])
_EXAMPLES = re.compile(r"主要包[括含]|[，、：（]如|[^平同]等[；，。）]")
_OPEN = re.compile(r"等|其他|其余|主要|涉及|例如")


def _barely_misses(case: Case, one: Breakdown) -> bool:
    """Whether 其中 introduces a list of three or more that seems to be meant as the whole.

    Such a list need not be complete; 26个，其中5个、14个、6个 rather is meant to be, as is one
    that a single wrong digit would keep from being the whole, or one of all ways of applying.
    """
    exact = len(one.parts) >= _MANY and is_exact(one.whole, *one.parts) and _follows(case, one)
    if not exact or not all(same_measure(one.whole, part) for part in one.parts):
        return False
    whole = Decimal(one.whole.quantity.value)
    gap = abs(whole - sum(Decimal(part.quantity.value) for part in one.parts))
    if 0 < gap <= _LITTLE:
        return gap * _TENTH <= whole
    if gap == 0 or _OPEN.search(case.narrative.whole, one.whole.end, one.span[1]):
        return False
    ways = frozenset[str]().union(*(part.qualifiers for part in one.parts))
    return ways >= _WAYS or (gap * _TENTH <= whole and len(gap.normalize().as_tuple().digits) == 1)


def _to_the_end(case: Case, one: Breakdown) -> Breakdown:
    """The same list with the counts that another thing's name parted from it (部门文件2条).

    It goes on to the end of its bracket, or of its sentence.
    """
    whole, first, last = case.narrative.whole, one.parts[0], one.parts[-1]
    mark = "）" if "（" in whole[one.whole.end : first.start] else "。"
    end = whole.find(mark, first.start)
    more = tuple(
        mention
        for mention in case.narrative.mentions.in_sentence(last.sentence)
        if last.start < mention.start < end
        and mention.kind == "count"
        and mention.quantity.unit == first.quantity.unit
    )
    return replace(one, parts=(*one.parts, *more), span=(one.span[0], (*one.parts, *more)[-1].end))


def _names_some(case: Case, one: Breakdown) -> bool:
    """主要包括……如A 6件、B 3件等: examples, not all of it."""
    span = case.narrative.whole[one.whole.end : one.parts[-1].end + 4]
    return one.marker in ("包括", "包含") and bool(_EXAMPLES.search(span))


def _follows(case: Case, one: Breakdown) -> bool:
    """Whether the list follows its whole in one breath, or begins the next sentence with 其中."""
    between = case.narrative.whole[one.whole.end : one.parts[0].start]
    all_ways = all(not EXCLUSIVE.isdisjoint(part.qualifiers) for part in one.parts)
    enough = all_ways or len(one.parts) >= _LONG_LIST
    opens = enough and bool(one.marker) and f"。{one.marker}" in between
    return is_listed(case, one) or (opens and between.count("。") == 1 and "\n" not in between)


def _severity_of(one: Breakdown, total: int | Decimal) -> Severity:
    """Five kinds and more that miss a large whole by one or two were meant to be all of it."""
    whole = Decimal(one.whole.quantity.value)
    near = 0 < abs(total - whole) <= _LITTLE and whole >= _LARGE
    return Severity.WARNING if near and len(one.parts) >= _LONG_LIST else Severity.NOTE


def _near_misses(rule: Rule, case: Case) -> Iterator[Finding]:
    for one in case.narrative.mentions.breakdowns:
        if one.complete:
            continue
        if not _barely_misses(case, one):
            one = _to_the_end(case, one)
            if len(one.parts) < _LONG_LIST or not _barely_misses(case, one):
                continue
        total = sum(part.quantity.value for part in one.parts)
        if not is_other_total(case, one, total):
            yield rule.at(
                case,
                one.span,
                f"{number(one.whole)}{one.whole.quantity.unit}，其中 {figures(one.parts)} 相加是"
                f" {total}，差 {abs(total - one.whole.quantity.value)}，请核对是否漏项或写错",
                found=total,
                expected=number(one.whole),
                cure="列全的，改正分项或合计；没有列全的，补上“其他”一项或改用“等”。",
                severity=_severity_of(one, total),
            )


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    yield from _near_misses(rule, case)
    for one in case.narrative.mentions.breakdowns:
        whole, parts = one.whole, _with_all_that_follow(case, one)
        if not one.complete or len(parts) < 2 or not is_exact(whole, *parts):
            continue
        total = sum(part.quantity.value for part in parts)
        if total == whole.quantity.value or not all(same_measure(whole, p) for p in parts):
            continue
        if _names_some(case, one):
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
