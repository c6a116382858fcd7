"""ARI102: parts of a whole (其中…) that are more than the whole."""

import re
from collections.abc import Iterator
from itertools import pairwise

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

_MARKS = frozenset("、，；")
_ANEW = re.compile(r"[；;]|此外|另外|同时|全年|累计|总计|共|阅读|转载|转发|点击")
_NAMES_ONE = "号"  # 建议42号、提案77号 are their names; nothing is counted


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    for one in case.narrative.mentions.breakdowns:
        yield from _of_another_name(rule, case, one)
        if one.complete or not is_exact(one.whole, *one.parts) or not _is_told(case, one):
            continue
        if case.narrative.whole.startswith(_NAMES_ONE, one.whole.end):
            continue
        parts = [part for part in _in_one_list(case, one) if same_measure(one.whole, part)]
        limit = one.whole.quantity.value
        larger = [part for part in parts if part.quantity.value > limit]
        if larger:
            sure = (
                larger[0] is parts[0]
                or "、" in case.narrative.whole[one.whole.end : larger[0].start]
            )
            yield _larger(rule, case, one, larger[0], rule.severity if sure else Severity.WARNING)
            continue
        total = sum(part.quantity.value for part in parts)
        if total > limit and not is_other_total(case, one, total):
            apart = all(_is_exclusive(part) for part in parts)
            yield rule.at(
                case,
                one.span,
                f"总数 {number(one.whole)}{one.whole.quantity.unit}，"
                f"{f'“{one.marker}”' if one.marker else ''}各项 {figures(parts)} 相加是 {total}，超过了总数",
                found=total,
                expected=f"不超过 {number(one.whole)}",
                severity=rule.severity if apart else _if_they_may_overlap(case, parts),
            )


def _of_another_name(rule: Rule, case: Case, one: Breakdown) -> Iterator[Finding]:
    """公开信息162条。其中……公众号发布信息293篇: 篇 are among the 条 of information."""
    limit = one.whole.quantity.value
    if one.marker != "其中" or one.whole.quantity.unit != "条" or not is_exact(one.whole):
        return
    for part in case.narrative.mentions.in_sentence(one.parts[0].sentence):
        later = part.start > one.parts[0].start and part.quantity.unit == "篇"
        larger = later and is_exact(part) and part.quantity.value > limit
        between = case.narrative.whole[one.parts[0].end : part.start]
        if larger and not _ANEW.search(between):
            yield _larger(rule, case, one, part, Severity.WARNING)
            return


def _if_they_may_overlap(case: Case, parts: list[Mention]) -> Severity:
    """线上23次、线下8次 hardly overlap; 23次已公布，8次配有图解 may."""
    between = case.narrative.whole[parts[0].end : parts[-1].start]
    return Severity.NOTE if "，" in between else Severity.WARNING


def _in_one_list(case: Case, one: Breakdown) -> list[Mention]:
    """The parts up to where another statement begins: 、 joins a list, a ， after it ends it."""
    whole, found = case.narrative.whole, [one.parts[0]]
    marks = ""
    for before, part in pairwise(one.parts):
        mark = next((c for c in whole[before.end : part.start] if c in _MARKS), "")
        marks = marks or mark
        if mark != marks:
            break
        found.append(part)
    return found


def _is_told(case: Case, one: Breakdown) -> bool:
    """Whether the text says that they are parts, by a word or by naming results or applicants."""
    return is_listed(case, one) or (is_adjacent(case, one) and all(map(_is_exclusive, one.parts)))


def _larger(rule: Rule, case: Case, one: Breakdown, part: Mention, severity: Severity) -> Finding:
    return rule.at(
        case,
        one.span,
        f"总数 {number(one.whole)}{one.whole.quantity.unit}，"
        f"其中一项却有 {number(part)}{part.quantity.unit}",
        found=number(part),
        expected=f"不超过 {number(one.whole)}",
        severity=severity,
    )


def _is_exclusive(part: Mention) -> bool:
    return bool(part.applicant) or part.scope == "unit" or not EXCLUSIVE.isdisjoint(part.qualifiers)


RULE = Rule(
    code="ARI102",
    name="parts-exceed-whole",
    severity=Severity.ERROR,
    summary="“其中”各项不能多于总数；互相不重叠的各项，相加也不能多于总数。",
    basis="国办公开办函〔2021〕30号：年度报告内容要准确",
    cure="对照台账核对总数和各项；各项有重叠的，写明“部分重复计算”。",
    check=_check,
    needs=("narrative",),
)
