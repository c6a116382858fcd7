"""ARI102: parts of a whole (其中…) that are more than the whole."""

from collections.abc import Iterator

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


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    for one in case.narrative.mentions.breakdowns:
        if one.complete or not is_exact(one.whole, *one.parts) or not _is_told(case, one):
            continue
        parts = [part for part in one.parts if same_measure(one.whole, part)]
        limit = one.whole.quantity.value
        larger = [part for part in parts if part.quantity.value > limit]
        if larger:
            yield _larger(rule, case, one, larger[0])
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
                severity=rule.severity if apart else Severity.WARNING,
            )


def _is_told(case: Case, one: Breakdown) -> bool:
    """Whether the text says that they are parts, by a word or by naming results or applicants."""
    return is_listed(case, one) or (is_adjacent(case, one) and all(map(_is_exclusive, one.parts)))


def _larger(rule: Rule, case: Case, one: Breakdown, part: Mention) -> Finding:
    return rule.at(
        case,
        one.span,
        f"总数 {number(one.whole)}{one.whole.quantity.unit}，"
        f"其中一项却有 {number(part)}{part.quantity.unit}",
        found=number(part),
        expected=f"不超过 {number(one.whole)}",
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
