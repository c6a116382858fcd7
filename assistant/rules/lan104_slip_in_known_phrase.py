"""A passage one character away from a phrase that is known well (rules 99 and 100)."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity
from assistant.rules.slips.finding import Slip, find_slips
from assistant.rules.slips.knowledge import known
from assistant.rules.slips.terms import slips_in_terms

_SAYS = {
    "missing": "漏了一个字",
    "swapped": "有两个字颠倒了",
    "wrong": "有一个字不对",
    "extra": "多了一个字",
}
_CERTAIN = ("missing", "swapped")
_MOST = 50
_HAN = re.compile("[一-鿿]")
_JOINING = frozenset("与和及或")
# 第四十条 is not a slip of 第十四条.
_NUMERALS = re.compile("[零〇一二三四五六七八九十百千]{2}|第")


def _severity(slip: Slip, text: str) -> Severity:
    """A character too few is less sure where marks stand on both sides (密、失密事件。)."""
    if slip.strong:
        return Severity.ERROR if slip.kind in _CERTAIN else Severity.WARNING
    if slip.kind != "missing":
        return Severity.WARNING
    beside = text[max(0, slip.start - 1) : slip.start] + text[slip.end : slip.end + 1]
    return Severity.WARNING if _HAN.search(beside) else Severity.NOTE


def _can_be_right(slip: Slip) -> bool:
    """政府网公开 is short for 政府网站公开; 参与权与监督权 is a list, no 与权 turned about."""
    if slip.strong:
        return False
    if slip.kind == "swapped":
        moved = {a for a, b in zip(slip.found, slip.expected, strict=True) if a != b}
        return not _JOINING.isdisjoint(moved)
    return slip.kind == "missing" and slip.found == slip.expected.replace("网站", "网")


def _is_told(slip: Slip, told: list[tuple[int, int]]) -> bool:
    return any(start < slip.end and slip.start < end for start, end in told)


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    text = case.narrative.whole
    right = [(hit.start, hit.end) for hit in case.narrative.words["wording.right_passages"]]
    confused = [(hit.start, hit.end) for hit in case.narrative.words["wording.confusions"]]
    told = [*confused, *right]
    slips = find_slips(text, known())
    told += [(slip.start, slip.end) for slip in slips]
    slips = [s for s in slips if not _NUMERALS.search(s.found) and not _can_be_right(s)]
    shorter = [slip for slip in slips_in_terms(case.narrative) if not _is_told(slip, told)]
    for slip in [*slips, *shorter][:_MOST]:
        if slip not in shorter and _is_told(slip, [*confused, *right]):
            continue
        before = text[max(0, slip.start - 2) : slip.start].split("\n")[-1]
        after = text[slip.end : slip.end + 2].split("\n")[0]
        yield rule.at(
            case,
            (slip.start, slip.end),
            f"“{before}{slip.found}{after}”像是{_SAYS[slip.kind]}，这里常见的写法是“{slip.expected}”",
            expected=slip.expected,
            severity=_severity(slip, text),
        )


RULE = Rule(
    code="LAN104",
    name="slip-in-known-phrase",
    severity=Severity.ERROR,
    summary="与熟知的固定说法只差一个字：漏字、颠倒、错字、多字（“就业创业相政策”漏“关”）。",
    basis="固定说法取自条例要点、官方表格用语、样本报告和常用公文词组的统计；国办公开办函〔2021〕30号：报告内容应当准确",
    cure="对照右边的写法改正；确实没有写错的，用 --accept 记下来，以后不再提示。",
    check=_check,
    needs=("narrative",),
)
