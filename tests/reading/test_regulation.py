"""Laws and notices are told from reports and come apart into articles, whatever file they are in."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.errors import UnusableInput
from assistant.exporting.export import export
from assistant.reading.blocks import Paragraph, Source
from assistant.reading.document import read_document
from assistant.reading.regulation import Regulation, find_regulation
from assistant.report.model import AnnualReport
from assistant.resources import examples_dir
from tests.reading.regulations import (
    AROUND,
    LAW,
    LAW_TITLE,
    LOCATORS,
    NOTICE,
    NOTICE_TITLE,
    written,
)

KINDS = ["html", "docx", "md", "txt", "gbk"]


def read(path: Path) -> Regulation:
    found = read_document(path)
    assert isinstance(found, Regulation)
    return found


def of_lines(*lines: str, title: str = "") -> Regulation | None:
    return find_regulation(Source("x", tuple(Paragraph(line) for line in lines), title=title))


@pytest.mark.parametrize("kind", KINDS)
def test_a_law_gives_its_title_chapters_and_articles(tmp_path: Path, kind: str) -> None:
    law = read(written(tmp_path, kind, LAW, LAW_TITLE))
    assert law.title == LAW_TITLE
    assert [p.locator for p in law.provisions] == LOCATORS
    assert [p.chapter for p in law.provisions] == [
        *("第一章 总则", "第一章 总则"),
        *["第二章 借用和归还 第一节 借用"] * 3,
        "第二章 借用和归还 第二节 归还",
        *("第三章 附则", "第三章 附则"),
    ]
    assert law.has_articles
    assert len(law.issued) == 1
    assert "2024年4月18日公布" in law.issued[0]


@pytest.mark.parametrize("kind", KINDS)
def test_paragraphs_and_items_of_an_article_stand_on_their_lines(tmp_path: Path, kind: str) -> None:
    texts = {p.locator: p.text for p in read(written(tmp_path, kind, LAW, LAW_TITLE)).provisions}
    assert texts["第二条"] == (
        "本办法所称公共雨伞，是指由伞站统一投放、编号管理的雨伞。\n"
        "个人寄存的雨伞，按照第十条的规定办理。"
    )
    assert texts["第三条"] == (
        "借伞应当出示下列凭证之一：\n（一）借伞证；\n（二）图书证；\n（三）市民卡。"
    )
    assert texts["第七条"] == "本办法自2024年6月1日起施行。2019年的暂行规定同时废止。"
    assert not any(words in text for text in texts.values() for words in AROUND)


@pytest.mark.parametrize("kind", KINDS)
def test_a_notice_gives_its_numbered_sections(tmp_path: Path, kind: str) -> None:
    notice = read(written(tmp_path, kind, NOTICE, NOTICE_TITLE))
    assert notice.title == NOTICE_TITLE
    assert not notice.has_articles
    locators = [p.locator for p in notice.provisions]
    assert locators[-5:] == [
        *("一、总体安排", "二、重点任务", "二、重点任务（一）", "二、重点任务（二）"),
        "三、有关要求",
    ]
    texts = {p.locator: p.text for p in notice.provisions}
    assert texts["一、总体安排"].splitlines()[1].startswith("各伞站要提前清点雨伞")
    assert texts["二、重点任务（二）"].startswith("（二）增加投放。")
    assert "现将有关事项通知如下" in texts["引言"]


def test_a_law_printed_below_the_notice_that_sends_it_out_keeps_its_own_title() -> None:
    found = of_lines(
        "关于印发《花圃养护规定》的通知",
        "各街道：",
        "现将《花圃养护规定》印发给你们，请遵照执行。",
        "花圃养护规定（试行）",
        "第1条 花圃由街道养护。",
        "第2条 每周浇水两次。",
        "第10条 另有规定的，从其规定。",
        "附件：花圃清单",
        "第1条 不是条文。",
    )
    assert found is not None
    assert found.title == "花圃养护规定（试行）"
    assert [p.locator for p in found.provisions] == ["第一条", "第二条", "第十条"]
    assert found.provisions[-1].text == "另有规定的，从其规定。"


def test_articles_without_a_space_after_the_number_are_read_in_order() -> None:
    found = of_lines(
        "花圃养护办法",
        "第一章总则",
        "第一条为了养护花圃，制定本办法。",
        "第二条养护费用依照",
        "第一条规定的用途列支。",
        "第三条本办法自公布之日起施行。",
    )
    assert found is not None
    assert [(p.locator, p.chapter) for p in found.provisions] == [
        *(("第一条", "第一章 总则"), ("第二条", "第一章 总则"), ("第三条", "第一章 总则")),
    ]
    assert found.provisions[1].text == "养护费用依照第一条规定的用途列支。"


def test_of_a_decision_and_the_amended_text_the_whole_text_counts() -> None:
    found = of_lines(
        "关于修改《花圃养护办法》的决定",
        "第一条 删去第五条。",
        "第二条 本决定自公布之日起施行。",
        "花圃养护办法",
        *(f"第{n}条 花圃养护第{n}项要求。" for n in "一二三四"),
    )
    assert found is not None
    assert found.title == "花圃养护办法"
    assert len(found.provisions) == 4


def test_a_chapter_whose_name_stands_on_the_next_line_is_put_together() -> None:
    found = of_lines(
        "花圃养护办法",
        "第一章",
        "总 则",
        "第一条 甲。",
        "第二条 乙。",
        "第二章",
        "附则",
        "第三条 丙。",
    )
    assert found is not None
    assert [p.chapter for p in found.provisions] == ["第一章 总则", "第一章 总则", "第二章 附则"]
    assert [p.text for p in found.provisions] == ["甲。", "乙。", "丙。"]


def test_the_title_comes_from_the_page_where_none_stands_above_the_text() -> None:
    found = of_lines("第一条 甲。", "第二条 乙。", title="花圃养护办法_某市人民政府门户网站")
    assert found is not None
    assert found.title == "花圃养护办法"


@pytest.mark.parametrize(
    "lines",
    [
        (
            "某局2023年政府信息公开工作年度报告",
            "一、总体情况",
            "很好。",
            "二、主动公开政府信息情况",
        ),
        ("政府信息公开制度", "一、总体情况", "二、主动公开政府信息情况", "五、存在的主要问题"),
        ("随便一段文字", "第一条 路", "第二条 路"),
        ("花圃养护通知", "没有分段的文字。"),
        ("第一条 只有条文，没有名称。", "第二条 还是没有。"),
        (),
    ],
)
def test_what_is_no_regulation_is_not_taken_for_one(lines: tuple[str, ...]) -> None:
    assert of_lines(*lines) is None


def test_a_report_stays_a_report(tmp_path: Path) -> None:
    report = read_document(examples_dir() / "yuanzhou-2022.yaml")
    assert isinstance(report, AnnualReport)
    for path in export(report, ["html", "docx", "md"], tmp_path):
        assert isinstance(read_document(path), AnnualReport), path


def test_what_is_neither_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "便条.txt"
    path.write_text("明天下午三点在伞站开会。\n请带好借伞证。", "utf-8")
    with pytest.raises(UnusableInput, match="这不是政府信息公开工作年度报告"):
        read_document(path)


def test_the_full_regulation_has_56_articles_in_six_chapters(needs: Callable[[str], str]) -> None:
    law = read(Path(needs("shared")) / "regulation" / "政府信息公开条例.md")
    assert law.title == "中华人民共和国政府信息公开条例"
    assert len(law.provisions) == 56
    assert len({p.chapter for p in law.provisions}) == 6
    assert law.provisions[48].locator == "第四十九条"
    assert law.provisions[48].text.count("\n") == 1
    assert len(law.issued) == 3


def test_the_shared_reports_are_no_regulations(needs: Callable[[str], str]) -> None:
    for path in sorted((Path(needs("shared")) / "reports").iterdir()):
        assert isinstance(read_document(path), AnnualReport), path
