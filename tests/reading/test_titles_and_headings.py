"""Titles and headings as agencies word them."""

import pytest

from assistant.reading.blocks import Paragraph, Source
from assistant.reading.form import report_of
from assistant.reading.headings import part_heading, section_heading
from assistant.reading.report_title import find_title
from evals.reading.papers import as_html, paper_of, sample
from tests.reading.reading_back import Reader, whats


@pytest.mark.parametrize(
    ("lines", "agency", "year"),
    [
        (["澜州市教育局2023年度政府信息公开工作年度报告"], "澜州市教育局", 2023),
        (["2023年澜州市教育局政府信息公开年度报告"], "澜州市教育局", 2023),
        (["关于澜州市教育局2023年度政府信息公开工作情况的报告"], "澜州市教育局", 2023),
        (["竹影街道办事处政府信息公开工作2025年度报告"], "竹影街道办事处", 2025),
        (["二〇二三年澜州市政府信息公开工作年度报告"], "澜州市", 2023),
        (["澜州市２０２３年政府信息公开工作年度报告"], "澜州市", 2023),
        (["澜州市 2023 年政府信息公开 工作年度报告"], "澜州市", 2023),
        (["澜州市教育局政府信息公开工作年度报告（2023年）"], "澜州市教育局", 2023),
        (["澜州市2023年度竹影街道信息公开工作报告"], "澜州市竹影街道", 2023),
        (["澜州市教育局", "2023年政府信息公开", "工作年度报告"], "澜州市教育局", 2023),
        (["澜州市教育局", "政府信息公开工作年度报告", "（2023年度）"], "澜州市教育局", 2023),
        (["首页 > 年报", "澜州市教育局", "2023年政府信息公开工作年度报告"], "澜州市教育局", 2023),
        (["2023年政府信息公开工作年度报告"], "", 2023),
        (["政府信息公开工作年度报告格式模板"], "", 0),
    ],
)
def test_a_title_names_agency_and_year(lines: list[str], agency: str, year: int) -> None:
    title = find_title([Paragraph(line) for line in lines])
    assert title is not None
    assert (title.agency, title.year) == (agency, year)


@pytest.mark.parametrize(
    "text",
    [
        "关于印发《澜州市2023年政府信息公开工作年度报告》的通知",
        "现公布2023年政府信息公开工作年度报告。本报告由六部分组成。",
        "澜州市2023年法治政府建设年度报告",
        "政府信息公开年报",
    ],
)
def test_other_lines_are_no_title(text: str) -> None:
    assert find_title([Paragraph(text)]) is None


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("一、总体情况", "1"),
        ("一、 总体情况", "1"),
        ("## 一、总体情况", "1"),
        ("**一、总体情况**", "1"),
        ("一. 总体情况", "1"),
        ("1.总体情况", "1"),
        ("第一部分 总体情况", "1"),
        ("总体情况", "1"),
        ("一、概述", "1"),
        ("一、总体情况。全年工作平稳。", "1"),
        ("二、政府信息主动公开情况", "2"),
        ("三、收到和处理政府信息公开申请情况", "3"),
        ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", "4"),
        ("四、政府信息公开行政复议和行政诉讼情况", "4"),
        ("五、政府信息公开工作存在的主要问题及改进措施", "5"),
        ("五、存在的不足和下一步打算", "5"),
        ("六、其它需要报告的事项", "6"),
        ("六、其他需要汇报事项", "6"),
        *((text, None) for text in (
            *("一、本年新收政府信息公开申请数量", "（一）主动公开", "三、本年度办理结果"),
            *("（二）总体情况", "二、上年结转政府信息公开申请数量", "四、结转下年度继续办理"),
            *("总体情况是好的，工作推进有力。", "一、二两项合计", ""),
        )),
    ],
)  # fmt: skip
def test_a_line_opens_its_section_or_none(text: str, section: str | None) -> None:
    opening = section_heading(text)
    assert (opening.id if opening else None) == section


@pytest.mark.parametrize(
    ("text", "part", "rest"),
    [
        ("（一）主动公开", "1.1", ""),
        ("(一)主动公开情况。", "1.1", ""),
        ("（一）主动公开方面。坚持公开。", "1.1", "坚持公开。"),
        ("（二）依申请公开：全年收到8件。", "1.2", "全年收到8件。"),
        ("2.依申请公开政府信息", "1.2", ""),
        ("（三）政府信息管理 2023年制定办法。", "1.3", "2023年制定办法。"),
        ("（四）加强平台建设。网站改版。", "1.4", "网站改版。"),
        ("5、监督保障", "1.5", ""),
        ("监督保障", "1.5", ""),
    ],
)
def test_a_line_opens_its_part(text: str, part: str, rest: str) -> None:
    opening = part_heading(text)
    assert opening is not None
    assert (opening.id, opening.rest) == (part, rest)


@pytest.mark.parametrize(
    "text",
    [
        "主动公开政府信息18万条。",
        "一是强化主动公开。",
        "（六）政府信息公开标准化。",
        "监督保障有力",
    ],
)
def test_other_lines_open_no_part(text: str) -> None:
    assert part_heading(text) is None


def test_without_a_title_the_year_is_that_of_the_statistics_period(read: Reader) -> None:
    page = as_html(paper_of(sample())).decode().replace(f"<h1>{sample().title}</h1>", "")
    report = read(page, "html")
    assert (report.title, report.year) == ("", 2023)
    assert "year not found" not in whats(report)


def test_what_names_neither_agency_nor_year_says_so() -> None:
    titles = [section.title for section in sample().sections.values()]
    report = report_of(Source("x", tuple(Paragraph(title) for title in titles)))
    assert {"agency not found", "year not found"} <= whats(report)
    assert len([n for n in report.notes if n.what == "not read"]) == 200
