"""The parent's figures against the sums, and what explains a difference."""

from assistant.report.model import AnnualReport
from assistant.rollup.comparing import Difference
from assistant.rollup.rollup import Asked, RollUp, rolled_up
from assistant.rollup.unit_list import ListedUnit
from tests.rollup.handed_in import YEAR, figures, handed_in

EDUCATION = figures("青坪县教育局", new=31, t2__licensing=120, t2__penalties=45)
CIVIL = figures("青坪县民政局", new=7, t2__licensing=86, t2__penalties=9)
AUDIT = figures("青坪县审计局", new=2, t2__licensing=13, t2__penalties=30)
UNITS = (EDUCATION, CIVIL, AUDIT)


def parent(*units: AnnualReport, **changes: int | None) -> AnnualReport:
    """Figures of the county that are the sum of these units, but for some cells."""
    cells = {a: sum(u.cell(a) or 0 for u in units) for a in EDUCATION.cells()}
    named = {name.replace("__", "."): value for name, value in changes.items()}
    return AnnualReport(agency="青坪县人民政府", year=YEAR).with_cells(cells | named)


def differences(result: RollUp) -> dict[str, Difference]:
    return {one.address: one for one in result.comparison.differences}


def test_figures_that_agree_show_no_difference() -> None:
    result = rolled_up(handed_in(*UNITS), parent(*UNITS))
    assert result.comparison.differences == ()
    assert result.comparison.compared == 200
    assert not result.has_faults


def test_a_unit_that_the_parent_forgot_explains_everything_at_once() -> None:
    result = rolled_up(handed_in(*UNITS), parent(EDUCATION, AUDIT))
    assert result.comparison.explained[0].endswith("上级漏了青坪县民政局")


def test_a_unit_that_the_parent_counted_twice_is_named() -> None:
    result = rolled_up(handed_in(*UNITS), parent(*UNITS, CIVIL))
    assert "上级把青坪县民政局算了两次" in result.comparison.explained[0]


def test_one_unit_forgotten_and_another_twice_are_both_named() -> None:
    result = rolled_up(handed_in(*UNITS), parent(EDUCATION, AUDIT, AUDIT))
    assert "上级漏了青坪县民政局" in result.comparison.explained[0]
    assert "上级把青坪县审计局算了两次" in result.comparison.explained[0]


def test_a_single_cell_is_put_down_to_the_one_unit_with_that_figure() -> None:
    result = rolled_up(handed_in(*UNITS), parent(*UNITS, t2__licensing=120 + 13))
    one = differences(result)["t2.licensing"]
    assert one.gap == -86
    assert "青坪县民政局" in one.causes[0]


def test_a_figure_that_fits_two_units_is_put_down_to_neither() -> None:
    twin = figures("青坪县林业局", t2__licensing=86)
    result = rolled_up(handed_in(*UNITS, twin), parent(*UNITS))
    assert differences(result)["t2.licensing"].causes == ()


def test_a_report_that_was_not_counted_explains_what_the_parent_has_more() -> None:
    late = figures("青坪县水利局", 2023, new=11, t2__licensing=700)
    files = handed_in(*UNITS, late)
    result = rolled_up(files, parent(*UNITS, figures("青坪县水利局", new=11, t2__licensing=700)))
    assert "青坪县水利局" in result.comparison.explained[0]
    assert "没有计入合计" in differences(result)["t2.licensing"].causes[0]


def test_a_blank_may_be_what_is_lacking() -> None:
    blank = AUDIT.with_cells({"t2.licensing": None})
    result = rolled_up(handed_in(EDUCATION, CIVIL, blank), parent(*UNITS))
    assert (
        differences(result)["t2.licensing"].causes[0] == "青坪县审计局这一格空白，如果是 13 就相符"
    )


def test_a_unit_that_did_not_report_may_be_what_is_lacking() -> None:
    listed = [ListedUnit(unit.agency) for unit in UNITS]
    result = rolled_up(handed_in(EDUCATION, CIVIL), parent(*UNITS), listed)
    assert "青坪县审计局" in differences(result)["t2.penalties"].causes[-1]


def test_figures_in_the_wrong_cell_are_seen_as_one_slip() -> None:
    wrong = parent(*UNITS, t2__penalties=84 - 5, t2__coercion=0)
    moved = wrong.with_cells({"t3.new.natural_person": 40 - 6, "t3.new.business": 6})
    found = differences(rolled_up(handed_in(*UNITS), moved))
    assert "t3.new.business 多 6、t3.new.natural_person 少 6" in found["t3.new.business"].causes[-1]
    assert found["t2.penalties"].causes == ()


def test_a_total_that_follows_from_its_row_is_not_explained_twice() -> None:
    wrong = parent(*UNITS).with_cells({"t3.new.business": 4, "t3.new.total": 44})
    found = differences(rolled_up(handed_in(*UNITS), wrong))
    assert found["t3.new.total"].follows
    assert not found["t3.new.business"].follows


def test_documents_in_force_may_be_fewer_than_the_sum_but_not_more() -> None:
    address = "t2.normative_documents.in_force"
    units = [unit.with_cells({address: n}) for unit, n in zip(UNITS, (5, 8, 3), strict=True)]
    for value, found in ((16, False), (12, False), (8, False), (17, True), (7, True)):
        result = rolled_up(handed_in(*units), parent(*units, **{address.replace(".", "__"): value}))
        assert (address in differences(result)) is found, value


def test_cells_that_the_parent_left_blank_are_not_compared_and_are_counted() -> None:
    result = rolled_up(handed_in(*UNITS), parent(*UNITS, t2__licensing=None), asked=Asked())
    assert result.comparison.parent_blank == ("t2.licensing",)
    assert result.comparison.compared == 199
