"""Sums of cells: blanks, cells that do not add up, files that do not count."""

import random
from decimal import Decimal

import pytest

from assistant.errors import UnusableInput
from assistant.rollup.adding import CellSum
from assistant.rollup.fault import FaultKind
from assistant.rollup.rollup import Asked, RollUp, rolled_up
from assistant.rollup.submission import Submission
from assistant.rollup.unit import Standing
from assistant.rollup.unit_list import ListedUnit
from tests.rollup.handed_in import YEAR, figures, handed_in

IN_FORCE = "t2.normative_documents.in_force"


def cell(result: RollUp, address: str) -> CellSum:
    return next(one for one in result.sums if one.address == address)


def kinds(result: RollUp, name: str) -> set[FaultKind]:
    return {fault.kind for unit in result.units if unit.name == name for fault in unit.faults}


def test_figures_are_added_cell_by_cell_and_money_stays_exact() -> None:
    files = handed_in(
        figures("青坪县教育局", new=3, t2__fees=Decimal("0.1")),
        figures("青坪县民政局", new=4, t2__fees=Decimal("0.2")),
    )
    result = rolled_up(files)
    assert cell(result, "t3.new.total").value == 7
    assert cell(result, "t2.fees").value == Decimal("0.3")
    assert len(result.sums) == 200


def test_a_blank_is_not_zero_and_leaves_the_sum_open() -> None:
    files = handed_in(
        figures("青坪县教育局", t2__licensing=5), figures("青坪县民政局", t2__licensing=None)
    )
    result = rolled_up(files)
    one = cell(result, "t2.licensing")
    assert (one.value, one.known, one.blank) == (None, 5, ("青坪县民政局",))
    assert not result.is_whole
    assert kinds(result, "青坪县民政局") == {FaultKind.CELLS_BLANK}


def test_documents_in_force_are_asked_about_and_never_added() -> None:
    files = handed_in(
        figures("青坪县教育局", t2__normative_documents__in_force=5),
        figures("青坪县民政局", t2__normative_documents__in_force=8),
    )
    one = cell(rolled_up(files), IN_FORCE)
    assert one.value is None
    assert (one.known, one.largest) == (13, 8)
    assert one.question.endswith("？")


def test_a_report_of_another_year_or_form_is_not_counted() -> None:
    old = figures("青坪县审计局").model_copy(update={"layout": "2019"})
    files = handed_in(figures("青坪县教育局", new=3), figures("青坪县民政局", 2023, new=50), old)
    result = rolled_up(files, asked=Asked(year=YEAR))
    assert cell(result, "t3.new.total").value == 3
    assert kinds(result, "青坪县民政局") == {FaultKind.WRONG_YEAR}
    assert kinds(result, "青坪县审计局") == {FaultKind.OLD_FORM}


def test_the_year_is_that_of_most_reports_where_nobody_says() -> None:
    files = handed_in(
        figures("青坪县教育局"), figures("青坪县民政局"), figures("青坪县审计局", 2023)
    )
    result = rolled_up(files)
    assert result.year == 2024
    assert "2 份报告的年度（共 3 份）" in result.year_is_from


def test_the_same_report_twice_counts_once() -> None:
    files = handed_in(figures("青坪县教育局", new=3), figures("青坪县教育局", new=3))
    result = rolled_up(files)
    assert cell(result, "t3.new.total").value == 3
    assert kinds(result, "青坪县教育局") == {FaultKind.SAME_TWICE}


def test_two_reports_that_differ_count_neither_until_somebody_says_which() -> None:
    files = handed_in(
        figures("青坪县教育局", new=3, t2__licensing=70, t2__penalties=8),
        figures("青坪县教育局", new=3, t2__licensing=71, t2__penalties=8),
        figures("青坪县民政局", new=1),
    )
    result = rolled_up(files)
    assert cell(result, "t3.new.total").value == 1
    assert kinds(result, "青坪县教育局") == {FaultKind.TWO_DIFFER}
    assert [unit.standing for unit in result.units] == [Standing.UNCLEAR, Standing.COUNTED]


def test_two_reports_with_nothing_in_common_may_be_two_units_of_one_name() -> None:
    files = handed_in(
        figures("云溪镇人民政府", new=3, t2__licensing=70),
        figures("云溪镇人民政府", new=9, t2__licensing=11),
    )
    assert kinds(rolled_up(files), "云溪镇人民政府") == {FaultKind.NAME_SHARED}


def test_a_good_file_beside_a_bad_one_counts_and_the_bad_one_is_still_named() -> None:
    files = [
        *handed_in(figures("青坪县教育局", new=3), figures("青坪县教育局", 2023, new=50)),
        Submission("青坪县教育局（锁）.xlsx", why="有密码", cure="去掉密码"),
    ]
    result = rolled_up(files, units=[ListedUnit("青坪县教育局")], asked=Asked(year=YEAR))
    assert cell(result, "t3.new.total").value == 3
    assert kinds(result, "青坪县教育局") == {FaultKind.WRONG_YEAR, FaultKind.UNREADABLE}
    assert result.units[0].standing is Standing.COUNTED


def test_the_parents_own_report_among_the_units_is_not_added_to_itself() -> None:
    parent = figures("青坪县人民政府", new=3)
    files = handed_in(figures("青坪县教育局", new=3), figures("青坪县人民政府", new=3))
    result = rolled_up(files, parent)
    assert cell(result, "t3.new.total").value == 3
    assert kinds(result, "青坪县人民政府") == {FaultKind.PARENT_ITSELF}


def test_files_that_nobody_can_read_are_no_roll_up() -> None:
    with pytest.raises(UnusableInput, match="没有一份可以汇总的报告"):
        rolled_up([Submission("甲.docx", why="空的")])


@pytest.mark.parametrize("year", [2023, 2025])
def test_a_parent_of_another_year_is_refused(year: int) -> None:
    files = handed_in(figures("青坪县教育局"))
    with pytest.raises(UnusableInput, match="本级的数据是 2024 年的"):
        rolled_up(files, figures("青坪县人民政府"), asked=Asked(year=year))


@pytest.mark.parametrize("name", ["青", "青" * 101])
def test_a_parent_whose_name_no_report_takes_is_refused(name: str) -> None:
    with pytest.raises(UnusableInput, match="2 到 100 个字"):
        rolled_up(handed_in(figures("青坪县教育局")), asked=Asked(agency=name))


def test_the_order_in_which_files_are_found_changes_no_sum_and_no_standing() -> None:
    rng = random.Random(5)
    reports = [
        figures(f"青坪县第{n}局", new=rng.randint(0, 90), t2__licensing=rng.randint(0, 9999))
        for n in range(20)
    ]
    files = handed_in(*reports, reports[3], figures("青坪县第4局", 2023))
    first = rolled_up(files)
    for _ in range(5):
        rng.shuffle(files)
        again = rolled_up(files)
        assert again.sums == first.sums
        assert [(u.name, u.standing) for u in again.units] == [
            (u.name, u.standing) for u in first.units
        ]
