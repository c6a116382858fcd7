"""Writing a paper down, reading it back, and what came of it."""

from collections.abc import Callable
from pathlib import Path

from assistant.reading.open_file import read_report
from assistant.report.model import AnnualReport, Value

Reader = Callable[[bytes | str, str], AnnualReport]


def reader_in(folder: Path) -> Reader:
    """Reads the bytes of a file of some kind, as a person would who saved it."""

    def read(data: bytes | str, suffix: str = "html") -> AnnualReport:
        path = folder / f"年报.{suffix}"
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return read_report(path)

    return read


def differences(read: AnnualReport, expected: AnnualReport) -> dict[str, tuple[Value, Value]]:
    """The cells that differ, as (read, expected)."""
    cells = read.cells()
    return {
        address: (cells.get(address), value)
        for address, value in expected.cells().items()
        if cells.get(address) != value or type(cells.get(address)) is not type(value)
    }


def texts(report: AnnualReport) -> dict[str, str]:
    """The narrative by its places, without the empty ones."""
    return {place: text for place, text in report.texts() if text}


def whats(report: AnnualReport) -> set[str]:
    """What the notes are about."""
    return {note.what for note in report.notes}


def where(report: AnnualReport, what: str) -> list[str]:
    """The places that notes of one kind name."""
    return [note.where for note in report.notes if note.what == what]
