"""The paper as LibreOffice prints it: the template's tables cell by cell, 22 lines of 28."""

import io
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import docx
import pdfplumber
import pytest

from assistant.errors import UnusableInput
from assistant.exporting.annex import SourceTable
from assistant.exporting.export import export
from assistant.exporting.pdf import to_pdf
from assistant.exporting.sources import TracedSentence, source_rows
from assistant.libreoffice import convert
from assistant.reading.open_file import read_report
from assistant.report.model import AnnualReport

Needs = Callable[[str], str]


def converted(source: Path, to: str, home: Path, soffice: str) -> Path:
    if source.parent != home:
        shutil.copy(source, home / source.name)
    assert convert(soffice, home, home / source.name, to, 180) == 0
    return home / "out" / f"{source.stem}.{to.partition(':')[0]}"


def printed_rows(path: Path) -> list[list[str]]:
    """Every row of every table as it stands on paper, its cells without spaces."""
    with pdfplumber.open(path) as pdf:
        tables = [table for page in pdf.pages for table in page.extract_tables()]
    return [
        ["".join(cell.split()) for cell in row if cell is not None]
        for table in tables
        for row in table
    ]


def test_a_blank_report_is_printed_with_the_tables_of_the_official_template(
    needs: Needs, tmp_path: Path
) -> None:
    soffice = needs("soffice")
    template = Path(needs("shared")) / "reports" / "official-template.docx"
    (tmp_path / "blank.pdf").write_bytes(to_pdf(AnnualReport(agency="某局", year=2024)))
    ours = printed_rows(tmp_path / "blank.pdf")
    assert len(ours) == 14 + 28 + 4
    assert ours == printed_rows(converted(template, "pdf", tmp_path, soffice))


def test_a_page_holds_22_lines_of_28_characters(
    report: AnnualReport, needs: Needs, tmp_path: Path
) -> None:
    needs("soffice")
    long = report.model_copy(update={"preface": ("政" * 28 * 60,)})
    (tmp_path / "long.pdf").write_bytes(to_pdf(long))
    with pdfplumber.open(tmp_path / "long.pdf") as pdf:
        lines = pdf.pages[1].extract_text().split("\n")
    assert [len(line) for line in lines[:-1]] == [28] * 22
    assert "".join(lines[-1].split()) == "—2—"


@pytest.fixture(scope="module")
def printed(report: AnnualReport, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("printed")
    [path] = export(report, ["pdf"], folder)
    return path


def test_a_pdf_of_ours_reads_back_with_every_cell(
    report: AnnualReport, needs: Needs, request: pytest.FixtureRequest
) -> None:
    needs("soffice")
    assert read_report(request.getfixturevalue("printed")).cells() == report.cells()


def test_the_same_report_is_printed_to_the_same_bytes_with_its_own_date(
    report: AnnualReport, needs: Needs, request: pytest.FixtureRequest
) -> None:
    needs("soffice")
    first = request.getfixturevalue("printed").read_bytes()
    time.sleep(1)  # the hour of printing is told in whole seconds
    assert to_pdf(report) == first
    with pdfplumber.open(io.BytesIO(first)) as pdf:
        assert pdf.metadata["CreationDate"].startswith("D:20250120000000")


def test_the_paper_is_printed_on_pages_of_a4_with_table_three_whole(
    needs: Needs, request: pytest.FixtureRequest
) -> None:
    needs("soffice")
    with pdfplumber.open(request.getfixturevalue("printed")) as pdf:
        sizes = {(round(page.width), round(page.height)) for page in pdf.pages}
        by_page = ["".join(page.extract_text().split()) for page in pdf.pages]
    assert sizes == {(595, 842)}
    assert 3 <= len(by_page) <= 5
    assert "—1—" in by_page[0]
    [third] = [page for page in by_page if "三、收到和处理政府信息公开申请情况" in page]
    assert "四、结转下年度继续办理" in third, "table three does not fit one page"
    assert "59237.2449" in "".join(by_page)


def test_a_paper_that_libreoffice_saved_reads_back_whole(
    report: AnnualReport, needs: Needs, tmp_path: Path
) -> None:
    rows = source_rows([TracedSentence("前言", "新收8件。", ())], {})
    annexes = [SourceTable(rows)]
    [path] = export(report, ["docx"], tmp_path, "report", annexes=annexes)
    saved = converted(path, "docx:MS Word 2007 XML", tmp_path, needs("soffice"))
    tables = docx.Document(str(saved)).tables
    assert [len(table.rows) for table in tables[:3]] == [14, 28, 4]
    read, before = read_report(saved), read_report(path)
    assert read.cells() == report.cells()
    assert read.sections == before.sections
    assert "annex" in [note.what for note in read.notes]


def test_without_libreoffice_a_pdf_is_refused_with_another_way(
    report: AnnualReport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnusableInput, match="要用 LibreOffice") as refusal:
        export(report, ["md", "pdf"], tmp_path / "out")
    assert "另存为 PDF" in refusal.value.cure
    assert not (tmp_path / "out").exists()
