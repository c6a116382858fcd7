"""Files that are no figures file at all, or want to do harm: one clear message, fast, no traceback."""

import os
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.errors import UnusableInput
from assistant.reading.figures import read_figures
from assistant.reading.open_file import read_report
from assistant.reading.text_file import MAX_BYTES, read_text

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "yuanzhou-2022.yaml"
YAML = EXAMPLE.read_text("utf-8")
JSON = read_figures(EXAMPLE).model_dump_json(indent=1)
both = pytest.mark.parametrize("suffix", [".yaml", ".yml", ".json"])
FEW_SECONDS = 5


def refused(path: Path) -> str:
    start = time.process_time()
    with pytest.raises(UnusableInput) as caught:
        read_figures(path)
    assert time.process_time() - start < FEW_SECONDS
    message = str(caught.value)
    assert "怎么办：" in message, message
    assert len(message) < 3000
    return message


def saved(tmp_path: Path, content: bytes | str, suffix: str = ".yaml") -> Path:
    path = tmp_path / f"figures{suffix}"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


@both
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "空的"),
        (b" \n\t\r\n ", "没有内容"),
        ("　\n".encode(), "没有内容"),
        (b"\xef\xbb\xbf", "没有内容"),
        (b"\xff\xfe", "没有内容"),
        (b"\x00" * 100, "不是文本"),
        (bytes(range(256)) * 40, "不是文本"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00\x01\x02" * 50, "不是文本"),
        (b"%PDF-1.7\n\x01\x02\x03\x04\xff\xff", "不是文本"),
        (b"PK\x03\x04" + b"\x14\x00" * 40, "不是文本"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 20, "不是文本"),
        (b"agency: \xff\xff\xff\n", "不是文本"),
        (YAML.encode("utf-16-le"), "不是文本"),
        (b"\xff\xfe" + b"\x00\xd8" * 20, "不是文本"),
    ],
    ids=lambda value: repr(value)[:20],
)
def test_what_is_empty_or_no_text_is_refused(
    tmp_path: Path, content: bytes, said: str, suffix: str
) -> None:
    assert said in refused(saved(tmp_path, content, suffix))


def test_random_bytes_are_refused(tmp_path: Path) -> None:
    rubbish = random.Random(7)
    for size in (1, 2, 10, 100, 5000):
        for suffix in (".yaml", ".json"):
            refused(saved(tmp_path, rubbish.randbytes(size), suffix))


@both
def test_a_comment_is_no_content(tmp_path: Path, suffix: str) -> None:
    refused(saved(tmp_path, "# 只有一行说明\n", suffix))


@both
def test_a_hundred_megabytes_are_refused_without_being_read(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"big{suffix}"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    start = time.perf_counter()
    assert "100 MB，超过上限 10 MB" in refused(path)
    assert time.perf_counter() - start < 0.5


def test_a_file_of_the_largest_size_is_read_and_judged_in_seconds(tmp_path: Path) -> None:
    line = "数据文件里不该有这么多字" * 20 + "\n"
    text = line * (MAX_BYTES // len(line.encode()))
    refused(saved(tmp_path, text))


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    assert "没有这个文件" in refused(tmp_path / "nothing.yaml")
    folder = tmp_path / "folder.yaml"
    folder.mkdir()
    assert "这是文件夹" in refused(folder)
    refused(tmp_path / ("长" * 300 + ".yaml"))
    refused(tmp_path / "nul\0.yaml")
    refused(saved(tmp_path, "x").joinpath("below.yaml"))


@pytest.mark.parametrize("suffix", [".exe", ".mp4"])
def test_a_kind_of_file_that_nobody_reads_is_refused_with_the_kinds_that_are(
    tmp_path: Path, suffix: str
) -> None:
    with pytest.raises(UnusableInput) as caught:
        read_report(saved(tmp_path, b"\x00\x01\x02" * 50, suffix))
    assert "怎么办：" in str(caught.value)
    assert ".yaml" in str(caught.value)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    assert "管道" in refused(pipe)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path, YAML)
    path.chmod(0)
    assert "打不开" in refused(path)


LAUGHS = "a: &a [ha, ha]\n" + "".join(
    f"{new}: &{new} [*{old}, *{old}, *{old}, *{old}]\n"
    for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    "text",
    [
        LAUGHS,
        "a: &a\n  b: *a\n",
        "a: &a {x: 1}\nb: {<<: *a}\n",
        "[" * 100_000,
        "{a: " * 100_000,
        "- " * 100_000,
        "? " * 100_000,
        "".join(f"{' ' * i}a:\n" for i in range(3000)),
        "- 1\n" * 1_000_000,
        "[" + "1," * 1_000_000 + "1]",
        "".join(f"k{i}: 1\n" for i in range(1_000_000)),
        "---\n" * 500_000,
        ": " * 100_000,
        "'" * 500_001,
        '"' + '\\"' * 500_000,
        "k" * 5_000_000 + ": 1",
        "a: !!python/object/apply:os.system ['touch /tmp/nianbao-was-here']\n",
        "!!python/object:assistant.report.model.AnnualReport {}\n",
        "a: !!python/name:os.system\n",
        "!!binary aGE=\n",
        "a: !own 1\n",
        "%TAG ! tag:yaml.org,2002:python/\n---\na: !object/apply:os.getcwd []\n",
        "? [a, b]\n: 1\n",
        "? {a: b}\n: 1\n",
        "@agency\n",
        "a: 1\n b: 2\n",
        "\ta: 1\n",
        "a: [1, 2\n",
        "a: b: c\n",
        "<html><body>404</body></html>\n",
        "报告\n" * 1000,
    ],
    ids=lambda text: text[:24],
)
def test_a_yaml_bomb_or_trick_is_refused(tmp_path: Path, text: str) -> None:
    refused(saved(tmp_path, text))
    assert not Path("/tmp/nianbao-was-here").exists()


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"a":' * 100_000,
        "[" + "1," * 1_000_000 + "1]",
        "{" + ",".join(f'"k{i}":1' for i in range(200_000)) + "}",
        '"' + '\\"' * 500_000,
        '"' * 500_001,
        '{"a": ' + "9" * 1_000_000 + "}",
        '{"a": 1.' + "9" * 1_000_000 + "}",
        '{"a": 1e' + "9" * 100 + "}",
        '{"year": NaN}',
        '{"year": Infinity}',
        '{"year": 1, "year": 2}',
        '{"a": "\\ud800"}',
        '{"a": "\\u0000"}',
        '{"\\ud800": 1}',
        '{"a": "\x01"}',
        '{"a": 1,}',
        "{'a': 1}",
        '{"a": 1} {"b": 2}',
        "{// 注释\n}",
        "]",
        "}",
        ",",
        "null",
        "NaN",
        "<html></html>",
    ],
    ids=lambda text: text[:24],
)
def test_a_json_bomb_or_trick_is_refused(tmp_path: Path, text: str) -> None:
    refused(saved(tmp_path, text, ".json"))


@pytest.mark.parametrize("encoding", ["gbk", "gb18030"])
def test_a_file_in_gbk_is_read_with_a_note(tmp_path: Path, encoding: str) -> None:
    report = read_figures(saved(tmp_path, YAML.encode(encoding)))
    assert report.agency == "原州区人民政府办公室"
    assert [note.what for note in report.notes] == ["encoding guessed"]
    assert "GB18030" in report.notes[0].text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
@pytest.mark.parametrize(("text", "suffix"), [(YAML, ".yaml"), (JSON, ".json")])
def test_a_file_in_utf_16_with_its_mark_is_read_with_a_note(
    tmp_path: Path, encoding: str, text: str, suffix: str
) -> None:
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    report = read_figures(saved(tmp_path, mark + text.encode(encoding), suffix))
    assert report.agency == "原州区人民政府办公室"
    assert report.notes[0].what == "encoding guessed"


@pytest.mark.parametrize(("text", "suffix"), [(YAML, ".yaml"), (JSON, ".json")])
@pytest.mark.parametrize(
    "change",
    [
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: (text.rstrip() + "\n\n\n").encode(),
    ],
    ids=["mark", "crlf", "cr", "blank lines at the end"],
)
def test_marks_and_line_ends_change_nothing(
    tmp_path: Path, change: Callable[[str], bytes], text: str, suffix: str
) -> None:
    assert read_figures(saved(tmp_path, change(text), suffix)) == read_figures(EXAMPLE)


def test_json_and_yaml_of_the_same_figures_are_the_same_report(tmp_path: Path) -> None:
    assert read_figures(saved(tmp_path, JSON, ".json")) == read_figures(EXAMPLE)


def test_blank_cells_are_noted_and_stay_blank(tmp_path: Path) -> None:
    text = YAML.replace("natural_person: 8", "natural_person: null", 1)
    report = read_figures(saved(tmp_path, text.replace('fees: "0"', "fees:")))
    assert [(note.what, note.where) for note in report.notes] == [
        ("blank cell", "t2.fees"),
        ("blank cell", "t3.new.natural_person"),
    ]
    again = read_figures(saved(tmp_path, report.model_dump_json(), ".json"))
    assert again.notes == report.notes


def test_the_text_of_a_file_says_in_which_encoding_it_was(tmp_path: Path) -> None:
    read = read_text(saved(tmp_path, "甲"))
    assert (read.text, read.encoding, read.guessed) == ("甲", "utf-8", False)


def test_what_only_the_2019_form_asks_for_is_not_called_blank(tmp_path: Path) -> None:
    text = YAML.replace('layout: "2021"', 'layout: "2019"')
    old = read_figures(saved(tmp_path, text))
    assert {note.what for note in old.notes} == {"blank cell"}
    assert all(old.holds(note.where) for note in old.notes)
