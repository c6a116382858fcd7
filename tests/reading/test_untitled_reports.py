"""Reports as they are pasted from a page whose title stands elsewhere: whose they are and of which year."""

from pathlib import Path

import pytest

from assistant.reading.open_file import read_report
from assistant.report.agency import UNKNOWN_AGENCY
from assistant.report.model import AnnualReport

SECTIONS = """
一、总体情况
{first}
（一）主动公开。围绕重点领域公开信息。
二、主动公开政府信息情况
三、收到和处理政府信息公开申请情况
"""


def pasted(tmp_path: Path, preface: str, first: str = "我局认真开展工作。") -> AnnualReport:
    path = tmp_path / "年报.txt"
    path.write_text(preface + SECTIONS.format(first=first), "utf-8")
    return read_report(path)


@pytest.mark.parametrize(
    ("preface", "agency"),
    [
        (
            "根据条例规定，现公布白桦县教育局2022年政府信息公开工作年度报告。",
            "白桦县教育局",
        ),
        (
            "按照条例规定，白桦县林业局编制了2022年度政府信息公开工作年度报告。",
            "白桦县林业局",
        ),
        ("本报告由松岭市财政局按照条例的要求编制。", "松岭市财政局"),
        (
            "如对本报告有疑问，请与松岭市水利局办公室联系（电话：0000-1234567）。",
            "松岭市水利局",
        ),
        ("如对本报告有疑问，请与松岭市政务服务管理局联系。", UNKNOWN_AGENCY),
        ("如对本报告有疑问，请与白桦旗红柳苏木联系（电话：000-1234567）。", "白桦旗红柳苏木"),
        ("如对本报告有疑问，请与白桦县人民政府办公室联系。", UNKNOWN_AGENCY),
    ],
)
def test_the_agency_is_taken_from_what_the_preface_says(
    tmp_path: Path, preface: str, agency: str
) -> None:
    assert pasted(tmp_path, preface).agency == agency


def test_the_year_of_the_report_that_is_published_is_its_year(tmp_path: Path) -> None:
    report = pasted(tmp_path, "现公布白桦县教育局2022年政府信息公开工作年度报告。")
    assert report.year == 2022
    assert "year not found" not in {note.what for note in report.notes}


def test_a_period_in_section_one_tells_the_year(tmp_path: Path) -> None:
    report = pasted(tmp_path, "", "数据的统计期限自2023年1月1日起至2023年12月31日止。")
    assert report.year == 2023


def test_the_year_of_which_the_text_speaks_is_taken_and_said(tmp_path: Path) -> None:
    report = pasted(tmp_path, "", "2024年，我局收到申请3件。2024年度，没有结转。公布2023年决算。")
    assert report.year == 2024
    assert [n.text for n in report.notes if n.what == "year taken from the text"] == [
        "文件没有写明是哪一年的报告，按正文里说的记为 2024 年，请核对"
    ]


def test_two_years_told_as_often_tell_none(tmp_path: Path) -> None:
    report = pasted(tmp_path, "", "2024年收到3件，2023年收到5件。")
    assert "year not found" in {note.what for note in report.notes}


def test_a_title_with_a_word_about_type_opens_its_section(tmp_path: Path) -> None:
    path = tmp_path / "年报.txt"
    text = SECTIONS.format(first="我局认真开展工作。").replace(
        "情况\n", "情况（黑体三号字加粗）\n", 1
    )
    path.write_text("白桦县教育局2022年政府信息公开工作年度报告\n" + text, "utf-8")
    assert read_report(path).sections["1"].title == "一、总体情况（黑体三号字加粗）"


def test_an_agency_known_by_its_telephone_alone_is_said_to_be_a_guess(tmp_path: Path) -> None:
    report = pasted(tmp_path, "如对本报告有疑问，请与松岭市水利局办公室联系。")
    assert "按联系方式记为“松岭市水利局”" in "".join(note.text for note in report.notes)
