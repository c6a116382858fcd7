"""The form of the figures: the official tables with a field in each cell, cards of work facts."""

from dataclasses import dataclass

from assistant.exporting.outline import shown
from assistant.report.labels import COLUMNS
from assistant.report.layout import Grid, GridCell
from assistant.report.ledger import render_statement
from assistant.report.model import AnnualReport
from ui.data.marks import NAMES, TABLES, marks_of
from ui.data.typed_fact import SECTIONS
from ui.templating import template

_TITLES = {
    "table2": "二、主动公开政府信息情况",
    "table3": "三、收到和处理政府信息公开申请情况",
    "table4": "四、政府信息公开行政复议、行政诉讼情况",
}


@dataclass(frozen=True, slots=True)
class FieldView:
    """One printed cell: a label, or a field with its address, value and place in the grid."""

    text: str
    address: str
    label: str
    row: int
    column: int
    rowspan: int
    colspan: int
    total: bool
    note: str


@dataclass(frozen=True, slots=True)
class FormTable:
    """An official table, row by row."""

    id: str
    name: str
    title: str
    rows: tuple[tuple[FieldView, ...], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A work fact as its card shows it."""

    id: str
    section: str
    text: str
    source: str


def form_html(
    report: AnnualReport,
    version: int,
    previous: AnnualReport | None = None,
    *,
    frozen: str = "",
) -> str:
    """The whole form as HTML, every value escaped; `frozen` says why nothing can be changed."""
    notes = {n.where: n.text for n in report.notes if n.what != "blank cell"}
    return template("figures.html.jinja").render(
        report=report,
        version=version,
        previous=previous,
        frozen=frozen,
        tables=[_table(report.form.grid(table), report, notes) for table in TABLES],
        columns=COLUMNS,
        cards=[_card(f.id, f.section, render_statement(f), f.source) for f in report.facts],
        blank_card=_card("", "1.1", "", ""),
        sections=SECTIONS,
        elsewhere=[n.text for n in report.notes if not report.holds(n.where)],
        marks=marks_of(report, previous).as_json(),
    )


def values_of(report: AnnualReport) -> dict[str, str]:
    """Every cell that the form has a field for, as its field shows it."""
    return {a: shown(value) for a, value in report.cells().items() if report.holds(a)}


def cards_of(report: AnnualReport) -> dict[str, dict[str, str]]:
    """Every work fact as its card shows it."""
    return {
        fact.id: {
            "section": fact.section,
            "text": render_statement(fact),
            "source": fact.source,
        }
        for fact in report.facts
    }


def _card(fact_id: str, section: str, text: str, source: str) -> Card:
    return Card(fact_id, section, text, source)


def _table(grid: Grid, report: AnnualReport, notes: dict[str, str]) -> FormTable:
    rows = tuple(
        tuple(
            _field(cell, report, notes)
            for cell in sorted(grid.cells, key=lambda cell: cell.column)
            if cell.row == row
        )
        for row in range(grid.rows)
    )
    return FormTable(grid.table, NAMES[grid.table], _TITLES[grid.table], rows)


def _field(cell: GridCell, report: AnnualReport, notes: dict[str, str]) -> FieldView:
    address = cell.address or ""
    held = bool(address) and report.holds(address)
    return FieldView(
        text=shown(report.cell(address)) if held else cell.text,
        address=address if held else "",
        label=report.form.by_address[address].label if held else "",
        row=cell.row,
        column=cell.column,
        rowspan=cell.rowspan,
        colspan=cell.colspan,
        total=address.endswith(".total") or address.startswith("t3.result_total."),
        note=notes.get(address, ""),
    )
