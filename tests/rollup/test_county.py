"""A made-up county with a fault of each kind planted in it."""

from pathlib import Path

import pytest

from assistant.reading.open_file import Allowance, read_report
from assistant.rollup.folder import folder_of
from assistant.rollup.kept import Kept
from assistant.rollup.looking import Look, look_at
from assistant.rollup.rollup import RollUp
from evals.bench.rollup import false_alarms, missed, rolled, unexplained, wrong_sums
from evals.rollup.planted import Collection, collection

UNITS, SEED = 24, 11


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("county")


@pytest.fixture(scope="module")
def made() -> Collection:
    return collection(UNITS, SEED)


@pytest.fixture(scope="module")
def result(made: Collection, folder: Path) -> RollUp:
    return rolled(made, folder, Kept(folder / "kept"))


def test_every_planted_fault_is_found_and_named(made: Collection, result: RollUp) -> None:
    assert len(made.expected) >= 19
    assert missed(made, result) == []


def test_nothing_is_said_of_units_that_nobody_spoilt(made: Collection, result: RollUp) -> None:
    assert false_alarms(made, result) == []


def test_every_sum_is_what_plain_addition_gives(made: Collection, result: RollUp) -> None:
    assert wrong_sums(made, result) == []
    assert sum(one.value is not None for one in result.sums) > 150


def test_differences_from_the_parent_are_put_down_to_the_right_unit(
    made: Collection, result: RollUp
) -> None:
    assert unexplained(made, result) == []


def test_a_second_look_reads_nothing_that_could_be_read_before(
    folder: Path, result: RollUp
) -> None:
    past = tuple(read_report(file.path) for file in folder_of(folder / "past").files)
    files = folder_of(folder / "units").files
    nothing_may_be_read = Look(past, Allowance(file_bytes=1))
    again = look_at(files, nothing_may_be_read, Kept(folder / "kept"))
    first = {unit.submission.name for unit in result.units if unit.submission}
    assert first <= {one.name for one in again if one.report}
    assert all(one.report is None for one in look_at(files, nothing_may_be_read))


def test_several_processes_find_what_one_finds(made: Collection, folder: Path) -> None:
    files = folder_of(folder / "units").files[:9]
    told: list[tuple[int, int]] = []
    one = look_at(files, Look(processes=1))
    two = look_at(
        files, Look(processes=2), progress=lambda done, total, _: told.append((done, total))
    )
    assert one == two
    assert told == [(n, 9) for n in range(1, 10)]
