"""Pictures and scans: what was recognised is marked, what is not certain is not read."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.errors import UnusableInput
from assistant.reading.blocks import Limits
from assistant.reading.ocr_file import can_recognise, read_picture, recognised_pages, with_marks
from assistant.reading.open_file import read_report
from assistant.reading.pdf_file import read_pdf
from assistant.reading.pdf_page import Box
from assistant.reading.pdf_stitching import grid_of
from evals.reading.office_papers import as_bytes, paper, sample
from evals.reading.office_papers import scanned as scan_of
from tests.reading.printed import TOWN, converted
from tests.reading.reading_back import differences

needs_extra = pytest.mark.skipif(
    not can_recognise() and os.environ.get("CI") != "true",
    reason="the extra nianbao[ocr] is not installed",
)
SCALE = 72 / 200


@pytest.fixture(scope="session")
def scanned(needs: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample report without its text: title, tables and headings, printed and scanned."""
    folder = tmp_path_factory.mktemp("scanned")
    report = sample(TOWN)
    kept = {
        i: s.model_copy(update={"paragraphs": (), "parts": {}}) for i, s in report.sections.items()
    }
    bare = report.model_copy(update={"preface": report.preface[:1], "sections": kept})
    printed = converted(needs, folder, "pdf", {"bare": as_bytes(paper(bare))})["bare"]
    return scan_of(printed, wear=0.7, dots=170)


@needs_extra
def test_a_crooked_scan_is_read_and_every_value_is_marked(scanned: Path) -> None:
    expected, read = sample(TOWN), read_report(scanned)
    found = differences(read, expected)
    assert not {address: pair for address, pair in found.items() if pair[0] is not None}
    assert len(found) <= 10  # not read: better than invented
    marked = {note.where for note in read.notes if note.what == "read by ocr"}
    assert {address for address, value in read.cells().items() if value is not None} <= marked
    assert read.title == expected.full_title


@needs_extra
def test_what_is_no_picture_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "坏.png"
    for data in (b"\x89PNG\r\n\x1a\n" + bytes(99), b"\xff\xd8\xff\xe0" + bytes(range(256))):
        path.write_bytes(data)
        with pytest.raises(UnusableInput, match="损坏"):
            read_picture(path)
    path.write_bytes(b"")
    with pytest.raises(UnusableInput, match="空的"):
        read_picture(path)


@needs_extra
def test_a_picture_of_a_hundred_megapixels_is_refused(tmp_path: Path) -> None:
    from PIL import Image

    path = tmp_path / "大.png"
    Image.new("1", (10_000, 10_000)).save(path)
    with pytest.raises(UnusableInput, match="太大"):
        recognised_pages(path)


@needs_extra
def test_recognition_leaves_nothing_in_the_home_of_its_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PIL import Image

    picture, home = tmp_path / "白.png", tmp_path / "home"
    Image.new("RGB", (300, 200), "white").save(picture)
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("ORT_DISABLE_TELEMETRY", raising=False)
    assert recognised_pages(picture)[0].lines == ()
    assert not [path for path in home.rglob("*") if path.is_file()]


@needs_extra
def test_recognition_ends_with_its_time(scanned: Path) -> None:
    with pytest.raises(UnusableInput, match="没有读完"):
        recognised_pages(scanned, Limits(seconds=0.2))


def test_without_the_extra_the_message_names_it(scanned: Path) -> None:
    for read in (read_pdf, read_picture):
        with pytest.raises(UnusableInput) as refused:
            read(scanned, recognise=False)
        assert "pip install 'nianbao[ocr]'" in str(refused.value)
        assert "Word" in str(refused.value)


def test_a_report_that_was_not_recognised_gets_no_marks() -> None:
    report = sample(TOWN)
    assert with_marks(report) is report


def cells_of(*runs: tuple[Box, str, float], rows: int = 2, columns: int = 3) -> list[list[str]]:
    """A drawn table of cells 60 by 20 points, with these runs recognised in it."""
    cv2 = pytest.importorskip("cv2")
    import numpy as np

    from assistant.reading.ocr_pages import Found, page_of

    image = np.full((400, 800, 3), 255, np.uint8)
    across, down = 60 / SCALE, 20 / SCALE
    for i in range(rows + 1):
        y = round(50 + i * down)
        cv2.line(image, (50, y), (round(50 + columns * across), y), (0, 0, 0), 2)
    for i in range(columns + 1):
        x = round(50 + i * across)
        cv2.line(image, (x, 50), (x, round(50 + rows * down)), (0, 0, 0), 2)
    for box, text, _ in runs:
        at = round(box[0] / SCALE), round(box[3] / SCALE) - 8
        cv2.putText(
            image, text if text.isascii() else "88", at, cv2.FONT_HERSHEY_SIMPLEX, 1, (0, 0, 0), 2
        )
    found = [Found(box, text, score) for box, text, score in runs if score > 0]
    (table,) = page_of(1, image, found, SCALE).tables
    return [[cell.text for cell in line] for line in grid_of(table).lines]


def at(row: int, column: int, width: float = 20) -> Box:
    left, top = 18 + 60 * column + 10, 18 + 20 * row + 4
    return left, top, left + width, top + 12


def test_recognised_runs_stand_in_the_cells_that_the_lines_make() -> None:
    runs = [(at(r, c), str(10 * r + c), 0.99) for r in range(2) for c in range(3)]
    assert cells_of(*runs) == [["0", "1", "2"], ["10", "11", "12"]]


def test_an_empty_cell_is_blank_and_one_with_ink_that_was_not_read_is_not() -> None:
    assert cells_of((at(0, 1), "7", 0.0))[0] == ["", "？", ""]


def test_a_run_over_two_cells_and_unsure_digits_are_not_read() -> None:
    assert cells_of((at(0, 0, width=100), "1234", 0.99))[0] == ["？", "？", ""]
    assert cells_of((at(1, 2), "12", 0.6))[1] == ["", "", "？"]
    assert cells_of((at(1, 2), "规章", 0.6))[1] == ["", "", "规章"]


def test_two_labels_in_one_cell_are_not_read() -> None:
    whole = [(at(0, 0), "2.重复申请", 0.99), ((*at(0, 0)[:1], 28.0, 48.0, 38.0), "3.其他", 0.99)]
    assert cells_of(*whole, rows=1, columns=4)[0][0] == "？"
