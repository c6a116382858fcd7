"""What an example of a rule shows: the words or cells that are wrong, and the same ones mended."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from assistant.report.model import AnnualReport
from assistant.resources import rule_examples_dir
from assistant.review.examples import Example, load
from assistant.review.place import excerpt_of, part_name, shown_cells
from assistant.review.visible import one_line
from assistant.rules.case import Case
from assistant.rules.engine import check
from assistant.rules.rule import Finding, Rule

_SENTENCE = re.compile(r"[^。！？\n]*[。！？\n]?")
_MOST = 3
_CELLS = 6
_LONGEST, _AROUND = 160, 40
_GONE, _NONE = "（删去）", "（没有）"
_FIELDS = {
    "agency": "单位",
    "year": "年度",
    "title": "标题",
    "published": "公布日期",
    "layout": "版式",
}


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """What a rule says of one of its bad examples, what stands there, and what stands there mended."""

    message: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Difference:
    place: str
    before: str
    after: str


def before_after(rule: Rule, folder: Path | None = None) -> BeforeAfter | None:
    """The bad example of a rule that has a message; None where there is none in `folder`."""
    for path in _files(rule, folder, "bad"):
        if "\nmessage:" in path.read_text("utf-8") and (example := load(path)).message:
            return _shown(rule, example)
    return None


def good_examples(rule: Rule, folder: Path | None = None) -> list[str]:
    """What the good examples of a rule change in the reports that they start from."""
    told = []
    for path in _files(rule, folder, "good"):
        example = load(path)
        changes = [d for d in _differences(example.before, example.case) if d.after != _GONE]
        shown = "；".join(_told(d.place, d.after) for d in changes[:_MOST])
        told.append(shown or example.case.report.full_title)
    return told


def _files(rule: Rule, folder: Path | None, kind: str) -> list[Path]:
    return sorted(((folder or rule_examples_dir()) / rule.code).glob(f"{kind}-*.yaml"))


def _shown(rule: Rule, example: Example) -> BeforeAfter:
    known = {finding.fingerprint for finding in check(example.before, [rule]).findings}
    own = [f for f in check(example.case, [rule]).findings if f.fingerprint not in known]
    changes = list(_differences(example.case, example.fixed)) if example.fixed else []
    changes = changes[:_MOST]
    before = _found(own[0], example) if own else []
    return BeforeAfter(
        message=one_line(own[0].message) if own else example.message,
        before=tuple(before or [_told(d.place, d.before) for d in changes]),
        after=tuple(_told(d.place, d.after) for d in changes),
    )


def _told(place: str, text: str) -> str:
    return f"{place}：{text}" if place else text


def _found(finding: Finding, example: Example) -> list[str]:
    """The marked words of a finding, and the cells that it names, those first that change."""
    case, where = example.case, finding.where
    words = excerpt_of(where, case)
    part = part_name(where.section, case) if where.section else ""
    lines = [_told(part, str(words))] if words else []
    changed = set(_changed(case.report, example.fixed.report)) if example.fixed else set()
    cells = sorted(where.cells, key=lambda address: address not in changed)
    return [*lines, _cells(cells, case)] if cells else lines


def _cells(addresses: Sequence[str], case: Case) -> str:
    shown = [f"{c.label} {c.value}".strip() for c in shown_cells(addresses[:_CELLS], case)]
    return "，".join(shown) + ("……" if len(addresses) > _CELLS else "")


def _changed(one: AnnualReport, other: AnnualReport) -> list[str]:
    after = other.cells()
    return [address for address, value in one.cells().items() if after.get(address) != value]


def _differences(one: Case, other: Case) -> Iterator[_Difference]:
    """What differs between two cases, in words."""
    yield from _of_reports(one.report, other.report, "")
    beside = (
        ("上年报告的", one.previous, other.previous),
        ("数据文件的", one.figures, other.figures),
    )
    for name, before, after in beside:
        if before is not None and after is not None and before != after:
            yield from _of_reports(before, after, name)
    for before, after in zip(one.others, other.others, strict=False):
        yield from _of_reports(before, after, "其他单位报告的")


def _of_reports(one: AnnualReport, other: AnnualReport, whose: str) -> Iterator[_Difference]:
    for field, name in _FIELDS.items():
        before, after = getattr(one, field), getattr(other, field)
        if before != after:
            yield _Difference(whose + name, _text(before) or _NONE, _text(after) or _GONE)
    yield from _of_titles(one, other, whose)
    yield from _of_words(one, other, whose)
    if changed := _changed(one, other):
        yield _Difference(
            whose.removesuffix("的"), _cells(changed, Case(one)), _cells(changed, Case(other))
        )
    gone = [note for note in one.notes if note not in other.notes]
    if gone and not changed:
        yield _Difference("读取时的注意", _text(gone[0].text), "没有了")


def _of_titles(one: AnnualReport, other: AnnualReport, whose: str) -> Iterator[_Difference]:
    before, after = _titles(one), _titles(other)
    for section in sorted({*before, *after}):
        old, new = before.get(section, _NONE), after.get(section, _GONE)
        if old != new:
            yield _Difference(f"{whose}{section} 标题", old, new)


def _titles(report: AnnualReport) -> dict[str, str]:
    found = {}
    for section_id, section in report.sections.items():
        found[section_id] = _text(section.title)
        found |= {part_id: _text(part.title) for part_id, part in section.parts.items()}
    return found


def _of_words(one: AnnualReport, other: AnnualReport, whose: str) -> Iterator[_Difference]:
    after = dict(other.texts())
    for section, text in one.texts():
        if text == after.get(section, ""):
            continue
        name = f"{whose}{part_name(section, Case(other if after.get(section) else one))}"
        for old, new in _sentences(text, after.get(section, "")):
            yield _Difference(name, old or _NONE, new or _GONE)


def _sentences(one: str, other: str) -> Iterator[tuple[str, str]]:
    """The sentences that differ, side by side."""
    before, after = _SENTENCE.findall(one), _SENTENCE.findall(other)
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        old, new = "".join(before[i:j]), "".join(after[k:m])
        if kind != "equal" and (old.strip() or new.strip()):
            same = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), 0)
            start = max(0, same - _AROUND)
            left = "……" if start else ""
            yield _text(left + old[start:]), _text(left + new[start:]) if new else ""


def _text(value: object) -> str:
    return one_line(str(value), _LONGEST) if value is not None else ""
