"""Markdown: every cell under labels that tell it apart, every text as text."""

import re

import pytest

from assistant.exporting.markdown import to_markdown
from assistant.report.model import AnnualReport

BALANCE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"


def pipe_tables(source: str) -> list[list[list[str]]]:
    """The pipe tables of a document, checked to have as many cells in every row."""
    tables = []
    for block in source.split("\n\n"):
        if not block.startswith("|"):
            continue
        rows = [re.split(r"(?<!\\)\|", line)[1:-1] for line in block.rstrip().split("\n")]
        assert len({len(row) for row in rows}) == 1
        assert set("".join(rows[1])) <= set("- ")
        tables.append([[cell.strip() for cell in row] for row in (rows[0], *rows[2:])])
    return tables


@pytest.fixture(scope="module")
def tables(report: AnnualReport) -> list[list[list[str]]]:
    return pipe_tables(to_markdown(report))


def test_table_two_stands_as_its_four_blocks(
    tables: list[list[list[str]]], report: AnnualReport
) -> None:
    value = {address: str(number) for address, number in report.cells().items()}
    assert tables[0][0] == ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]
    assert tables[0][2] == [
        "行政规范性文件",
        *(value[f"t2.normative_documents.{c}"] for c in ("issued", "repealed", "in_force")),
    ]
    assert tables[1] == [["信息内容", "本年处理决定数量"], ["行政许可", value["t2.licensing"]]]
    assert tables[2][1:] == [
        ["行政处罚", value["t2.penalties"]],
        ["行政强制", value["t2.coercion"]],
    ]
    assert tables[3][1] == ["行政事业性收费", "59237.2449"]


def test_table_three_has_every_value_under_its_own_labels(
    tables: list[list[list[str]]], report: AnnualReport
) -> None:
    head, *rows = tables[4]
    assert len(set(head[3:])) == 7
    assert head[4] == "申请人情况 / 法人或其他组织 / 商业企业"
    assert head[0] == BALANCE
    assert len({tuple(row[:3]) for row in rows}) == 25
    printed = [cell for row in rows for cell in row[3:]]
    assert printed == [str(v) for a, v in report.cells().items() if a.startswith("t3.")]


def test_table_four_has_every_value_under_its_own_labels(
    tables: list[list[list[str]]], report: AnnualReport
) -> None:
    head, values = tables[5]
    assert len(set(head)) == 15
    assert head[0] == "行政复议 / 结果维持"
    assert head[14] == "行政诉讼 / 复议后起诉 / 总计"
    assert values == [str(v) for a, v in report.cells().items() if a.startswith("t4.")]


def test_the_tables_carry_200_values(tables: list[list[list[str]]]) -> None:
    numbers = [c for t in tables for row in t for c in row if re.fullmatch(r"[\d.]+", c)]
    assert len(numbers) == 200


def test_text_that_looks_like_markup_is_escaped(hostile: AnnualReport) -> None:
    source = to_markdown(hostile)
    assert '\\<script\\>alert("1")\\</script\\> \\| \\*a\\* \\& \\`b\\`' in source
    assert "\n\n1\\. 不是列表\\\n\\# 不是标题\n\n\\- 不是列表\n\n" in source
    assert len(pipe_tables(source)) == 6


def test_a_markdown_reader_sees_the_text_and_no_markup_of_it(hostile: AnnualReport) -> None:
    parser = pytest.importorskip("markdown_it").MarkdownIt("commonmark").enable("table")
    html = parser.render(to_markdown(hostile))
    assert html.count("<table>") == 6
    assert "<em>" not in html
    assert "<li>" not in html
    assert "<script" not in html
    assert html.count("<h1>") == 1
    assert "&lt;script&gt;" in html


def test_a_blank_cell_is_left_empty(report: AnnualReport) -> None:
    tables = pipe_tables(to_markdown(report.with_cells({"t2.licensing": None})))
    assert tables[1][1] == ["行政许可", ""]
