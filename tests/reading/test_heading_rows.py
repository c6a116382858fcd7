"""Numbers in a row that is only a heading are told, never read into a cell."""

import re
from pathlib import Path

import pytest

from assistant.exporting.page import to_html
from assistant.reading.open_file import read_report
from assistant.report.forms import LAYOUT_2021
from assistant.report.model import AnnualReport


def page_with_row(values: list[str], tmp_path: Path) -> AnnualReport:
    zeros = dict.fromkeys(LAYOUT_2021.by_address, 0)
    page = to_html(AnnualReport(agency="某县人民政府", year=2024).with_cells(zeros))
    start = page.rindex("<tr", 0, page.index("（三）不予公开</th>"))
    cells = "".join(f"<td>{value}</td>" for value in values)
    page = f'{page[:start]}<tr><th colspan="2">（三）不予公开</th>{cells}</tr>{page[start:]}'
    longer = r'rowspan="(\d+)"([^>]*>三、本年度办理结果)'
    page = re.sub(longer, lambda m: f'rowspan="{int(m[1]) + 1}"{m[2]}', page)
    path = tmp_path / "report.html"
    path.write_text(page, "utf-8")
    return read_report(path)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        (["2", "0", "0", "0", "0", "0", "2"], 1),
        (["0"] * 7, 0),
        ([""] * 7, 0),
        (["/"] * 7, 0),
    ],
)
def test_numbers_in_a_heading_row_are_told(values: list[str], told: int, tmp_path: Path) -> None:
    report = page_with_row(values, tmp_path)
    notes = [note for note in report.notes if note.what == "number in heading row"]
    assert len(notes) == told
    assert all(note.where == "t3.denied" for note in notes)
    assert all(value == 0 for value in report.cells().values())
