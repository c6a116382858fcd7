"""The report as one web page that a government site can take as it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.exporting.outline import Block, Heading, Paragraph, heading_text, outline, shown
from assistant.exporting.pictures.chart import Chart
from assistant.exporting.templates import page_template
from assistant.report.layout import Grid, GridCell
from assistant.report.model import AnnualReport


@dataclass(frozen=True, slots=True)
class _PageCell:
    text: str
    tag: str
    scope: str
    rowspan: int
    colspan: int
    vertical: bool


def to_html(report: AnnualReport, charts: Sequence[Chart] = ()) -> str:
    """The report as one HTML5 document: no script, nothing loaded from elsewhere.

    Headings h1 to h3; tables with their spans, `th scope` and values in `td`; 标题, 日期 and
    发布机构 as the `meta` names of 《政府网站发展指引》. Every text is escaped. Charts stand
    beside the article, as drawings with their words: they are no part of the report.
    """
    return page_template("assistant.exporting").render(
        title=heading_text(report.full_title),
        agency=heading_text(report.agency),
        year=report.year,
        published=report.published or "",
        blocks=[_block(block, report) for block in outline(report)],
        pictures=_pictures(charts),
    )


def _pictures(charts: Sequence[Chart]) -> list[str]:
    if not charts:
        return []
    from assistant.exporting.pictures.drawing import to_svg

    return [to_svg(chart) for chart in charts]


def _block(block: Block, report: AnnualReport) -> dict[str, object]:
    if isinstance(block, Heading):
        return {"kind": f"h{block.level + 1}", "id": f"section-{block.id}", "text": block.text}
    if isinstance(block, Paragraph):
        return {"kind": "p", "lines": block.text.split("\n")}
    grid = block.grid
    rows = _rows(grid, report)
    return {
        "kind": "table",
        "label": f"section-{block.id}",
        "table": grid.table,
        "widths": [round(width * 100 / sum(grid.widths), 2) for width in grid.widths],
        "head": rows[: grid.header_rows],
        "body": rows[grid.header_rows :],
    }


def _rows(grid: Grid, report: AnnualReport) -> list[list[_PageCell]]:
    rows: list[list[_PageCell]] = [[] for _ in range(grid.rows)]
    for cell in sorted(grid.cells, key=lambda cell: (cell.row, cell.column)):
        text = shown(report.cell(cell.address)) if cell.address else cell.text
        tag = "th" if cell.header else "td"
        vertical = cell.column == 0 and cell.rowspan > 5
        scope = _scope(cell, grid)
        rows[cell.row].append(_PageCell(text, tag, scope, cell.rowspan, cell.colspan, vertical))
    return rows


def _scope(cell: GridCell, grid: Grid) -> str:
    """What a label heads: the row at its right, or the column below it."""
    if not cell.header:
        return ""
    heads_row = cell.row >= grid.header_rows and any(
        other.address and other.row == cell.row for other in grid.cells
    )
    if heads_row:
        return "rowgroup" if cell.rowspan > 1 else "row"
    return "colgroup" if cell.colspan > 1 else "col"
