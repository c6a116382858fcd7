"""The Word paper: the template's tables, the form of GB/T 9704, the same bytes every time."""

import hashlib
import io
import json
import time
import zipfile
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table

from assistant.exporting.word import to_docx
from assistant.exporting.word_table import PAGE_WIDTH, widths_of
from assistant.report.forms import LAYOUT_2019, LAYOUT_2021
from assistant.report.model import AnnualReport

# Printed cells of the official blank form (row, column, rows, columns, text without spaces),
# taken with `structure` from the docx of 国办公开办函〔2021〕30号.
TEMPLATE = json.loads(Path(__file__).with_name("official_template.json").read_text("utf-8"))


def opened(report: AnnualReport) -> Document:
    return docx.Document(io.BytesIO(to_docx(report)))


def digest(text: str) -> str:
    """What the frozen template keeps of a printed text: enough to compare, no copy of it."""
    return hashlib.sha256(text.encode()).hexdigest()[:16] if text else ""


def structure(table: Table) -> list[tuple[int, int, int, int, str]]:
    """Every printed cell of a table: row, column, spans, text without white space."""
    grid = [[cell._tc for cell in row.cells] for row in table.rows]
    cells = []
    for row, line in enumerate(grid):
        for column, cell in enumerate(line):
            above = row and grid[row - 1][column] is cell
            if above or (column and line[column - 1] is cell):
                continue
            width = sum(1 for other in line if other is cell)
            height = sum(1 for other in grid if other[column] is cell)
            text = "".join(table.cell(row, column).text.split())
            cells.append((row, column, height, width, text))
    return cells


@pytest.fixture(scope="module")
def paper(report: AnnualReport) -> Document:
    return opened(report)


def test_the_tables_have_the_rows_and_columns_of_the_template(paper: Document) -> None:
    shapes = [(len(table.rows), len(table.columns)) for table in paper.tables]
    assert shapes == [(14, 4), (28, 10), (4, 15)]


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_blank_report_has_the_template_tables_cell_by_cell(number: int) -> None:
    ours = opened(AnnualReport(agency="某局", year=2024)).tables[number]
    assert [(*cell[:4], digest(cell[4])) for cell in structure(ours)] == [
        tuple(cell) for cell in TEMPLATE[number]
    ]


@pytest.mark.parametrize("number", [0, 1, 2])
def test_every_value_stands_in_its_cell(paper: Document, report: AnnualReport, number: int) -> None:
    grid = LAYOUT_2021.grids[number]
    printed = structure(paper.tables[number])
    expected = [
        (
            cell.row,
            cell.column,
            cell.rowspan,
            cell.colspan,
            str(report.cell(cell.address)) if cell.address else cell.text,
        )
        for cell in sorted(grid.cells, key=lambda cell: (cell.row, cell.column))
    ]
    assert printed == expected


def test_the_three_grids_hold_200_values() -> None:
    addresses = {cell.address for grid in LAYOUT_2021.grids for cell in grid.cells} - {None}
    assert len(addresses) == 200


def test_a_blank_cell_stays_empty_and_a_zero_is_printed(report: AnnualReport) -> None:
    table = opened(report.with_cells({"t2.licensing": None, "t2.penalties": 0})).tables[0]
    assert table.cell(6, 1).text == ""
    assert table.cell(9, 1).text == "0"


def test_the_outline_is_that_of_the_official_form(paper: Document) -> None:
    headings = [p.text for p in paper.paragraphs if p.style and p.style.name == "Heading 1"]
    parts = [p.text for p in paper.paragraphs if p.style and p.style.name == "Heading 2"]
    assert headings == [section.title for section in LAYOUT_2021.sections]
    assert parts == [part.title for part in LAYOUT_2021.section("1").parts]


def test_every_paragraph_of_the_report_is_printed_in_order(
    paper: Document, report: AnnualReport
) -> None:
    body = [p.text for p in paper.paragraphs if p.style and p.style.name == "公文正文"]
    assert body == [line for _, text in report.texts() if text for line in text.split("\n")]


def test_the_page_is_a4_with_the_margins_of_the_standard(paper: Document) -> None:
    section = paper.sections[0]
    sizes = (
        section.page_width,
        section.page_height,
        section.top_margin,
        section.bottom_margin,
        section.left_margin,
        section.right_margin,
    )
    assert [round(size.mm) for size in sizes if size] == [210, 297, 37, 35, 28, 26]


@pytest.mark.parametrize(
    ("style", "font", "size"),
    [
        ("Title", "方正小标宋简体", 22),
        ("公文正文", "仿宋_GB2312", 16),
        ("Heading 1", "黑体", 16),
        ("Heading 2", "楷体_GB2312", 16),
        ("表格数字", "宋体", 10.5),
    ],
)
def test_a_style_names_its_font_for_latin_and_chinese(
    paper: Document, style: str, font: str, size: float
) -> None:
    properties = paper.styles[style].element.rPr
    fonts = properties.find(qn("w:rFonts"))
    assert fonts.get(qn("w:ascii")) == fonts.get(qn("w:eastAsia")) == font
    assert float(properties.find(qn("w:sz")).get(qn("w:val"))) == size * 2


def test_body_text_is_indented_by_two_characters_on_lines_of_28_points(paper: Document) -> None:
    properties = paper.styles["公文正文"].element.pPr
    assert properties.find(qn("w:ind")).get(qn("w:firstLineChars")) == "200"
    spacing = properties.find(qn("w:spacing"))
    assert (spacing.get(qn("w:line")), spacing.get(qn("w:lineRule"))) == ("560", "exact")


def test_nothing_is_formatted_outside_the_styles(paper: Document) -> None:
    assert not paper.element.body.findall(f".//{qn('w:rPr')}")
    allowed = {qn("w:pStyle"), qn("w:keepNext")}
    direct = {child.tag for p in paper.element.body.iter(qn("w:pPr")) for child in p}
    assert direct <= allowed


def test_head_rows_repeat_and_no_row_splits(paper: Document) -> None:
    for table, grid in zip(paper.tables, LAYOUT_2021.grids, strict=True):
        repeated = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
        assert repeated == [row < grid.header_rows for row in range(grid.rows)]
        assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in table.rows)


def test_the_tables_are_as_wide_as_the_text() -> None:
    for grid in (*LAYOUT_2021.grids, *LAYOUT_2019.grids):
        assert sum(widths_of(grid)) == pytest.approx(PAGE_WIDTH)


def test_the_page_number_stands_between_dashes(paper: Document) -> None:
    footer = paper.sections[0].footer.paragraphs[0]
    field = footer._p.find(qn("w:fldSimple"))
    assert field.get(qn("w:instr")).strip() == "PAGE"
    assert "".join(t.text for t in footer._p.iter(qn("w:t"))) == "— 1 —"


def test_the_properties_come_from_the_report(paper: Document, report: AnnualReport) -> None:
    properties = paper.core_properties
    assert (properties.title, properties.author) == (report.title, report.agency)
    assert properties.created is not None
    assert properties.created.date().isoformat() == "2025-01-20"
    assert properties.modified == properties.created


def test_the_same_report_gives_the_same_bytes_at_another_time(report: AnnualReport) -> None:
    first = to_docx(report)
    time.sleep(2.1)  # a zip entry's time has steps of two seconds
    assert to_docx(report.model_copy()) == first


def test_the_container_holds_no_leftovers_of_the_template(report: AnnualReport) -> None:
    names = zipfile.ZipFile(io.BytesIO(to_docx(report))).namelist()
    assert names[0] == "[Content_Types].xml"
    assert names[1:] == sorted(names[1:])
    assert not [n for n in names if "thumbnail" in n or "customXml" in n or "Effects" in n]


def test_hostile_text_is_printed_as_text(hostile: AnnualReport) -> None:
    paper = opened(hostile)
    text = "\n".join(p.text for p in paper.paragraphs)
    assert '<script>alert("1")</script> | *a* & `b` =1+1' in text
    assert "\U0001f600 ]]> {{ 7*7 }}" in text
    assert not {"\x00", "\x0b", "\x1f", "\ufffe"} & set(text)
    assert "五、<i>问题</i> 换行" in text


def test_a_long_title_breaks_after_the_agency(report: AnnualReport) -> None:
    lines = opened(report).paragraphs[0].text.split("\n")
    assert lines == ["青岚县人民政府办公室", "2024年政府信息公开工作年度报告"]
    short = opened(report.model_copy(update={"title": "某局年度报告"}))
    assert short.paragraphs[0].text == "某局年度报告"


def test_a_title_of_200_characters_and_an_impossible_date_do_no_harm(
    report: AnnualReport,
) -> None:
    changes = {"title": "某" * 300, "published": "2023-02-31"}
    paper = opened(report.model_copy(update=changes))
    assert paper.paragraphs[0].text == "某" * 300
    assert paper.core_properties.created is not None
    assert paper.core_properties.created.date().isoformat() == "2024-12-31"


def test_the_2019_form_is_printed_in_its_own_tables() -> None:
    tables = opened(AnnualReport(agency="某街道办事处", year=2019, layout="2019")).tables
    shapes = [(len(table.rows), len(table.columns)) for table in tables]
    assert shapes == [(grid.rows, grid.columns) for grid in LAYOUT_2019.grids]


def test_a_group_label_fits_its_column_after_its_number() -> None:
    """（三） and 不予公开 take a line each: four characters fit, five do not."""
    inner = (widths_of(LAYOUT_2021.grid("table3"))[1] - 1.6) / 25.4 * 72
    assert 4 * 10.5 <= inner < (3 + 0.8 + 1) * 10.5


def test_neighbouring_rows_of_table_three_stay_on_one_page(paper: Document) -> None:
    rows = paper.tables[1].rows
    for row, _ in pairwise(rows):
        assert row._tr.find(f".//{qn('w:keepNext')}") is not None
    assert rows[-1]._tr.find(f".//{qn('w:keepNext')}") is None


@pytest.mark.parametrize(
    ("number", "style"), [(9999, "表格数字"), (99999, "表格长数字"), (999999, "表格特长数字")]
)
def test_a_long_number_is_set_smaller_so_that_it_stays_on_one_line(
    report: AnnualReport, number: int, style: str
) -> None:
    table = opened(report.with_cells({"t3.new.business": number})).tables[1]
    printed = table.cell(3, 4).paragraphs[0]
    assert printed.text == str(number)
    assert printed.style
    assert printed.style.name == style
