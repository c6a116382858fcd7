"""Files that are no report: one clear message in Chinese, soon, and nothing else."""

import time
from pathlib import Path

import pytest

from assistant.errors import UnusableInput
from assistant.reading.open_file import READERS, Allowance, kind_of, read_report
from evals.reading.papers import as_docx, as_flat, as_html, as_tabs, paper_of, sample
from tests.reading.reading_back import Reader

TWO = [paper_of(sample("lanzhou-shi-2022")), paper_of(sample("qinglan-xian-2023"))]
OTHER_PAPERS = {
    "another country": ("<h1>FOI Annual Report 2023</h1><p>We received 300 requests.</p>", "大部分不是中文"),
    "another report": ("<h1>某市2023年法治政府建设年度报告</h1><p>一、主要举措</p><p>很好。</p>", "开头像是法治政府建设报告"),
    "a guide": ("<h1>某局政府信息公开指南</h1><p>本机关负责公开信息。</p>", "开头像是政府信息公开指南"),
    "a page without text": ("<div><img src=a.png></div>", "里面没有文字"),
    "one title of six": ("<h1>总结</h1><p>一、总体情况</p><p>很好，信息公开不错。</p>", "只找到 1 个"),
}  # fmt: skip


@pytest.mark.parametrize(("page", "why"), OTHER_PAPERS.values(), ids=OTHER_PAPERS)
def test_another_paper_is_refused_with_the_reasons(page: str, why: str, read: Reader) -> None:
    with pytest.raises(UnusableInput, match="这不是政府信息公开工作年度报告") as refused:
        read(f"<html><body>{page}</body></html>", "html")
    assert why in str(refused.value)
    assert "怎么办" in str(refused.value)


def test_two_reports_in_a_file_are_refused_by_name(read: Reader) -> None:
    first, second = (as_html(paper).decode() for paper in TWO)
    with pytest.raises(UnusableInput, match="不止一份年报") as refused:
        read(first.replace("</body>", second[second.index("<body>") + 6 :]), "html")
    assert all(paper.title in str(refused.value) for paper in TWO)
    with pytest.raises(UnusableInput, match="不止一份年报"):
        read(b"\n".join(as_flat(paper) for paper in TWO), "txt")


@pytest.mark.parametrize(
    ("data", "suffix", "said"),
    [
        (b"%PDF-1.4 nothing else", "pdf", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(900), "docx", "旧格式|加了密码|doc"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "png", "图片"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "html", "图片"),
        (b"Rar!\x1a\x07" + bytes(99), "rar", "压缩包"),
        (b"PK\x03\x04" + bytes(99), "zip", "压缩包"),
        (b"PK\x03\x04" + bytes(99), "docx", "不完整或已损坏"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n<html>", "mht", "网页归档"),
        (bytes(5000), "txt", "不是文本"),
        (bytes(range(256)) * 20, "html", "编码|不是政府信息公开工作年度报告"),
        ("文字".encode(), "xyz", "读不了这种文件"),
        (b"", "html", "空的"),
        (b"   \n  ", "txt", "没有内容"),
    ],
)  # fmt: skip
def test_other_kinds_of_file_are_refused(data: bytes, suffix: str, said: str, read: Reader) -> None:
    with pytest.raises(UnusableInput, match=said) as refused:
        read(data, suffix)
    assert "怎么办" in str(refused.value)


def test_what_is_not_there_or_a_folder_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "没有.html", tmp_path):
        with pytest.raises(UnusableInput, match="怎么办"):
            read_report(path)


def test_a_page_of_50_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "大.html"
    path.write_bytes(b"<p>x</p>" * (50 * 1024**2 // 8))
    started = time.monotonic()
    with pytest.raises(UnusableInput, match="超过上限"):
        read_report(path)
    assert time.monotonic() - started < 2


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        ("*" * 300_000, "md"),
        ("|" * 100_000, "md"),
        ("\n| a |" * 9000, "md"),
        ("|" + "-|" * 50_000 + " x\n", "md"),
        ("规章 1\n" * 9000, "txt"),
        ("甲\n" * 9000, "txt"),
        ("1 " * 300_000, "txt"),
        ("一、总体情况" + "（" * 300_000, "txt"),
        ("一、总体情况\n" + "（一）主动公开\n" * 9000, "txt"),
        ("2023年政府信息公开工作年度报告\n" * 9000, "txt"),
        ("<p>" + "关于" * 100_000 + "2023年</p>", "html"),
        ("<table><tr>" + "<td>规章" * 30_000, "html"),
        ("<table><tr><td>规章<td>" + "1," * 100_000, "html"),
        ("<div class=nav>a</div>" * 9000, "html"),
        ("<table><tr><td>" * 20_000, "html"),
        ("<p>" + "一<br>" * 50_000, "html"),
    ],
)
def test_a_hostile_text_costs_no_time(data: str, suffix: str, read: Reader) -> None:
    started = time.process_time()
    with pytest.raises(UnusableInput):
        read(data, suffix)
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("data", "suffix", "kind"),
    [
        (as_html(TWO[0]), "txt", "text"),
        (as_html(TWO[0]), "aspx", "html"),
        (as_html(TWO[0]), "docx", "html"),
        (as_docx(TWO[0]), "html", "docx"),
        (as_docx(TWO[0]), "doc", "docx"),
        (as_tabs(TWO[0]), "md", "text"),
        (b"agency: x", "yaml", "figures"),
    ],
)
def test_the_first_bytes_decide_before_the_suffix(
    data: bytes, suffix: str, kind: str, tmp_path: Path
) -> None:
    path = tmp_path / f"年报.{suffix}"
    path.write_bytes(data)
    assert kind_of(path) == kind
    assert kind in READERS


def test_limits_of_the_settings_hold_for_every_kind(tmp_path: Path) -> None:
    small = Allowance(file_bytes=50)
    for name in ("a.html", "a.txt", "a.docx", "a.yaml", "a.pdf"):
        path = tmp_path / name
        path.write_bytes((b"%PDF" if name.endswith("pdf") else b"<html>") + b"x" * 100)
        with pytest.raises(UnusableInput) as caught:
            read_report(path, small)
        assert "怎么办" in str(caught.value)
    page = tmp_path / "b.html"
    page.write_bytes(as_html(paper_of(sample())))
    with pytest.raises(UnusableInput, match="还没有读完"):
        read_report(page, Allowance(seconds=0.00001))
    assert read_report(page, Allowance(seconds=60)).year == sample().year
