"""Findings as Word comments in a copy of the paper, each where its words or its cell stand."""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docx import Document

from assistant.exporting.packing import repack
from assistant.exporting.saving import save
from assistant.exporting.word import to_docx
from assistant.reading.blocks import Limits
from assistant.reading.docx_file import check_package
from assistant.reading.open_file import kind_of
from assistant.reading.text_file import read_bytes
from assistant.review.comments import Comments
from assistant.review.groups import groups_of
from assistant.review.paper import Finder, Paper, Spot
from assistant.review.paper_cells import cells_of_paper
from assistant.review.place import OUTSIDE, place_name
from assistant.review.reviewed import Reviewed
from assistant.review.visible import one_line
from assistant.rules.rule import Finding, Severity

MOST_OF_A_RULE = 30
_MOST = 500
_LONGEST = 600


@dataclass(frozen=True, slots=True)
class Annotated:
    """The bytes of a paper with comments, how many there are, and what a person should know."""

    content: bytes
    comments: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Saved:
    """Where it was written, and what a person should know."""

    path: Path
    notes: tuple[str, ...]


def save_annotated(result: Reviewed, file: Path | None, out: Path) -> Saved:
    """A copy of `file` with comments at `out`; a file that is no docx is printed as one first.

    Raises:
        UnusableInput: The file cannot be opened, or `out` not be written.
    """
    notes: list[str] = []
    if file is not None and kind_of(file) == "docx":
        content = read_bytes(file, Limits().file_bytes)
        check_package(content, str(file), Limits())
    else:
        content = to_docx(result.case.report)
        notes.append("原件不是 docx，批注加在按官方格式导出的文档上")
    annotated = annotate(result, content)
    return Saved(save(out.parent, out.name, annotated.content), (*notes, *annotated.notes))


def annotate(result: Reviewed, content: bytes) -> Annotated:
    """The paper `content`, from which the report was read, with a comment for every open finding.

    At most `MOST_OF_A_RULE` of one rule; a first comment at the title says the counts and what
    was left out. Words, formatting and comments of the paper stay. Same input, same bytes.
    """
    document = Document(io.BytesIO(content))
    comments = Comments(Paper(document))
    anchors = _Anchors(result, document, content, comments.paper)
    groups = groups_of(result.open, MOST_OF_A_RULE)
    shown = [finding for group in groups for finding in group.shown][:_MOST]
    placed = [(anchors.of(finding), finding) for finding in shown]
    hidden = len(result.open) - len(shown)
    if anchors.top is not None:
        comments.add(anchors.top, _summary(result, hidden))
        for (place, note), finding in placed:
            comments.add(place, _lines(result, finding, note))
        comments.write(document)
    packed = io.BytesIO()
    document.save(packed)
    moved = sum(bool(note) for (_, note), _ in placed)
    notes = [f"有 {moved} 处没有找到原文的确切位置，批注在标题处"] if moved else []
    notes += [f"问题太多，有 {hidden} 处没有加批注"] if hidden else []
    return Annotated(repack(packed.getvalue()), len(placed), tuple(notes))


class _Anchors:
    """Where in the paper each finding belongs."""

    def __init__(self, result: Reviewed, document: Any, content: bytes, paper: Paper) -> None:
        self._finder = Finder(paper, result.case.report)
        self.top: Spot | Any = self._finder.heading or next(iter(paper.paragraphs), None)
        addressed = any(finding.where.cells for finding in result.open)
        self._cells = (
            cells_of_paper(lambda: Document(io.BytesIO(content)), document) if addressed else {}
        )

    def of(self, finding: Finding) -> tuple[Spot | Any, str]:
        """The place, and a sentence that says so where it is not the exact one."""
        where = finding.where
        if where.section and where.start is not None and where.end is not None:
            spot = self._finder.words(where.section, where.start, where.end)
            if spot is not None:
                return spot, ""
            shown = one_line(where.text, 60)
            return self._title(where.section), f"没有找到原文“{shown}”的确切位置，批注放在标题处"
        if where.section:
            return self._of_part(where.section, where.text)
        cell = next((self._cells[a] for a in where.cells if a in self._cells), None)
        if cell is not None:
            return cell, ""
        if where.cells:
            section = where.cells[0][1]
            return self._title(section), "没有找到这一格的确切位置，批注放在标题处"
        return self.top, ""

    def _of_part(self, section: str, text: str) -> tuple[Spot | Any, str]:
        """Where a line of a part stands, or its title."""
        spot = self._finder.line(section, text) or self._finder.title(section)
        if spot or section in OUTSIDE:
            return spot or self.top, ""
        return self.top, f"文中没有找到“{section}”的标题，批注放在题目处"

    def _title(self, section: str) -> Spot | Any:
        return self._finder.title(section) or self.top


def _summary(result: Reviewed, hidden: int) -> list[str]:
    counts = "，".join(f"{s.label} {result.count(s)}" for s in Severity)
    lines = [f"核对结果：{counts}"]
    if result.accepted:
        lines.append(f"另有已确认的 {len(result.accepted)} 条，不再批注。")
    if result.not_assessed:
        lines.append(f"没有查或没法判断的 {len(result.not_assessed)} 项，不算通过。")
    if hidden:
        lines.append(
            f"同一条规则最多批注 {MOST_OF_A_RULE} 处，另有 {hidden} 处没有批注，见 nianbao check。"
        )
    return lines


def _lines(result: Reviewed, finding: Finding, note: str) -> list[str]:
    found, expected = one_line(finding.found, _LONGEST), one_line(finding.expected, _LONGEST)
    pairs = [
        ("位置", place_name(finding.where, result.case) if note or finding.where.cells else ""),
        ("现为", found if found != one_line(finding.where.text, _LONGEST) else ""),
        ("应为", expected),
        ("依据", finding.basis),
        ("建议", finding.cure),
        ("编号", finding.fingerprint),
    ]
    lines = [f"【{finding.severity.label}】{finding.code} {one_line(finding.message, _LONGEST)}"]
    lines += [f"{name}：{text}" for name, text in pairs if text]
    return [*lines, f"（{note}）"] if note else lines
