"""The one path from blocks to an `AnnualReport`: tables, sections, origin, notes."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.reading.blocks import Block, Budget, Paragraph, Source, TextGrid
from assistant.reading.case_table import CaseReader
from assistant.reading.cell_value import is_value
from assistant.reading.flattened import with_flattened_tables
from assistant.reading.flattened_rows import FlattenedReader
from assistant.reading.found_cells import FoundCells
from assistant.reading.label_match import best_match, letters, pieces, row_labels
from assistant.reading.mixed_tables import with_text_rows_cut_out
from assistant.reading.not_a_report import refuse_other_papers
from assistant.reading.origin import find_origin
from assistant.reading.page_furniture import is_contents_line, is_furniture, is_meta_line
from assistant.reading.sections import Narrative, read_narrative
from assistant.reading.table_heads import (
    OUTCOMES,
    applicant_row,
    case_ids,
    outcome_ids,
    table2_heads,
)
from assistant.reading.table_rows import RowReader
from assistant.report.forms import LAYOUT_2021
from assistant.report.layout import LayoutId
from assistant.report.model import AnnualReport, Note

_ONLY_2019 = ("本年新制作数量", "本年新公开数量", "对外公开总数量", "上一年项目数量", "采购总金额")
_TABLE_SECTIONS = {"2": "t2", "3": "t3", "4": "t4"}
_SHOWN = 200


@dataclass
class Tables:
    """The cells that were found, and which grids they stand in."""

    found: FoundCells
    official: set[int] = field(default_factory=set)

    @property
    def missing(self) -> set[str]:
        return {"t2", "t3", "t4"} - {address[:2] for address in self.found.cells}


def report_of(source: Source) -> AnnualReport:
    """The report that stands in a file's blocks, with a note for all that was not read.

    A cell is what the file says or None: `blank cell` where the file leaves it blank,
    `not read` where it was not found or not understood. Nothing is computed.

    Raises:
        UnusableInput: It is no report of the national form, or two of them.
    """
    budget = Budget(source.where, source.limits)
    budget.check("段落和表格", len(source.blocks), source.limits.blocks)
    blocks: Sequence[Block] = with_text_rows_cut_out(source.blocks)
    layout = _layout(blocks)
    tables = read_tables(blocks, layout, budget)
    if tables.missing:
        flattened = with_flattened_tables(blocks)
        if len(flattened) != len(blocks):
            blocks, tables = flattened, read_tables(flattened, layout, budget)
    narrative = read_narrative(blocks, frozenset(tables.official))
    refuse_other_papers(narrative, tables.found, blocks, source.where)
    return _assembled(source, layout, tables, narrative)


def read_tables(blocks: Sequence[Block], layout: LayoutId, budget: Budget) -> Tables:
    """The three tables, wherever they stand, in as many grids as they stand."""
    tables = Tables(FoundCells(layout))
    rows, cases = RowReader(tables.found), CaseReader(tables.found)
    flattened = FlattenedReader(tables.found, rows)
    follows = ""
    for block in blocks:
        budget.check_time()
        if not isinstance(block, TextGrid):
            follows = follows if _between_pages(block) else ""
            continue
        kind = _kind(block, layout, follows)
        if kind:
            tables.official.add(id(block))
        if kind == "flattened":
            flattened.read(block)
        if "rows" in kind:
            rows.read(block)
        if "cases" in kind:
            cases.read(block)
        follows = kind
    return tables


def _layout(blocks: Sequence[Block]) -> LayoutId:
    heads = {
        letters(cell.text.rpartition(" / ")[2])
        for block in blocks
        if isinstance(block, TextGrid)
        for cell in block.cells
        if 4 <= len(cell.text) <= 40
    }
    text = "".join(b.text for b in blocks if isinstance(b, Paragraph) and len(b.text) < 80)
    plain = "".join(text.split())
    old = sum(label in heads or label in plain for label in _ONLY_2019)
    return "2019" if old >= 2 else "2021"


def _between_pages(block: Block) -> bool:
    return isinstance(block, Paragraph) and len(block.text.strip()) <= 12 and "、" not in block.text


def _kind(grid: TextGrid, layout: LayoutId, follows: str) -> str:
    """Which readers a grid is for: `flattened`, `rows`, `cases`, `rows cases`, or none."""
    if grid.ragged:
        return "flattened"
    labels = row_labels(layout)
    rows, heads, outcomes, cases = set(), 0, 0, 0
    for number, line in enumerate(grid.lines):
        own = [cell for cell in line if cell.row == number]
        for cell in own:
            parts = pieces(cell.text) if len(cell.text) < 120 and not is_value(cell.text) else []
            match = best_match(parts[-1], labels) if parts else None
            if match and match.tier >= 1.5:
                rows.add(match.id)
        heads += len(applicant_row(line, number)) >= 2 or bool(table2_heads(line, layout))
        outcomes += len(outcome_ids(line, number))
        cases += len(case_ids(line, number))
    known = len(rows) + 2 * heads
    readers = ["rows"] if rows and (known >= 3 or "rows" in follows) else []
    if (outcomes >= len(OUTCOMES) - 1 and (cases or "cases" in follows)) or (
        "cases" in follows and _only_values(grid)
    ):
        readers.append("cases")
    return " ".join(readers)


def _only_values(grid: TextGrid) -> bool:
    texts = [cell.text for cell in grid.cells if cell.text.strip()]
    return len(texts) >= len(OUTCOMES) and all(is_value("".join(text.split())) for text in texts)


def _assembled(
    source: Source, layout: LayoutId, tables: Tables, narrative: Narrative
) -> AnnualReport:
    origin = find_origin(narrative.head, source, narrative.below, layout, narrative.opening())
    preface = [p.text.strip() for p in narrative.head[origin.preface_at :]]
    dropped = [t for t in preface if is_furniture(t) or is_contents_line(t)]
    above = [p.text.strip() for p in narrative.head[: origin.preface_at]]
    report = AnnualReport(
        agency=origin.agency[:100],
        year=origin.year,
        title=origin.title,
        published=origin.published,
        layout=layout,
        preface=tuple(t for t in preface if t not in dropped),
        sections=narrative.frozen(),
    )
    report = report.with_cells(tables.found.values(a for a in report.cells() if report.holds(a)))
    pictures = frozenset(
        table for section, table in _TABLE_SECTIONS.items() if section in narrative.pictured()
    ) & frozenset(tables.missing)
    notes = [
        *source.notes,
        *origin.notes,
        *_dropped_notes(above, dropped, origin.title),
        *narrative.notes,
        *_missing_notes(narrative, pictures),
        *tables.found.all_notes(report, pictures),
    ]
    return report.model_copy(update={"notes": tuple(notes)})


def _dropped_notes(above: Sequence[str], dropped: Sequence[str], title: str) -> list[Note]:
    """What stood above the text and is not its text; the title itself is not lost."""
    texts = [t for t in above if "".join(t.split()) not in title]
    shown = "；".join(text for text in (*texts, *dropped) if not is_meta_line(text))
    if not shown:
        return []
    return [Note(what="page furniture", where="preface", text=f"未收入正文：{shown[:_SHOWN]}")]


def _missing_notes(narrative: Narrative, pictures: frozenset[str]) -> list[Note]:
    notes = [
        Note(
            what="table as picture", where=table, text="表格是图片，读不出数字；请换成有文字的文件"
        )
        for table in sorted(pictures)
    ]
    absent = [s for s in LAYOUT_2021.sections if s.id not in narrative.sections]
    notes += [
        Note(what="section not found", where=s.id, text=f"没有找到“{s.title}”") for s in absent
    ]
    return notes
