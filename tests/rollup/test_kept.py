"""What was read is kept, and a mangled keepsake harms nothing."""

import os
from pathlib import Path

import pytest

from assistant.exporting.export import RENDERERS
from assistant.rollup.folder import HandedIn
from assistant.rollup.kept import Kept, digest_of
from assistant.rollup.looking import Look, look_at
from tests.rollup.handed_in import figures


@pytest.fixture
def file(tmp_path: Path) -> HandedIn:
    path = tmp_path / "年报.json"
    path.write_bytes(RENDERERS["json"](figures("青坪县教育局", new=3)))
    return HandedIn(path, "年报.json")


def test_what_is_kept_is_what_was_read_under_the_name_of_today(
    file: HandedIn, tmp_path: Path
) -> None:
    kept = Kept(tmp_path / "kept")
    (read,) = look_at([file], Look(), kept)
    found = kept.get(digest_of(file.path), "改名.json")
    assert found is not None
    assert found.name == "改名.json"
    assert (found.report, found.findings) == (read.report, read.findings)


@pytest.mark.parametrize("mangled", [b"", b"{}", b"\xff" * 100, b"a" * 64 + b"{}"])
def test_a_mangled_entry_counts_as_none(file: HandedIn, tmp_path: Path, mangled: bytes) -> None:
    kept = Kept(tmp_path / "kept")
    (read,) = look_at([file], Look(), kept)
    (entry,) = (tmp_path / "kept").iterdir()
    entry.write_bytes(mangled)
    assert kept.get(digest_of(file.path), file.name) is None
    assert look_at([file], Look(), kept) == (read,)


def test_a_single_flipped_bit_is_noticed(file: HandedIn, tmp_path: Path) -> None:
    kept = Kept(tmp_path / "kept")
    look_at([file], Look(), kept)
    (entry,) = (tmp_path / "kept").iterdir()
    whole = entry.read_bytes()
    entry.write_bytes(whole.replace(b'"natural_person":3', b'"natural_person":4', 1))
    assert entry.read_bytes() != whole
    assert kept.get(digest_of(file.path), file.name) is None


def test_other_contents_and_other_reports_of_last_year_are_read_anew(
    file: HandedIn, tmp_path: Path
) -> None:
    kept = Kept(tmp_path / "kept")
    look_at([file], Look(), kept)
    assert Kept(tmp_path / "kept", ["last year"]).get(digest_of(file.path), file.name) is None
    file.path.write_bytes(RENDERERS["json"](figures("青坪县教育局", new=4)))
    (again,) = look_at([file], Look(), kept)
    assert again.report is not None
    assert again.report.cell("t3.new.total") == 4


def test_a_failure_is_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "空.docx"
    path.touch()
    look_at([HandedIn(path, path.name)], Look(), Kept(tmp_path / "kept"))
    assert not (tmp_path / "kept").exists()


@pytest.mark.skipif(os.name == "nt", reason="a file in the way of a folder")
def test_a_folder_that_cannot_be_written_keeps_nothing_and_stops_nothing(
    file: HandedIn, tmp_path: Path
) -> None:
    (tmp_path / "kept").write_bytes(b"in the way")
    (read,) = look_at([file], Look(), Kept(tmp_path / "kept"))
    assert read.report is not None


def test_what_is_kept_is_for_its_owner_alone(file: HandedIn, tmp_path: Path) -> None:
    look_at([file], Look(), Kept(tmp_path / "home" / "kept"))
    assert (tmp_path / "home" / "kept").stat().st_mode & 0o077 == 0
