"""STR304: parts of section 一 whose numbers do not run on."""

import itertools
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.outline import (
    PART_NAMES,
    Heading,
    extra_part_lines,
    number_at_start,
    part_headings,
)
from assistant.rules.rule import Finding, Rule, Severity

_NOTED = "part out of order"


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    parts = _as_they_stood(case)
    extra = {n.value for line in extra_part_lines(case) if (n := number_at_start(line))}
    there = {heading.expected for heading in parts}
    extra |= set(range(1, len(PART_NAMES) + 1)) - there
    for before, after in itertools.pairwise(parts):
        if why := _wrong(before, after, extra):
            yield rule.finding(
                f"“{after.title}”的编号不对：{why}",
                found=f"{before.title}、{after.title}",
                expected="依次编号，不跳号、不重复",
                where=after.where,
            )
    yield from _first(rule, parts, extra)
    yield from _moved(rule, case)


def _moved(rule: Rule, case: Case) -> Iterator[Finding]:
    """One note for all parts that stand elsewhere than in the form: one move displaces several."""
    titles = {heading.id: heading for heading in part_headings(case.report)}
    moved = [n for n in case.report.notes if n.what == _NOTED and n.where in titles]
    if moved:
        names = "".join(f"“{titles[note.where].title}”" for note in moved)
        yield rule.finding(
            f"{names}的位置与格式的顺序不一致",
            found="；".join(note.text for note in moved),
            expected="主动公开、依申请公开、政府信息管理、平台建设、监督保障",
            severity=Severity.NOTE,
            where=titles[moved[0].where].where,
        )


def _as_they_stood(case: Case) -> list[Heading]:
    """The numbered parts; where the reader put them into the form's order, in that of their numbers.

    Which stood before which in the file is told by the reader's notes alone then.
    """
    parts = [heading for heading in part_headings(case.report) if heading.number]
    if any(note.what == _NOTED for note in case.report.notes):
        return sorted(
            parts, key=lambda h: (h.number.style, h.number.value) if h.number else ("", 0)
        )
    return parts


def _wrong(before: Heading, after: Heading, extra: set[int]) -> str:
    """What is wrong between two parts that follow each other; empty where nothing is."""
    if before.number is None or after.number is None or before.number.style != after.number.style:
        return ""
    one, other = before.number.value, after.number.value
    if other == one:
        return f"与“{before.title}”重复"
    if other < one:
        return f"比前面的“{before.title}”小"
    absent = set(range(one + 1, other)) - extra
    return f"与“{before.title}”之间跳号" if absent else ""


def _first(rule: Rule, parts: list[Heading], extra: set[int]) -> Iterator[Finding]:
    number = parts[0].number if parts else None
    if number and not set(range(1, number.value)) <= extra:
        yield rule.finding(
            f"五个方面从“{parts[0].title}”开始，前面缺号",
            found=parts[0].title,
            expected="从（一）开始",
            where=parts[0].where,
        )


RULE = Rule(
    code="STR304",
    name="parts-out-of-sequence",
    severity=Severity.WARNING,
    summary="五个方面的编号跳号、重复，或者顺序与格式不一致。",
    basis="国办公开办函〔2021〕30号附件：五个方面的顺序",
    cure="按（一）至（五）依次编号，顺序与格式一致。",
    check=_check,
    needs=("narrative",),
)
