"""Reports as other people print them: our samples with each defect that real files show.

A `Paper` is a report as paragraphs and printed tables; a defect is a change of it, a
format writes it down. Expected values are those of the sample that it was made of.
"""

import html
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cache

from docx import Document

from assistant.exporting.outline import Heading, Paragraph, outline, shown
from assistant.reading.figures import read_figures
from assistant.report.layout import Grid
from assistant.report.model import AnnualReport
from assistant.resources import corpus_dir

SAMPLES = sorted((corpus_dir() / "samples").glob("*.yaml"))


@dataclass(frozen=True)
class Cell:
    """A printed cell; `address` is set where a value stands."""

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    address: str = ""


@dataclass(frozen=True)
class Table:
    """A printed table."""

    name: str
    cells: tuple[Cell, ...]

    @property
    def height(self) -> int:
        return max(cell.row + cell.rowspan for cell in self.cells)

    def row(self, number: int) -> list[Cell]:
        return sorted((c for c in self.cells if c.row == number), key=lambda c: c.column)

    def changed(self, change: Callable[[Cell], Cell | None]) -> "Table":
        return replace(self, cells=tuple(c for cell in self.cells if (c := change(cell))))


@dataclass(frozen=True)
class Line:
    """A paragraph; `heading` 1 for sections, 2 for parts, 0 for text."""

    text: str
    heading: int = 0


@dataclass(frozen=True)
class Paper:
    """A report as it is printed."""

    title: str
    blocks: tuple[Line | Table, ...]
    lead: tuple[str, ...] = field(default=())

    def lines(self, change: Callable[[Line], Line | Iterable[Line] | None]) -> "Paper":
        blocks: list[Line | Table] = []
        for block in self.blocks:
            new = change(block) if isinstance(block, Line) else block
            blocks += [] if new is None else [new] if isinstance(new, Line | Table) else list(new)
        return replace(self, blocks=tuple(blocks))

    def tables(self, change: Callable[[Table], Table | Iterable[Table | Line]]) -> "Paper":
        blocks: list[Line | Table] = []
        for block in self.blocks:
            new = change(block) if isinstance(block, Table) else block
            blocks += [new] if isinstance(new, Line | Table) else list(new)
        return replace(self, blocks=tuple(blocks))

    def cells(self, change: Callable[[Cell], Cell | None]) -> "Paper":
        return self.tables(lambda table: table.changed(change))


@cache
def sample(stem: str = "lanzhou-shi-2023") -> AnnualReport:
    """One of the sample reports, by its name."""
    return read_figures(corpus_dir() / "samples" / f"{stem}.yaml")


def paper_of(report: AnnualReport) -> Paper:
    """A report as our own exporters would print it."""
    blocks: list[Line | Table] = []
    for block in outline(report):
        if isinstance(block, Heading):
            blocks.append(Line(block.text, block.level))
        elif isinstance(block, Paragraph):
            blocks.append(Line(block.text))
        else:
            blocks.append(_table(block.grid, report))
    return Paper(report.full_title, tuple(blocks))


def _table(grid: Grid, report: AnnualReport) -> Table:
    return Table(
        grid.table,
        tuple(
            Cell(
                shown(report.cell(c.address)) if c.address else c.text,
                *(c.row, c.column, c.rowspan, c.colspan, c.address or ""),
            )
            for c in grid.cells
        ),
    )


def as_html(paper: Paper) -> bytes:
    """The paper as a plain page, text escaped, line breaks as `<br>`."""
    parts = [f"<h1>{_escaped(paper.title)}</h1>"]
    for block in paper.blocks:
        parts.append(
            _html_table(block) if isinstance(block, Table) else f"<p>{_escaped(block.text)}</p>"
        )
    lead = "".join(paper.lead)
    body = f'{lead}<div class="content">{"".join(parts)}</div>'
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8></head><body>{body}</body></html>".encode()
    )


def _escaped(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")


def _html_table(table: Table) -> str:
    rows = []
    for number in range(table.height):
        cells = "".join(
            f'<td rowspan="{c.rowspan}" colspan="{c.colspan}">{_escaped(c.text)}</td>'
            for c in table.row(number)
        )
        rows.append(f"<tr>{cells}</tr>")
    return f"<table border=1>{''.join(rows)}</table>"


def as_docx(paper: Paper) -> bytes:
    """The paper as a Word file with merged cells."""
    document = Document()
    document.add_paragraph(paper.title)
    for block in paper.blocks:
        if isinstance(block, Line):
            document.add_paragraph(block.text)
            continue
        width = max(c.column + c.colspan for c in block.cells)
        made = document.add_table(block.height, width)
        grid = [list(row.cells) for row in made.rows]
        for c in block.cells:
            last = grid[c.row + c.rowspan - 1][c.column + c.colspan - 1]
            merged = (
                grid[c.row][c.column].merge(last) if last is not grid[c.row][c.column] else last
            )
            merged.text = c.text
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def as_tabs(paper: Paper) -> bytes:
    """The paper as text with a tab between the cells, as copied from a spreadsheet."""
    return _as_text(paper, "\t")


def as_flat(paper: Paper) -> bytes:
    """The paper as text with a space between the cells, as copied from a PDF."""
    return _as_text(paper, " ")


def _as_text(paper: Paper, gap: str) -> bytes:
    lines = [paper.title, ""]
    for block in paper.blocks:
        if isinstance(block, Line):
            lines += [block.text, ""]
        else:
            rows = (block.row(number) for number in range(block.height))
            lines += [gap.join("".join(c.text.split()) for c in row) for row in rows]
            lines.append("")
    return "\n".join(lines).encode()


FORMATS: dict[str, Callable[[Paper], bytes]] = {
    "html": as_html,
    "docx": as_docx,
    "tabs.txt": as_tabs,
    "flat.txt": as_flat,
}
