"""What last year's report settles in this year's blank workbook, and what it does not."""

import io
from decimal import Decimal

import openpyxl
import pytest

from assistant.errors import UnusableInput
from assistant.exporting.blank import blank_report
from assistant.exporting.workbook import to_xlsx
from assistant.report.model import AnnualReport


def test_last_years_carried_out_is_this_years_carried_in(report: AnnualReport) -> None:
    blank = blank_report("青岚县人民政府办公室", 2025, report)
    assert blank.table3.carried_in == report.table3.carried_out
    filled = [address for address, value in blank.cells().items() if value is not None]
    assert {address.rpartition(".")[0] for address in filled} == {"t3.carried_in"}
    assert not blank.has_narrative


def test_last_years_in_force_stands_in_a_comment_and_not_in_the_cell(report: AnnualReport) -> None:
    blank = blank_report("青岚县人民政府办公室", 2025, report)
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx(blank)))["表二"]
    commented = {
        c.coordinate: c
        for row in sheet.iter_rows()
        for c in row
        if c.comment and not c.protection.locked
    }
    assert set(commented) == {"D5", "D6"}
    assert commented["D6"].value is None
    count = report.table2.normative_documents.in_force
    assert commented["D6"].comment
    assert f"上年年末现行有效 {count} 件" in commented["D6"].comment.text


def test_an_empty_agency_is_that_of_last_year_and_another_is_noted(report: AnnualReport) -> None:
    assert blank_report(" ", 2025, report).agency == report.agency
    other = blank_report("青岚县政务服务局", 2025, report)
    assert [note.where for note in other.notes].count("agency") == 1


def test_without_last_year_every_cell_is_blank() -> None:
    blank = blank_report("某局", 2025)
    assert set(blank.cells().values()) == {None}
    assert blank.notes == ()


@pytest.mark.parametrize("value", [-1, Decimal("1.5"), None])
def test_an_impossible_carried_out_is_not_carried(report: AnnualReport, value: object) -> None:
    last = report.with_cells({"t3.carried_out.business": value})  # type: ignore[dict-item]
    assert blank_report("", 2025, last).table3.carried_in.business is None


def test_a_report_of_another_year_is_refused(report: AnnualReport) -> None:
    with pytest.raises(UnusableInput, match="要从2025年的报告带入"):
        blank_report("", 2026, report)


@pytest.mark.parametrize(("agency", "year"), [("", 2025), ("某", 2025), ("某局", 20255)])
def test_an_impossible_agency_or_year_is_refused(agency: str, year: int) -> None:
    with pytest.raises(UnusableInput, match="建不了"):
        blank_report(agency, year)
