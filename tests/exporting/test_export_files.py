"""Files appear whole, under safe names, or not at all."""

import json
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from assistant.errors import UnusableInput
from assistant.exporting.export import RENDERERS, default_stem, export
from assistant.exporting.saving import safe_name, save
from assistant.report.model import AnnualReport


def test_every_format_is_written_under_the_official_name(
    report: AnnualReport, tmp_path: Path
) -> None:
    folder = tmp_path / "out" / "2024"
    paths = export(report, list(RENDERERS), folder)
    assert [path.suffix for path in paths] == [".docx", ".html", ".md", ".json", ".xlsx"]
    assert {path.stem for path in paths} == {report.title}
    assert sorted(folder.iterdir()) == sorted(paths)


def test_an_export_at_another_time_has_the_same_bytes(report: AnnualReport, tmp_path: Path) -> None:
    first = [path.read_bytes() for path in export(report, RENDERERS, tmp_path / "a")]
    time.sleep(2.1)  # a zip entry's time has steps of two seconds
    second = [path.read_bytes() for path in export(report, RENDERERS, tmp_path / "b", "名")]
    assert first == second


def test_the_json_is_the_contract_unescaped_and_reads_back(
    report: AnnualReport, tmp_path: Path
) -> None:
    [path] = export(report, ["json"], tmp_path)
    text = path.read_text(encoding="utf-8")
    assert text.endswith("}\n")
    assert "青岚县人民政府办公室" in text
    assert json.loads(text)["table2"]["fees"] == "59237.2449"
    assert AnnualReport.model_validate_json(text) == report


def test_an_unknown_format_is_refused_before_anything_is_written(
    report: AnnualReport, tmp_path: Path
) -> None:
    with pytest.raises(UnusableInput, match="不认识导出格式“odt”") as refusal:
        export(report, ["md", "odt"], tmp_path)
    assert "docx" in refusal.value.cure
    assert list(tmp_path.iterdir()) == []


def test_a_report_that_one_format_cannot_hold_writes_none(
    report: AnnualReport, tmp_path: Path
) -> None:
    long = report.model_copy(update={"problems": ("长" * 40000,)})
    with pytest.raises(UnusableInput, match="32767"):
        export(long, ["md", "xlsx"], tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_refused_with_a_cure(
    report: AnnualReport, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(UnusableInput) as refusal:
        export(report, ["md"], tmp_path / "file" / "deeper")
    assert "换一个可以写入的文件夹" in refusal.value.cure


def test_a_failed_write_leaves_the_old_file_and_no_temporary(tmp_path: Path) -> None:
    (tmp_path / "a.md").mkdir()
    with pytest.raises(UnusableInput):
        save(tmp_path, "a.md", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]
    assert save(tmp_path, "b.md", b"1") == save(tmp_path, "b.md", b"2")
    assert (tmp_path / "b.md").read_bytes() == b"2"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("某县/某局:办公室", "某县_某局_办公室"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ('a\\b*c?d"e<f>g|h', "a_b_c_d_e_f_g_h"),
        ("换\n行\x00制\u202e符", "换行制符"),
        ("  . 名字 . ", "名字"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("...", "未命名"),
        ("", "未命名"),
    ],
)
def test_a_name_is_made_safe(text: str, name: str) -> None:
    assert safe_name(text) == name


def test_a_name_fits_the_limits_of_characters_and_bytes() -> None:
    assert len(safe_name("某" * 300)) == 80
    assert len(safe_name("\U00020000" * 300).encode()) <= 240


def test_a_long_agency_is_cut_and_the_rest_of_the_name_stays(report: AnnualReport) -> None:
    stem = default_stem(report.model_copy(update={"agency": "某" * 100}))
    assert len(stem) == 80
    assert stem.endswith("某2024年政府信息公开工作年度报告")


def test_a_hostile_agency_cannot_leave_the_folder(hostile: AnnualReport, tmp_path: Path) -> None:
    paths = export(hostile, RENDERERS, tmp_path, stem="../../x")
    assert all(path.parent == tmp_path for path in paths)
    assert all(path.exists() for path in paths)


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = (
        "import sys, assistant.exporting.export as e;"
        "print(sorted({'docx', 'openpyxl', 'jinja2', 'lxml'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_containers_are_sound(report: AnnualReport, tmp_path: Path) -> None:
    for path in export(report, ["docx", "xlsx"], tmp_path):
        assert zipfile.ZipFile(path).testzip() is None
