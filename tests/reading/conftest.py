"""`read(data, suffix)`: a file with these bytes, read through the one door."""

from pathlib import Path

import pytest

from tests.reading.reading_back import Reader, reader_in


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    return reader_in(tmp_path)
