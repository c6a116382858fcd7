"""Which unit of the list a report is of."""

from pathlib import Path

import pytest

from assistant.errors import UnusableInput
from assistant.report.model import Note
from assistant.rollup.fault import FaultKind
from assistant.rollup.naming import Names, bare, place_of
from assistant.rollup.rollup import rolled_up
from assistant.rollup.submission import Submission
from assistant.rollup.unit import Standing
from assistant.rollup.unit_list import ListedUnit, read_unit_list
from tests.rollup.handed_in import figures, handed_in

LIST = [
    ListedUnit("青坪县教育和体育局", ("教体局", "县教体局")),
    ListedUnit("青坪县住房和城乡建设局"),
    ListedUnit("青坪县卫生健康局"),
    ListedUnit("青坪县云溪镇人民政府"),
    ListedUnit("青坪县竹桥街道办事处"),
    ListedUnit("青坪县人民政府办公室"),
]


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        ("青坪县教育和体育局", "青坪县教育和体育局"),
        ("青坪县 教育和体育局（本级）", "青坪县教育和体育局"),
        ("县教体局", "青坪县教育和体育局"),
        ("青坪县教体局", "青坪县教育和体育局"),
        ("住房和城乡建设局", "青坪县住房和城乡建设局"),
        ("青坪县住建局", "青坪县住房和城乡建设局"),
        ("县卫健局", "青坪县卫生健康局"),
        ("云溪镇", "青坪县云溪镇人民政府"),
        ("青坪县竹桥街道", "青坪县竹桥街道办事处"),
        ("青坪县政府办公室", "青坪县人民政府办公室"),
    ],
)
def test_a_unit_is_known_by_every_name_it_goes_by(written: str, unit: str) -> None:
    found = Names(LIST, "青坪县人民政府").match(written)
    assert [one.name for one in found.units] == [unit]


@pytest.mark.parametrize(
    "written", ["望澜县教育和体育局", "青坪县卫生监督所", "青坪县云溪镇中心小学", "青坪县", "局"]
)
def test_a_name_of_somebody_else_is_nobodys(written: str) -> None:
    assert Names(LIST, "青坪县人民政府").match(written).units == ()


def test_names_are_compared_without_what_people_write_differently() -> None:
    assert bare("青坪县（本级）　人民政府") == bare("青坪县") == "青坪县"
    assert place_of("青坪县人民政府办公室") == "青坪县"


def test_a_unit_of_the_list_without_a_file_is_missing_and_one_beside_it_is_not_counted() -> None:
    files = handed_in(figures("青坪县住建局", new=3), figures("青坪县粮食局", new=5))
    result = rolled_up(files, figures("青坪县人民政府"), LIST)
    assert [unit.name for unit in result.units][:2] == [unit.name for unit in LIST[:2]]
    assert [unit.name for unit in result.counted] == ["青坪县住房和城乡建设局"]
    assert len(result.standing(Standing.MISSING)) == len(LIST) - 1
    beside = result.units[-1]
    assert (beside.name, beside.faults[0].kind) == ("青坪县粮食局", FaultKind.NOT_LISTED)


def test_a_short_name_of_two_units_is_told_by_the_path_or_left_to_a_person() -> None:
    twins = [
        ListedUnit("青坪县城关镇人民政府", ("城关镇",)),
        ListedUnit("望澜县城关镇人民政府", ("城关镇",)),
    ]
    report = figures("城关镇", new=3)
    by_folder = rolled_up([Submission("望澜县城关镇人民政府/年报.docx", report)], units=twins)
    assert [unit.name for unit in by_folder.counted] == ["望澜县城关镇人民政府"]
    assert by_folder.counted[0].faults[0].kind is FaultKind.NAME_SHARED
    unknown = rolled_up([Submission("年报.docx", report)], units=twins)
    assert unknown.counted == ()
    assert unknown.units[-1].name == ""


def test_an_unreadable_file_is_its_units_by_the_files_name() -> None:
    files = [*handed_in(figures("青坪县卫健局")), Submission("住建局2024年报.xlsx", why="有密码")]
    result = rolled_up(files, figures("青坪县人民政府"), LIST)
    unit = next(unit for unit in result.units if unit.name == "青坪县住房和城乡建设局")
    assert (unit.standing, unit.faults[0].kind) == (Standing.UNUSABLE, FaultKind.UNREADABLE)


def test_a_report_without_agency_is_named_and_counted_only_where_its_file_says_whose_it_is() -> (
    None
):
    unsaid = figures("（未填单位）", new=3).model_copy(
        update={"notes": (Note(what="agency not found", where="agency"),)}
    )
    result = rolled_up(
        [Submission("云溪镇.docx", unsaid), Submission("1.docx", unsaid)], units=LIST
    )
    assert [unit.name for unit in result.counted] == ["青坪县云溪镇人民政府"]
    assert {fault.kind for fault in result.units[-1].faults} == {FaultKind.AGENCY_UNSAID}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "units.txt",
            "# 名单\n序号,单位名称\n1、青坪县教育局 教育局\n2,青坪县民政局,民政局、县民政局\n",
        ),
        (
            "units.csv",
            "序号,单位名称,简称\n1,青坪县教育局 教育局,\n2,青坪县民政局,民政局、县民政局\n",
        ),
    ],
)
def test_a_list_is_read_with_numbers_heads_and_aliases(
    tmp_path: Path, name: str, content: str
) -> None:
    path = tmp_path / name
    path.write_text(content, "utf-8")
    first, second = read_unit_list(path)
    assert first.name == "青坪县教育局 教育局"
    assert second == ListedUnit("青坪县民政局", ("民政局", "县民政局"))


def test_a_list_in_a_workbook_is_read(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for row in (
        ["序号", "单位名称", "简称"],
        [1, "青坪县教育局", "教育局"],
        [2, "青坪县民政局", None],
    ):
        book.active.append(row)
    book.save(tmp_path / "units.xlsx")
    assert [unit.name for unit in read_unit_list(tmp_path / "units.xlsx")] == [
        "青坪县教育局",
        "青坪县民政局",
    ]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "0 字节"),
        ("# 只有注释\n", "一个单位也没有"),
        ("青坪县教育局\n青坪县教育局\n", "写了两次"),
    ],
)
def test_a_list_that_cannot_be_used_says_why(tmp_path: Path, content: str, why: str) -> None:
    path = tmp_path / "units.txt"
    path.write_text(content, "utf-8")
    with pytest.raises(UnusableInput, match=why):
        read_unit_list(path)


def test_a_list_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "units.json"
    path.write_text("[]", "utf-8")
    with pytest.raises(UnusableInput, match="单位名单不能是"):
        read_unit_list(path)
