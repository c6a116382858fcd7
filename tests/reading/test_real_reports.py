"""The real reports beside the checkout: every cell, every place of text, nothing lost or doubled."""

import html
import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.reading.open_file import read_report
from assistant.report.model import AnnualReport
from evals.reading.real_reports import REAL, expected_cells, figures
from tests.reading.reading_back import whats, where


@pytest.fixture(params=REAL)
def real(request: pytest.FixtureRequest, needs: Callable[[str], str]) -> tuple[AnnualReport, Any]:
    path = Path(needs("shared"), "reports", f"{request.param}.{REAL[request.param]}")
    return read_report(path), figures(request.param)


def test_all_200_cells_are_right(real: tuple[AnnualReport, Any]) -> None:
    report, expected = real
    cells = expected_cells(expected["cells"])
    assert len(cells) == 200
    assert {address: str(value) for address, value in report.cells().items()} == cells


def test_sections_parts_and_origin_are_right(real: tuple[AnnualReport, Any]) -> None:
    report, expected = real
    assert (report.agency, report.year) == (expected["agency"], expected["year"])
    assert (report.published, report.layout) == (expected["published"], expected["layout"])
    assert report.title == f"{report.agency}{report.year}年政府信息公开工作年度报告"
    assert sorted(report.sections) == list("123456")
    assert len(report.sections["1"].parts) == expected["parts"]
    counted = {i: len("".join(text.split())) for i, text in report.texts() if text}
    assert counted == expected["text"]
    assert {i: text.count("\n") + 1 for i, text in report.texts() if text} == expected["paragraphs"]
    assert whats(report) <= {"extra part"}


def read_text(report: AnnualReport) -> str:
    parts = list(report.preface)
    for section in report.sections.values():
        parts += [section.title, *section.paragraphs]
        for part in section.parts.values():
            parts += [part.title, *part.paragraphs]
    return "".join("".join(parts).split())


def test_no_text_of_the_page_is_lost_or_doubled(needs: Callable[[str], str]) -> None:
    path = Path(needs("shared"), "reports", "suqian-2023.html")
    page = path.read_text("utf-8")
    body = page[page.index("<p><strong>") : page.index("</div><div class=foot")]
    raw = html.unescape(re.sub(r"<table.*?</table>|<[^>]+>", "", body, flags=re.S))
    lost = Counter("".join(raw.split()))
    lost.subtract(read_text(read_report(path)))
    assert {c: n for c, n in lost.items() if n} == {"。": 5}  # after the five run-in titles


def test_no_text_of_the_flattened_file_is_lost_or_doubled(needs: Callable[[str], str]) -> None:
    path = Path(needs("shared"), "reports", "yuanzhou-2022.txt")
    report = read_report(path)
    lines = (line for line in path.read_text("utf-8").split("\n") if "\t" not in line)
    raw = "".join("".join(lines).split()).replace("*", "")
    assert raw == report.title + read_text(report)


def test_the_blank_form_is_200_blanks_and_none_not_read(needs: Callable[[str], str]) -> None:
    report = read_report(Path(needs("shared"), "reports", "official-template.docx"))
    assert len(where(report, "blank cell")) == 200
    assert set(report.cells().values()) == {None}
    assert whats(report) == {"blank cell", "agency not found", "year not found"}
    assert sorted(report.sections) == list("123456")
    assert (report.agency, report.year, report.layout) == ("（未填单位）", 2021, "2021")


@pytest.mark.parametrize(
    ("name", "seconds"), [("suqian-2023.html", 0.04), ("official-template.docx", 0.2)]
)
def test_reading_is_quick(name: str, seconds: float, needs: Callable[[str], str]) -> None:
    path = Path(needs("shared"), "reports", name)
    times = []
    for _ in range(6):
        started = time.process_time()
        read_report(path)
        times.append(time.process_time() - started)
    assert min(times) < seconds
