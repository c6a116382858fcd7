"""The sums beside the typed cells: computed by LibreOffice, red only where something is wrong."""

import contextlib
import io
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from assistant.errors import UnusableInput
from assistant.exporting.workbook import to_xlsx
from assistant.exporting.workbook_counting import counting_rules
from assistant.exporting.workbook_lists import FactPrompt
from assistant.reading.workbook import read_workbook
from assistant.report.forms import LAYOUT_2019, LAYOUT_2021
from assistant.report.model import AnnualReport

PROMPTS = (
    FactPrompt("training", "1.5", "培训的场次和人次", (("times", "场"), ("people", "人次"))),
    FactPrompt("review", "1.3", "信息发布审查的做法"),
)


STORED = Path(__file__).with_name("saved_by_libreoffice.xlsx")  # by Calc 7.4.7, from `planted`


def planted(report: AnnualReport) -> AnnualReport:
    """A report with a wrong total in table three and a blank cell in table four."""
    return report.with_cells({"t3.new.total": 1, "t4.reconsideration.upheld": None})


@pytest.fixture(scope="module", params=["stored", "live"])
def saved_by_libreoffice(
    request: pytest.FixtureRequest,
    report: AnnualReport,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """Our workbook after Calc opened, computed and saved it; live where Calc is installed."""
    if request.param == "stored":
        return STORED
    folder = tmp_path_factory.mktemp("saved")
    (folder / "in.xlsx").write_bytes(to_xlsx(planted(report), PROMPTS))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    program = os.environ.get("CALC_PROGRAM") or shutil.which("soffice") or "soffice"
    command = [program, profile, "--headless", "--convert-to", "xlsx", "--outdir", "out", "in.xlsx"]
    with contextlib.suppress(FileNotFoundError):
        subprocess.run(command, cwd=folder, capture_output=True, timeout=180, check=False)
    if not (folder / "out" / "in.xlsx").is_file():
        pytest.skip("LibreOffice Calc is not installed")
    return folder / "out" / "in.xlsx"


def test_a_workbook_that_libreoffice_saved_reads_back_whole(
    saved_by_libreoffice: Path, report: AnnualReport
) -> None:
    read = read_workbook(saved_by_libreoffice)
    assert read.model_copy(update={"notes": ()}) == planted(report)
    assert [(n.what, n.where) for n in read.notes] == [
        ("open question", "facts.training"),
        ("open question", "facts.review"),
        ("blank cell", "t4.reconsideration.upheld"),
    ]


def test_the_sums_are_those_of_the_cells_and_none_where_a_cell_is_blank(
    saved_by_libreoffice: Path, report: AnnualReport
) -> None:
    book = openpyxl.load_workbook(saved_by_libreoffice, data_only=True)
    table3, table4 = book["表三"], book["表四"]
    assert table3["L5"].value == "核对：总计应为"
    assert table3["L6"].value == report.cell("t3.new.total")
    assert table3["M6"].value == 1 - int(report.cell("t3.new.total") or 0)
    assert [table3[f"M{row}"].value for row in range(7, 31)] == [0] * 24
    totals = [report.cell(f"t3.result_total.{column.id}") for column in LAYOUT_2021.columns]
    assert [table3.cell(32, column).value for column in range(4, 11)] == totals
    assert [table3.cell(33, column).value for column in range(4, 10)] == [0] * 6
    assert table4["E8"].value in (None, "")
    assert table4["J8"].value == report.cell("t4.litigation_direct.total")


def test_every_typed_total_turns_red_where_it_differs_from_its_sum(report: AnnualReport) -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(report)))
    red = {
        str(area.sqref)
        for name in ("表三", "表四")
        for area in book[name].conditional_formatting
        if any("<>" in rule.formula[0] for rule in area.rules)
    }
    assert {"J6:J30", "D29:J29", "E6", "J6", "O6"} <= {
        span.replace("E6:E6", "E6").replace("J6:J6", "J6").replace("O6:O6", "O6") for span in red
    }


@pytest.mark.parametrize("layout", [LAYOUT_2019, LAYOUT_2021], ids=lambda layout: layout.id)
def test_a_row_that_has_a_counting_rule_shows_it_on_its_label(layout: object) -> None:
    blank = AnnualReport(agency="某局", year=2021, layout=layout.id)
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(blank)))
    said = [c.comment.text for sheet in book for row in sheet for c in row if c.comment]
    wanted = {text for rules in counting_rules().values() for text in rules.values()}
    assert len(said) == len(set(said))
    assert set(said) <= wanted
    if layout is LAYOUT_2021:
        assert set(said) == wanted


def test_the_counting_rules_are_on_rows_of_the_form() -> None:
    rows = {(cell.table, cell.address.split(".")[1]) for cell in LAYOUT_2021.cells}
    assert {(table, row) for table, rules in counting_rules().items() for row in rules} <= rows


def changed(report: AnnualReport, folder: Path, change: Callable[[Workbook], object]) -> Path:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(report, PROMPTS)))
    change(book)
    book.save(folder / "a.xlsx")
    return folder / "a.xlsx"


def test_an_answered_question_is_a_fact_and_an_open_one_is_noted(
    report: AnnualReport, tmp_path: Path
) -> None:
    def answer(book: Workbook) -> None:
        sheet = book["工作事实"]
        heads = {cell.value: cell.column for cell in sheet[1]}
        assert sheet.cell(5, heads["提示"]).value == "培训的场次和人次"
        sheet.cell(5, heads["文字"]).value = "组织培训{times}场"
        sheet.cell(5, heads["数值1"]).value = 4

    read = read_workbook(changed(report, tmp_path, answer))
    assert read.facts[:3] == report.facts
    assert (read.facts[3].id, read.facts[3].section) == ("training", "1.5")
    assert read.facts[3].values["times"].value == 4
    assert [n.where for n in read.notes if n.what == "open question"] == ["facts.review"]


def test_a_number_without_the_text_that_says_what_it_is_is_refused(
    report: AnnualReport, tmp_path: Path
) -> None:
    def count_only(book: Workbook) -> None:
        sheet = book["工作事实"]
        heads = {cell.value: cell.column for cell in sheet[1]}
        sheet.cell(5, heads["数值1"]).value = 4

    with pytest.raises(UnusableInput, match="text 不合要求"):
        read_workbook(changed(report, tmp_path, count_only))


def test_a_question_about_what_a_fact_already_says_is_not_asked(report: AnnualReport) -> None:
    prompts = [FactPrompt("interpretation", "1.1", "政策解读的数量"), *PROMPTS]
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(report, prompts)))
    ids = [row[0].value for row in book["工作事实"].iter_rows(min_row=2) if row[0].value]
    assert ids == ["interpretation", "visits", "none", "training", "review"]


def test_cells_of_the_form_that_were_merged_are_refused_by_name(
    report: AnnualReport, tmp_path: Path
) -> None:
    with pytest.raises(UnusableInput, match="几格合并成了一格") as refusal:
        read_workbook(changed(report, tmp_path, lambda book: book["表三"].merge_cells("D6:E6")))
    assert refusal.value.where == "表三!D6:E6"
    with pytest.raises(UnusableInput, match="几格合并成了一格"):
        read_workbook(changed(report, tmp_path, lambda book: book["表二"].merge_cells("A6:B6")))


def test_a_cell_merged_with_the_blank_beside_it_keeps_its_number(
    report: AnnualReport, tmp_path: Path
) -> None:
    def merge(book: Workbook) -> None:
        sheet = book["表四"]
        for merged in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(merged))
        sheet.insert_cols(15)
        sheet["O6"].value, sheet["P6"].value = sheet["P6"].value, None
        sheet.merge_cells("O6:P6")

    read = read_workbook(changed(report, tmp_path, merge))
    assert read.table4 == report.table4


def test_blank_cells_that_were_merged_stay_blank(tmp_path: Path) -> None:
    blank = AnnualReport(agency="某局", year=2024)
    read = read_workbook(changed(blank, tmp_path, lambda book: book["表三"].merge_cells("D6:J6")))
    assert read.table3 == blank.table3
