"""A short run of `python -m evals.reading.fuzz`: damaged files are read or refused, nothing else."""

from pathlib import Path

import pytest

from evals.reading.fuzz import fault_of, seeds


@pytest.fixture(scope="module")
def known() -> list[object]:
    return list(seeds(samples=1))


@pytest.mark.parametrize("batch", range(6))
def test_a_damaged_file_is_read_or_refused(batch: int, known: list[object], tmp_path: Path) -> None:
    for number in range(batch * 40, batch * 40 + 40):
        seed = known[number % len(known)]
        assert fault_of(seed, number, tmp_path) == "", number  # type: ignore[arg-type]
