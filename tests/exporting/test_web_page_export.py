"""The web page: one file, real tables, everything escaped."""

from html.parser import HTMLParser

import pytest

from assistant.exporting.page import to_html
from assistant.report.forms import LAYOUT_2021
from assistant.report.model import AnnualReport

VOID = {"meta", "br", "col", "link", "img"}


class PageReader(HTMLParser):
    """Elements in order, tables as printed cells, and whether every tag is closed."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.tables: list[list[list[tuple[str, dict[str, str | None], str]]]] = []
        self.text: list[str] = []
        self.feed(source)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("th", "td"):
            self.tables[-1][-1].append((tag, dict(attrs), ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        if self.open and self.open[-1] in ("th", "td"):
            tag, attrs, text = self.tables[-1][-1][-1]
            self.tables[-1][-1][-1] = (tag, attrs, text + data)


@pytest.fixture(scope="module")
def page(report: AnnualReport) -> PageReader:
    return PageReader(to_html(report))


@pytest.mark.parametrize("number", [0, 1, 2])
def test_every_cell_stands_in_its_place_with_its_spans(
    page: PageReader, report: AnnualReport, number: int
) -> None:
    grid = LAYOUT_2021.grids[number]
    expected: list[list[tuple[str, int, int, str]]] = [[] for _ in range(grid.rows)]
    for cell in sorted(grid.cells, key=lambda cell: (cell.row, cell.column)):
        text = str(report.cell(cell.address)) if cell.address else cell.text
        tag = "td" if cell.address else "th"
        expected[cell.row].append((tag, cell.rowspan, cell.colspan, text))
    printed = [
        [(tag, int(a.get("rowspan") or 1), int(a.get("colspan") or 1), t) for tag, a, t in row]
        for row in page.tables[number]
    ]
    assert printed == expected


def test_every_label_says_what_it_heads(page: PageReader) -> None:
    scopes = [
        a.get("scope") for table in page.tables for row in table for t, a, _ in row if t == "th"
    ]
    assert set(scopes) == {"row", "col", "rowgroup", "colgroup"}


def test_the_headings_are_nested(page: PageReader) -> None:
    headings = [tag for tag, _ in page.elements if tag in ("h1", "h2", "h3")]
    assert headings == ["h1", "h2", *["h3"] * 5, *["h2"] * 5]


def test_nothing_is_loaded_and_nothing_runs(page: PageReader) -> None:
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "link", "img", "iframe", "object"}
    attributes = {name for _, attrs in page.elements for name in attrs}
    assert not attributes & {"src", "href", "srcset", "style"}
    assert not [name for name in attributes if name.startswith("on")]


def test_the_metadata_name_title_agency_and_date(page: PageReader, report: AnnualReport) -> None:
    named = {a["name"]: a["content"] for t, a in page.elements if t == "meta" and "name" in a}
    assert named["ArticleTitle"] == report.title
    assert named["ContentSource"] == report.agency
    assert named["PubDate"] == "2025-01-20"


def test_a_report_without_a_date_names_none() -> None:
    source = to_html(AnnualReport(agency="某局", year=2024))
    assert "PubDate" not in source
    assert "发布日期" not in source


def test_markup_in_a_text_is_shown_not_run(hostile: AnnualReport) -> None:
    source = to_html(hostile)
    page = PageReader(source)
    assert "<script" not in source
    assert not {tag for tag, _ in page.elements} & {"b", "i", "script"}
    text = "".join(page.text)
    assert '<script>alert("1")</script> | *a* & `b` =1+1' in text
    assert "{{ 7*7 }}" in text
    assert '=HYPERLINK("http://x")<b>县</b>|局2024年政府信息公开工作年度报告' in text
    assert not {"\x00", "\x0b", "\x1f"} & set(source)


def test_a_blank_cell_is_an_empty_cell(report: AnnualReport) -> None:
    page = PageReader(to_html(report.with_cells({"t4.reconsideration.total": None})))
    assert page.tables[2][3][4][2] == ""
