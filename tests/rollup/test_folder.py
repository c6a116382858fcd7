"""Folders that hold anything."""

import os
from pathlib import Path

import pytest

from assistant.errors import UnusableInput
from assistant.rollup import folder as folders
from assistant.rollup.folder import folder_of
from assistant.rollup.looking import Look, look_at


def names(folder: Path, besides: tuple[Path, ...] = ()) -> list[str]:
    return [file.name for file in folder_of(folder, besides).files]


def test_files_are_found_in_sub_folders_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b.docx", "甲/乙/c.xlsx", "a.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    assert names(tmp_path) == ["a.html", "b.docx", "甲/乙/c.xlsx"]


def test_hidden_temporary_and_system_files_are_counted_and_not_read(tmp_path: Path) -> None:
    for name in ("~$a.docx", ".DS_Store", "Thumbs.db", "a.docx.decisions.yaml", ".git/x.docx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    found = folder_of(tmp_path)
    assert (found.files, found.left_out, found.hidden) == ((), (), 4)


def test_links_out_of_the_folder_are_named_and_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.docx").write_bytes(b"x")
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "a.docx").write_bytes(b"x")
    (inside / "link.docx").symlink_to(outside / "secret.docx")
    (inside / "dead.docx").symlink_to(inside / "nowhere.docx")
    (inside / "again.docx").symlink_to(inside / "a.docx")
    (inside / "folder").symlink_to(outside)
    (inside / "round").symlink_to(inside)
    found = folder_of(inside)
    assert [file.name for file in found.files] == ["a.docx"]
    assert {one.name: one.why[:6] for one in found.left_out} == {
        "link.docx": "是指向文件夹",
        "dead.docx": "打不开（No",
    }


def test_what_is_no_report_is_left_out_by_name_with_a_cure(tmp_path: Path) -> None:
    for name in ("扫描件.png", "程序.exe", "没有后缀"):
        (tmp_path / name).write_bytes(b"x")
    os.mkfifo(tmp_path / "pipe.docx")
    (tmp_path / "huge.docx").touch()
    os.truncate(tmp_path / "huge.docx", folders.MOST_BYTES + 1)
    found = folder_of(tmp_path)
    assert found.files == ()
    assert len(found.left_out) == 5
    assert all(one.cure for one in found.left_out)


def test_a_name_that_is_no_text_is_spelt_out_and_its_file_read(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/\xff\xfe.docx"
    with open(raw, "wb") as file:  # noqa: PTH123  a path of bytes
        file.write(b"x")
    (one,) = folder_of(tmp_path).files
    one.name.encode()
    (looked,) = look_at([one], Look())
    assert looked.why


def test_ten_thousand_files_are_refused_before_one_is_read(tmp_path: Path) -> None:
    for number in range(10_000):
        (tmp_path / f"{number}.txt").touch()
    with pytest.raises(UnusableInput, match="10000 个文件，一次最多汇总 2000 个"):
        folder_of(tmp_path)


def test_what_lies_in_the_folder_but_is_no_units_is_passed(tmp_path: Path) -> None:
    for name in ("a.docx", "本级.yaml", "out/汇总.xlsx", "名单.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    own = (tmp_path / "本级.yaml", tmp_path / "out", tmp_path / "名单.txt")
    assert names(tmp_path, own) == ["a.docx"]


@pytest.mark.parametrize("name", ["nowhere", "file.txt"])
def test_what_is_no_folder_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "file.txt").touch()
    with pytest.raises(UnusableInput, match="文件夹"):
        folder_of(tmp_path / name)
