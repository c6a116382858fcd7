"""NAR111: the requests of all units, listed, that add up to nothing that text or tables say."""

import re
from collections.abc import Iterator
from itertools import accumulate

from assistant.rules.case import Case
from assistant.rules.mentions.mention import Mention
from assistant.rules.narrative import Sentence
from assistant.rules.rule import Finding, Rule, Severity, plain
from assistant.rules.told_numbers import figures, is_exact

# Only who lists all of them says so: 从承办单位看, 分别为, 包括.
_CLAIMS = re.compile(
    r"(?:从|按)[^，。；\n]{0,14}(?:单位|部门|机关|地区|层级)[^，。；\n]{0,6}(?:看|分|统计)"
    r"|(?:各(?:单位|部门|县区|区县|乡镇)|的(?:单位|部门))[^，。；\n]{0,12}(?:分别|包括|为|：)"
)
_NOT_ALL = re.compile(
    r"等|其他|其余|主要|居多|较多|最多|集中|排名|前[\d一二三四五]|例如|如[：，]|占"
)
_SUBJECTS = ("requests", "")
_FEWEST = 3
_FAR = 24  # numbers before the list that it may be a part or a sum of


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    span = case.narrative.span_of("1.2")
    if span is None or "t3.new.total" not in case.cells:
        return
    for sentence in case.narrative.sentences:
        claim = _CLAIMS.search(sentence.text) if sentence.section == "1.2" else None
        if claim is not None and not _NOT_ALL.search(sentence.text):
            yield from _judged(rule, case, sentence, sentence.start + claim.end())


def _judged(rule: Rule, case: Case, sentence: Sentence, start: int) -> Iterator[Finding]:
    told = case.narrative.mentions.in_sentence((sentence.start, sentence.end))
    units = [mention for mention in told if mention.start >= start]
    if len(units) < _FEWEST or not all(_is_of_a_unit(mention) for mention in units):
        return
    listed = {part.start for one in case.narrative.mentions.breakdowns for part in one.parts}
    if units[0].start in listed:  # ARI101 compares it with its whole
        return
    total = sum(mention.quantity.value for mention in units)
    if not is_exact(*units) or total in _known(case, units[0].start):
        return
    new = case.cells["t3.new.total"]
    yield rule.at(
        case,
        (units[0].start, units[-1].end),
        f"各单位的 {figures(units)} 相加是 {plain(total)}，"
        f"正文和表三都没有这个数（表三“本年新收”是 {plain(new)}）",
        found=plain(total),
        expected=plain(new),
        cells=("t3.new.total",),
    )


def _is_of_a_unit(mention: Mention) -> bool:
    counted = mention.kind == "count" and not mention.negated and mention.quantity.unit != ""
    return counted and mention.scope == "unit" and mention.subject in _SUBJECTS


def _known(case: Case, start: int) -> set[object]:
    """What the list may add up to: a row of table three, new and carried in, a number before it.

    Also sums of numbers that stand one after the other before it.
    """
    totals = [address for address in case.cells if address.startswith("t3.")]
    found: set[object] = {case.cells[a] for a in totals if a.endswith(".total")}
    new, carried = case.cells["t3.new.total"] or 0, case.cells.get("t3.carried_in.total") or 0
    found.add(new + carried)
    before = [m.quantity.value for m in case.narrative.mentions.all if m.start < start][-_FAR:]
    for first in range(len(before)):
        found |= set(accumulate(before[first:]))
    return found


RULE = Rule(
    code="NAR111",
    name="unit-counts-match-nothing",
    severity=Severity.WARNING,
    summary="按单位列出的申请件数相加，与正文和表三的任何一个数都对不上。",
    basis="表三；国办公开办函〔2021〕30号：年度报告应当准确、全面",
    cure="对照各单位台账改正分项；没有列全的，写上“等”或补“其他单位”一项，并写明总数。",
    check=_check,
    needs=("narrative",),
)
