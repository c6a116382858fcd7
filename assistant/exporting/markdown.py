"""The report as Markdown: headings, paragraphs, and pipe tables that carry every cell."""

import re
from collections.abc import Iterable, Iterator

from assistant.exporting.outline import Heading, Paragraph, heading_text, outline, shown
from assistant.report.layout import Grid, GridCell
from assistant.report.model import AnnualReport

_ACTIVE = re.compile(r"[\\`*_\[\]<>#|~&!$]")
_LINE_START = re.compile(r"^(\s*)([-+=:]|\d{1,9}[.)](?=\s|$))")


def to_markdown(report: AnnualReport) -> str:
    """The report as Markdown (GitHub's tables), ending in a newline.

    Pipe tables know no spans: a label is repeated over all that it covers, a value stands
    once. Text that would be markup is escaped.
    """
    title = f"# {_escaped(heading_text(report.full_title))}"
    agency = f"发布机构：{_escaped(heading_text(report.agency))}"
    issued = f"{agency}　发布日期：{report.published}" if report.published else agency
    return "\n\n".join([title, issued, *_blocks(report)]) + "\n"


def _blocks(report: AnnualReport) -> Iterator[str]:
    for block in outline(report):
        if isinstance(block, Heading):
            yield f"{'#' * (block.level + 1)} {_escaped(block.text)}"
        elif isinstance(block, Paragraph):
            yield "\\\n".join(_line(line) for line in block.text.split("\n") if line.strip())
        else:
            yield from _table(block.grid, report)


def _table(grid: Grid, report: AnnualReport) -> Iterator[str]:
    """Pipe tables of one grid; a label over its whole width divides it and stands above."""
    lines = _lines(grid, report)
    if grid.header_rows:
        head = [_joined(column) for column in zip(*lines[: grid.header_rows], strict=True)]
        yield _pipes([head, *lines[grid.header_rows :]])
        return
    part: list[list[str]] = []
    for line in lines:
        if len(line) == 1:
            if part:
                yield _pipes(part)
            yield f"**{line[0]}**"
            part = []
        else:
            part.append(line)
    yield _pipes(part)


def _lines(grid: Grid, report: AnnualReport) -> list[list[str]]:
    """The printed rows: with heading rows as a full matrix, else one text a printed cell."""
    covered: dict[tuple[int, int], GridCell] = {
        (row, column): cell
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.rowspan)
        for column in range(cell.column, cell.column + cell.colspan)
    }
    lines = []
    for row in range(grid.rows):
        cells = [covered[row, column] for column in range(grid.columns)]
        if not grid.header_rows:
            cells = list(dict.fromkeys(cells))
        lines.append([_cell(cell, report) for cell in cells])
    return lines


def _cell(cell: GridCell, report: AnnualReport) -> str:
    return shown(report.cell(cell.address)) if cell.address else _escaped(cell.text)


def _joined(labels: Iterable[str]) -> str:
    return " / ".join(dict.fromkeys(labels))


def _pipes(rows: list[list[str]]) -> str:
    head, *body = (f"| {' | '.join(row)} |" for row in rows)
    return "\n".join([head, "|" + " --- |" * len(rows[0]), *body])


def _line(text: str) -> str:
    return _LINE_START.sub(lambda m: f"{m[1]}{m[2][:-1]}\\{m[2][-1]}", _escaped(text.strip()))


def _escaped(text: str) -> str:
    return _ACTIVE.sub(lambda match: f"\\{match[0]}", text)
