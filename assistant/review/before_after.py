"""What an example of a rule shows: the words or cells that are wrong, and the same ones mended."""

import re
from collections.abc import Iterator
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
from assistant.rules.rule import Finding, Rule, plain

_SENTENCE = re.compile(r"[^。！？\n]*[。！？\n]?")
_MOST = 3
_CELLS = 5
_LONGEST = 160
_GONE, _NONE = "（删去）", "（没有）"


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
        if "\nmessage:" in path.read_text("utf-8"):
            return _shown(rule, load(path))
    return None


def good_examples(rule: Rule, folder: Path | None = None) -> list[str]:
    """What the good examples of a rule change in the reports that they start from."""
    told = []
    for path in _files(rule, folder, "good"):
        example = load(path)
        changes = [d for d in _differences(example.before, example.case) if d.after != _GONE]
        shown = "；".join(f"{d.place}：{d.after}" for d in changes[:_MOST])
        told.append(shown or example.case.report.full_title)
    return told


def _files(rule: Rule, folder: Path | None, kind: str) -> list[Path]:
    return sorted(((folder or rule_examples_dir()) / rule.code).glob(f"{kind}-*.yaml"))


def _shown(rule: Rule, example: Example) -> BeforeAfter:
    known = {finding.fingerprint for finding in check(example.before, [rule]).findings}
    own = [f for f in check(example.case, [rule]).findings if f.fingerprint not in known]
    changes = list(_differences(example.case, example.fixed)) if example.fixed else []
    before = _found(own[0], example.case) if own else []
    return BeforeAfter(
        message=one_line(own[0].message) if own else example.message,
        before=tuple(before or [f"{d.place}：{d.before}" for d in changes[:_MOST]]),
        after=tuple(f"{d.place}：{d.after}" for d in changes[:_MOST]),
    )


def _found(finding: Finding, case: Case) -> list[str]:
    """The marked words of a finding, and the cells that it names."""
    words = excerpt_of(finding.where, case)
    part = part_name(finding.where.section, case) if finding.where.section else ""
    lines = [f"{part}：{words}" if part else str(words)] if words else []
    cells = shown_cells(finding.where.cells[:_CELLS], case)
    if cells:
        lines.append("，".join(f"{cell.label} {cell.value}".strip() for cell in cells))
    return lines


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
    for field, name in (
        ("agency", "单位"),
        ("year", "年度"),
        ("title", "标题"),
        ("published", "公布日期"),
    ):
        before, after = getattr(one, field), getattr(other, field)
        if before != after:
            yield _Difference(whose + name, _text(before), _text(after))
    yield from _of_titles(one, other, whose)
    yield from _of_words(one, other, whose)
    changed = [a for a, value in one.cells().items() if other.cells().get(a, value) != value]
    for address in changed:
        label = one.form.by_address[address].label
        before, after = plain(one.cells()[address]), plain(other.cells()[address])
        yield _Difference(whose + label, before, after)


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
            yield _text(old), _text(new)


def _text(value: object) -> str:
    return one_line(str(value), _LONGEST) if value is not None else ""
