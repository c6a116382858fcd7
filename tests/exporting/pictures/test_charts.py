"""Charts as values: what they show, and what they say that they leave out."""

import pytest

from assistant.errors import UnusableInput
from assistant.exporting.pictures.course import years_course
from assistant.exporting.pictures.results import results_by_kind
from assistant.exporting.pictures.units import units_compared
from assistant.report.forms import LAYOUT_2019, LAYOUT_2021
from assistant.report.model import AnnualReport


def unit(agency: str, new: int | None, year: int = 2024) -> AnnualReport:
    return AnnualReport(agency=agency, year=year).with_cells({"t3.new.total": new})


def test_the_bars_of_results_add_up_to_the_total_of_table_three(report: AnnualReport) -> None:
    chart = results_by_kind(report)
    [series] = chart.series
    names = ("予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理")
    assert chart.categories == names
    assert sum(v for v in series.values if v is not None) == report.cell("t3.result_total.total")
    assert chart.omitted == ()


def test_a_blank_row_leaves_its_kind_without_a_bar_and_says_so(report: AnnualReport) -> None:
    chart = results_by_kind(report.with_cells({"t3.other_misc.total": None}))
    assert chart.series[0].values[-1] is None
    assert chart.omitted == ("其他处理的总计列没有填全，没有画出。",)
    assert "其他处理 空缺" in chart.in_words()


def test_results_of_the_2019_form_have_its_single_other_row() -> None:
    report = AnnualReport(agency="某街道办事处", year=2019, layout="2019").with_cells(
        {f"t3.{row}.total": 2 for row in LAYOUT_2019.result_rows}
    )
    assert results_by_kind(report).series[0].values[-1] == 2


def test_a_course_shows_the_last_five_years_and_names_every_gap(report: AnnualReport) -> None:
    years = (2018, 2020, 2021, 2023, 2024)
    reports = [report.model_copy(update={"year": year}) for year in years]
    reports[2] = reports[2].with_cells({"t4.litigation_direct.total": None})
    chart = years_course(reports[::-1])
    assert chart.categories == ("2020年", "2021年", "2022年", "2023年", "2024年")
    by_key = {series.key: series.values for series in chart.series}
    new = report.cell("t3.new.total")
    assert by_key["new"] == (new, new, None, new, new)
    assert by_key["litigation"][1] is None
    assert chart.omitted == (
        "没有2022年的报告。",
        "2021年的行政诉讼没有填，没有画出。",
        "2018年的报告没有画出。",
    )


def test_a_course_over_two_names_says_so(report: AnnualReport) -> None:
    older = report.model_copy(update={"year": 2023, "agency": "青岚县政务公开办"})
    assert "单位名称不一致" in years_course([older, report]).omitted[-1]


def test_two_reports_of_a_year_are_refused(report: AnnualReport) -> None:
    with pytest.raises(UnusableInput, match="2024年有不止一份报告"):
        years_course([report, report])
    with pytest.raises(UnusableInput, match="没有报告"):
        years_course([])


def test_units_stand_largest_first_and_equal_ones_by_name() -> None:
    units = [unit("乙镇", 3), unit("甲镇", 3), unit("丙镇", 9), unit("丁镇", None), unit("戊镇", 0)]
    chart = units_compared(units, most=3)
    assert chart.categories == ("丙镇", "乙镇", "甲镇")
    assert chart.series[0].values == (9, 3, 3)
    assert chart.omitted == (
        "其余 1 个单位数量较少，没有画出。",
        "没有填这一格的 1 个单位没有画出：丁镇。",
    )
    assert units_compared(units[::-1], most=3) == chart


def test_units_cannot_be_compared_by_a_cell_that_is_not_there() -> None:
    with pytest.raises(UnusableInput, match=r"没有“t9\.x”这一格"):
        units_compared([unit("甲镇", 1)], "t9.x")
    with pytest.raises(UnusableInput, match="没有报告"):
        units_compared([])


def test_every_address_of_the_form_can_be_compared(report: AnnualReport) -> None:
    for address in LAYOUT_2021.by_address:
        assert units_compared([report], address).series[0].values == (report.cell(address),)
