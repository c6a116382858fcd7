"""The two official forms as data: complete, without gaps or overlaps, true to the printed form."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.report.forms import LAYOUT_2019, LAYOUT_2021, LAYOUTS
from assistant.report.labels import APPLICANTS, CASE_OUTCOMES, COLUMNS
from assistant.report.layout import Grid, GridCell, Layout

every_layout = pytest.mark.parametrize("form", LAYOUTS.values(), ids=LAYOUTS)
every_grid = pytest.mark.parametrize(
    "grid",
    [grid for form in LAYOUTS.values() for grid in form.grids],
    ids=[f"{form.id}-{grid.table}" for form in LAYOUTS.values() for grid in form.grids],
)


def covered(cell: GridCell) -> Iterator[tuple[int, int]]:
    for row in range(cell.row, cell.row + cell.rowspan):
        for column in range(cell.column, cell.column + cell.colspan):
            yield row, column


def test_the_2021_form_has_200_data_cells() -> None:
    tables = Counter(cell.table for cell in LAYOUT_2021.cells)
    assert tables == {"table2": 10, "table3": 175, "table4": 15}


def test_table_three_has_25_rows_of_7_columns_and_21_results() -> None:
    rows = [cell.address.split(".")[1] for cell in LAYOUT_2021.cells if cell.table == "table3"]
    assert Counter(Counter(rows).values()) == {7: 25}
    assert len(LAYOUT_2021.result_rows) == 21
    assert [len(group.rows) for group in LAYOUT_2021.groups] == [8, 3, 5, 3]
    assert len(APPLICANTS) == 6
    assert len(COLUMNS) == 7
    assert len(CASE_OUTCOMES) == 5


def test_the_grids_of_2021_have_the_official_shapes() -> None:
    shapes = {grid.table: (grid.rows, grid.columns) for grid in LAYOUT_2021.grids}
    assert shapes == {"table2": (14, 4), "table3": (28, 10), "table4": (4, 15)}


def test_the_2019_form_has_one_row_for_other_results_and_five_blocks_in_table_two() -> None:
    shapes = {grid.table: (grid.rows, grid.columns) for grid in LAYOUT_2019.grids}
    assert shapes == {"table2": (18, 4), "table3": (26, 10), "table4": (4, 15)}
    assert "t3.other.total" in LAYOUT_2019.by_address
    assert "t3.other_misc.total" not in LAYOUT_2019.by_address
    assert "t2.procurement_amount" in LAYOUT_2019.by_address


@every_grid
def test_a_grid_is_tiled_without_gaps_or_overlaps(grid: Grid) -> None:
    places = Counter(place for cell in grid.cells for place in covered(cell))
    assert places == {(r, c): 1 for r in range(grid.rows) for c in range(grid.columns)}


@every_grid
def test_the_cells_of_a_grid_stand_in_reading_order(grid: Grid) -> None:
    places = [(cell.row, cell.column) for cell in grid.cells]
    assert places == sorted(places)


@every_grid
def test_a_printed_cell_is_either_words_or_a_value(grid: Grid) -> None:
    for cell in grid.cells:
        assert cell.header is (cell.address is None), cell
        assert bool(cell.text) is (cell.address is None), cell


@every_grid
def test_every_column_of_a_grid_has_a_width(grid: Grid) -> None:
    assert len(grid.widths) == grid.columns
    assert min(grid.widths) > 0


@every_layout
def test_every_address_stands_in_the_grids_exactly_once(form: Layout) -> None:
    printed = [(c.address, grid.table) for grid in form.grids for c in grid.cells if c.address]
    assert sorted(printed) == sorted((cell.address, cell.table) for cell in form.cells)
    assert len(form.by_address) == len(form.cells)


@every_layout
def test_every_label_tells_its_cell_from_all_others(form: Layout) -> None:
    labels = Counter(cell.label for cell in form.cells)
    assert labels.most_common(1)[0][1] == 1


@every_layout
def test_only_money_is_counted_in_ten_thousand_yuan(form: Layout) -> None:
    money = {cell.address for cell in form.cells if cell.unit != "件"}
    assert money == {"2021": {"t2.fees"}, "2019": {"t2.procurement_amount"}}[form.id]


@every_layout
def test_every_result_row_and_group_row_has_cells(form: Layout) -> None:
    grouped = [row.id for group in form.groups for row in group.rows]
    assert form.result_rows == ("granted", "partially_granted", *grouped)
    for row in (*form.result_rows, "new", "carried_in", "result_total", "carried_out"):
        assert {f"t3.{row}.{column.id}" for column in form.columns} <= set(form.by_address)


@every_layout
def test_the_six_sections_and_five_parts_have_their_official_titles(form: Layout) -> None:
    assert [section.id for section in form.sections] == list("123456")
    assert [part.id for part in form.section("1").parts] == [f"1.{i}" for i in range(1, 6)]
    assert form.title_of("1.2") == "（二）依申请公开"
    assert form.title_of("5") == "五、存在的主要问题及改进情况"
    assert "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况" in form.section("4").titles


def template_cells(path: Path) -> list[dict[tuple[int, int], tuple[int, int, str]]]:
    """Per table of a Word file: place → (rowspan, colspan, text without spaces)."""
    from docx import Document
    from docx.oxml.ns import qn

    tables = []
    for table in Document(str(path)).tables:
        cells: dict[tuple[int, int], tuple[int, int, str]] = {}
        merged_into: dict[int, tuple[int, int]] = {}
        for row, line in enumerate(table._tbl.tr_lst):
            column = 0
            for cell in line.tc_lst:
                if cell.vMerge == "continue":
                    top = merged_into[column]
                    rowspan, colspan, text = cells[top]
                    cells[top] = (rowspan + 1, colspan, text)
                else:
                    words = "".join(node.text or "" for node in cell.iter(qn("w:t")))
                    merged_into[column] = (row, column)
                    cells[row, column] = (1, cell.grid_span, re.sub(r"\s", "", words))
                column += cell.grid_span
        tables.append(cells)
    return tables


def test_the_grids_are_the_official_template_cell_by_cell(needs: Callable[[str], str]) -> None:
    template = Path(needs("shared")) / "reports" / "official-template.docx"
    if not template.is_file():
        pytest.skip(f"there is no {template}")
    for grid, printed in zip(LAYOUT_2021.grids, template_cells(template), strict=True):
        ours = {(c.row, c.column): (c.rowspan, c.colspan, c.text) for c in grid.cells}
        assert ours == printed, grid.table
