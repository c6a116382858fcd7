"""Tables that are another unit's or last year's."""

from assistant.rollup.fault import FaultKind
from assistant.rollup.rollup import Asked, rolled_up
from tests.rollup.handed_in import figures, handed_in

LARGE = {"t2__licensing": 1234, "t2__penalties": 567, "t2__coercion": 89}


def test_a_table_with_many_digits_that_is_another_units_is_named_with_both_units() -> None:
    files = handed_in(
        figures("青坪县教育局", new=3, **LARGE),
        figures("青坪县民政局", new=5, **LARGE),
        figures("青坪县审计局", new=5, t2__licensing=1234),
    )
    result = rolled_up(files)
    told = {
        u.name: [f for f in u.faults if f.kind is FaultKind.ANOTHERS_NUMBERS] for u in result.units
    }
    assert [len(told[name]) for name in ("青坪县教育局", "青坪县民政局", "青坪县审计局")] == [
        1,
        1,
        0,
    ]
    assert "青坪县民政局" in told["青坪县教育局"][0].message
    assert len(result.counted) == 3


def test_small_figures_alike_by_chance_are_not_called_a_copy() -> None:
    files = handed_in(figures("青坪县教育局", new=1), figures("青坪县民政局", new=1))
    assert [unit.faults for unit in rolled_up(files).units] == [(), ()]


def test_last_years_figures_handed_in_again_are_named() -> None:
    past = (figures("青坪县教育局", 2023, new=3, **LARGE),)
    files = handed_in(
        figures("青坪县教育局", new=3, **LARGE),
        figures("青坪县民政局", **LARGE | {"t2__coercion": 88}),
    )
    first, second = rolled_up(files, asked=Asked(past=past)).units
    assert [fault.kind for fault in first.faults] == [FaultKind.LAST_YEARS_NUMBERS]
    assert second.faults == ()
