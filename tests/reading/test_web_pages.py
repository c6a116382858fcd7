"""Pages of real websites: what stands around the report, spans that lie, encodings that lie."""

import re
from collections.abc import Callable

import pytest

from assistant.errors import UnusableInput
from assistant.reading.blocks import Limits
from assistant.reading.html_file import page_source
from evals.reading.papers import as_html, paper_of, sample
from tests.reading.reading_back import Reader, differences, texts, whats, where

PAGE = as_html(paper_of(sample())).decode()
BODY = PAGE[PAGE.index("<body>") + 6 : PAGE.index("</body>")]
TITLE = f"<h1>{sample().title}</h1>"


def spans(pattern: str, change: Callable[[re.Match[str]], str]) -> str:
    return re.sub(pattern, change, PAGE)


def in_layout(body: str, depth: int) -> str:
    return "<table><tr><td>" * depth + body + "</td></tr></table>" * depth


SAME = {
    "rowspan one too many": PAGE.replace('rowspan="22"', 'rowspan="23"'),
    "rowspan one too few": PAGE.replace('rowspan="22"', 'rowspan="21"'),
    "rowspan without end": PAGE.replace('rowspan="22"', 'rowspan="65534"'),
    "rowspan zero": PAGE.replace('rowspan="22"', 'rowspan="0"'),
    "head one row short": PAGE.replace('rowspan="3" colspan="3"', 'rowspan="2" colspan="3"'),
    "head one column short": PAGE.replace('rowspan="3" colspan="3"', 'rowspan="3" colspan="2"'),
    "no colspans": re.sub(r'colspan="\d+"', "", PAGE),
    "no rowspans": re.sub(r'rowspan="\d+"', "", PAGE),
    "no spans": re.sub(r'(row|col)span="\d+"', "", PAGE),
    "spans that are no numbers": re.sub(r'(row|col)span="\d+"', r'\1span="x"', PAGE),
    "every rowspan one more": spans(r'rowspan="(\d+)"', lambda m: f'rowspan="{int(m[1]) + 1}"'),
    "in a layout table": PAGE.replace(BODY, in_layout(BODY, 1)),
    "in five layout tables": PAGE.replace(BODY, in_layout(BODY, 5)),
    "in more layout tables than are followed": PAGE.replace(BODY, in_layout(BODY, 60)),
    "every number in a table of its own": re.sub(
        r'<td rowspan="1" colspan="1">(\d+)</td>',
        r"<td><table><tr><td>\1</td></tr></table></td>",
        PAGE,
    ),
    "Word's markup in the cells": re.sub(
        r">([^<>]+)</td>",
        r'><p class=MsoNormal><span style="x">\1<o:p></o:p></span></p></td>',
        PAGE,
    ),
    "paragraphs by br and indent": PAGE.replace("</p><p>", "<br>　　"),
    "paragraphs by two br": PAGE.replace("</p><p>", "<br/>\n<br/>"),
    "source lines broken": PAGE.replace("，", "，\n    "),
    "the title outside": PAGE.replace(TITLE, "").replace('<div class="content">', f'{TITLE}<div class="content">'),
    "the title in two paragraphs": PAGE.replace(TITLE, "<p>澜州市</p><p>2023年政府信息公开工作年度报告</p>"),
    "a table of contents": PAGE.replace(
        "</h1>",
        "</h1><p>目录</p>" + "".join(f"<p>{s.title}</p>" for s in sample().sections.values()),
    ),
    "nested 10,000 deep": PAGE.replace(BODY, "<div>" * 10_000 + BODY + "</div>" * 10_000),
    "bold never closed": PAGE.replace(BODY, "<b><i>" * 5000 + BODY),
}  # fmt: skip


@pytest.mark.parametrize("page", SAME.values(), ids=SAME)
def test_odd_markup_changes_nothing(page: str, read: Reader) -> None:
    report = read(page, "html")
    assert differences(report, sample()) == {}
    assert texts(report) == texts(sample())
    assert (report.title, report.year) == (sample().title, 2023)
    assert whats(report) <= {"page furniture"}


@pytest.mark.parametrize(
    "data",
    [
        PAGE.replace("charset=utf-8", "charset=gb2312").encode("gb18030"),
        PAGE.replace("<meta charset=utf-8>", "").encode("gb18030"),
        PAGE.encode("gb18030"),
        PAGE.replace("charset=utf-8", "charset=gb2312").encode(),
        PAGE.replace("charset=utf-8", "charset=no-such-thing").encode(),
        PAGE.encode("utf-8-sig"),
        PAGE.encode("utf-16"),
        PAGE.encode("utf-16-le"),
    ],
    ids=[
        *("gb2312", "gbk without meta", "gbk called utf-8", "utf-8 called gb2312", "unknown name"),
        *("utf-8 with mark", "utf-16 with mark", "utf-16 without mark"),
    ],
)
def test_the_encoding_is_found_even_where_the_page_lies(data: bytes, read: Reader) -> None:
    report = read(data, "html")
    assert differences(report, sample()) == {}
    assert texts(report) == texts(sample())


def test_a_few_damaged_bytes_are_said_and_do_no_harm(read: Reader) -> None:
    data = PAGE.encode().replace("砚湖区214件".encode(), b"\xff\xfe214\xe4\xbb", 1)
    report = read(data, "html")
    assert differences(report, sample()) == {}
    assert "damaged text" in whats(report)


def site(tail_inside: bool = False) -> str:
    """A government site's page around the report."""
    tail = "<div>【打印本页】【关闭窗口】</div><div>上一篇：2022年年报</div><div>扫一扫在手机打开当前页</div>"
    return (
        PAGE.replace(
            "<body>",
            "<body><div class=header><a href=/>首页</a><a>政务公开</a></div><nav>导航一 导航二</nav>"
            "<div class=position>当前位置：首页 &gt; 政府信息公开年报</div><form>",
        )
        .replace(
            "</h1>",
            "</h1><div class=info>发布日期：2024-03-27 09:20　来源：澜州市人民政府办公室　浏览次数："
            "<script>count()</script>1024次　字体：[大 中 小]</div><div class=share>分享到：微信 微博</div>",
        )
        .replace("</div></body>", f"{tail}</div></body>" if tail_inside else f"</div>{tail}</body>")
        .replace(
            "</body>",
            "</form><div class=footer>主办单位：某某 网站标识码：123 网站地图</div></body>",
        )
    )


@pytest.mark.parametrize("tail_inside", [False, True])
def test_the_page_around_the_report_is_left_out_and_its_date_kept(
    tail_inside: bool, read: Reader
) -> None:
    report = read(site(tail_inside), "html")
    assert differences(report, sample()) == {}
    assert report.preface == sample().preface
    assert texts(report) == texts(sample())
    assert (report.published, report.title) == ("2024-03-27", sample().title)
    assert "page furniture" in whats(report)


def test_content_marked_as_navigation_by_mistake_is_not_lost(read: Reader) -> None:
    report = read(PAGE.replace('class="content"', 'class="nav content"'), "html")
    assert texts(report) == texts(sample())


def test_hidden_text_is_no_text(read: Reader) -> None:
    hidden = '<p style="display: none">看不见的一段。</p><p hidden>也看不见。</p>'
    report = read(PAGE.replace("<p>六、", f"{hidden}<p>六、"), "html")
    assert texts(report) == texts(sample())


def test_tables_as_pictures_are_said_and_their_cells_not_read(read: Reader) -> None:
    page = re.sub(r"<table border=1>.*?</table>", "<p><img src=a.png></p>", PAGE, flags=re.S)
    report = read(page, "html")
    assert where(report, "table as picture") == ["t2", "t3", "t4"]
    assert len(where(report, "not read")) == 200
    assert texts(report) == texts(sample())


def test_a_report_pasted_into_one_table_is_cut_out_again(read: Reader) -> None:
    pieces = re.findall(r"<tr>.*?</tr>|<(?:p|h1)>.*?</(?:p|h1)>", BODY, re.S)
    rows = [p if p.startswith("<tr>") else f"<tr><td colspan=15>{p}</td></tr>" for p in pieces]
    report = read(PAGE.replace(BODY, f"<table>{''.join(rows)}</table>"), "html")
    assert differences(report, sample()) == {}
    assert texts(report) == texts(sample())


def test_a_table_of_their_own_is_kept_as_text(read: Reader) -> None:
    own = "<table><tr><td>单位</td><td>件数</td></tr><tr><td>市公安局</td><td>4</td></tr></table>"
    report = read(PAGE.replace("<p>二、", f"{own}<p>二、"), "html")
    assert differences(report, sample()) == {}
    assert "市公安局　4" in report.text_of("1.5")
    assert where(report, "other table") == ["1"]


def test_a_sixth_part_keeps_its_text(read: Reader) -> None:
    sixth = "<p>（六）标准化建设。写了三项标准。</p><p>又一段。</p>"
    report = read(PAGE.replace("<p>二、", f"{sixth}<p>二、"), "html")
    section = report.sections["1"]
    assert section.paragraphs[-2:] == ("（六）标准化建设。写了三项标准。", "又一段。")
    assert where(report, "extra part") == ["1"]
    assert report.text_of("1.5") == sample().text_of("1.5")


def test_signature_and_date_below_are_no_paragraphs(read: Reader) -> None:
    page = PAGE.replace("</div></body>", "<p>澜州市人民政府</p><p>2024年3月20日</p></div></body>")
    report = read(page, "html")
    assert texts(report) == texts(sample())
    assert report.published == "2024-03-20"
    assert whats(report) == {"signature"}


@pytest.mark.parametrize(
    ("page", "limits"),
    [
        ("<p>x</p>" * 60_000, Limits(nodes=50_000)),
        ("<p>x</p>" * 2000, Limits(blocks=1000)),
        ("<table><tr>" + "<td rowspan=60000 colspan=900>1" * 3000, Limits()),
        ("<table>" + "<tr><td>1<td>2" * 3000, Limits(cells=5000)),
        ("<p>x</p>" * 20_000, Limits(seconds=0)),
    ],
    ids=["nodes", "paragraphs", "spans", "cells", "time"],
)
def test_a_page_that_is_too_much_is_refused(page: str, limits: Limits) -> None:
    with pytest.raises(UnusableInput, match="怎么办"):
        page_source(page.encode(), "大网页.html", limits)
