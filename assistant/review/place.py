"""Where a finding stands, as people read it: the part, the words around it, the cells."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.review.visible import one_line
from assistant.rules.case import Case
from assistant.rules.private_data import masked
from assistant.rules.rule import Where, plain

_AROUND = 60  # characters of a sentence on either side
_LONGEST = 240  # characters of the marked words
OUTSIDE = {"preface": "前言", "title": "标题", "agency": "单位名称", "published": "公布日期"}
_LONG_NUMBER = re.compile(r"\d(?:[ -]?\d){9,18}[Xx]?")
_STOP = re.compile(r"[。！？\n]")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The marked words with what stands before and after them in their sentence."""

    before: str
    marked: str
    after: str

    def __str__(self) -> str:
        """With the marked words in 【】."""
        return f"{self.before}【{self.marked}】{self.after}"


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell of the report: its address, its official label, its value in words."""

    address: str
    label: str
    value: str


def part_name(section: str, case: Case) -> str:
    """A section or part by its number and title, such as “1.2 （二）依申请公开”."""
    if section in OUTSIDE:
        return OUTSIDE[section]
    holder = case.report.sections.get(section.partition(".")[0])
    written = holder.parts.get(section) if holder and "." in section else holder
    title = one_line(written.title, 40) if written else ""
    return f"{section} {title or _official(section, case)}".strip()


def _official(section: str, case: Case) -> str:
    try:
        return case.report.form.title_of(section)
    except StopIteration:
        return ""


def place_name(where: Where, case: Case) -> str:
    """The part, or else the cells; “全文” where a finding is about neither."""
    if where.section:
        return part_name(where.section, case)
    names = [f"{cell.label}（{cell.address}）" for cell in shown_cells(where.cells[:3], case)]
    more = f"等 {len(where.cells)} 格" if len(where.cells) > 3 else ""
    return "、".join(names) + more or "全文"


def shown_cells(addresses: Iterable[str], case: Case) -> list[ShownCell]:
    """These cells with label and value; an address that the form lacks is its own label."""
    by_address = case.report.form.by_address
    return [
        ShownCell(
            address,
            by_address[address].label if address in by_address else address,
            plain(case.cells[address]) if address in case.cells else "",
        )
        for address in addresses
    ]


def excerpt_of(where: Where, case: Case) -> Excerpt | None:
    """The words of a finding in their sentence; a title stands alone; None where it has none."""
    if where.section and where.start is not None and where.end is not None:
        found = excerpt(case.report.text_of(where.section), where.start, where.end)
        raw = case.report.text_of(where.section)[where.start : where.end]
        # A finding about private data shows it masked, and so must whoever shows the finding.
        return (
            found if where.text == raw else Excerpt(found.before, one_line(where.text), found.after)
        )
    return Excerpt("", one_line(where.text, _LONGEST), "") if where.text else None


def excerpt(text: str, start: int, end: int) -> Excerpt:
    """Characters of a text in their sentence, cut to what a reader takes in at a glance."""
    left = max(0, start - _AROUND)
    stops = [match.end() for match in _STOP.finditer(text, left, start)]
    first = stops[-1] if stops else left
    stop = _STOP.search(text, max(start, end - 1), end + _AROUND)
    last = max(end, stop.end()) if stop else end + _AROUND
    marked = text[start:end]
    if len(marked) > _LONGEST:
        marked = f"{marked[: _LONGEST // 2]}……{marked[-_LONGEST // 2 :]}"
    return Excerpt(
        ("……" if not stops and left else "") + _quiet(one_line(text[first:start])),
        one_line(marked),
        _quiet(one_line(text[end:last])) + ("" if stop or last >= len(text) else "……"),
    )


def _quiet(text: str) -> str:
    """Words beside a finding without what may be somebody's number."""
    return _LONG_NUMBER.sub(lambda number: masked(number[0]), text)
