"""Titles of 200 characters and agencies that no file name takes, in every form and back."""

from pathlib import Path

import pytest

from assistant.exporting.export import RENDERERS, export
from assistant.exporting.saving import safe_name
from assistant.reading.open_file import read_report
from tests.exporting.conftest import build

_MANY = "及政务公开工作领导小组各成员单位"
TITLES = {
    "with the agency": f"青岚县人民政府办公室{_MANY * 10}2024年政府信息公开工作年度报告",
    "without the agency": f"关于全县各乡镇街道{_MANY * 10}2024年政府信息公开工作年度报告",
    "in other words": f"关于印发二〇二四年度青岚县{_MANY * 10}政府信息公开工作年度报告的公告",
}
NAMES = ('青岚县/教育*局:"<甲>|乙?', "..\\..\\青岚县", "CON", "某" * 100)
FORMS = tuple(RENDERERS)


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_a_title_of_200_characters_survives_every_form(title: str, tmp_path: Path) -> None:
    whole = f"{title}（{'增' * (198 - len(title))}）" if "2024" not in title else title
    assert len(whole) >= 180
    report = build(title=whole)
    for path in export(report, FORMS, tmp_path):
        read = read_report(path)
        assert (read.title, read.year, read.agency) == (whole, 2024, report.agency), path.name
        assert (read.preface, read.published) == (report.preface, report.published), path.name
        assert read.cells() == report.cells()


@pytest.mark.parametrize("agency", NAMES)
def test_an_agency_that_no_file_name_takes_is_written_in_the_folder_and_read_back(
    agency: str, tmp_path: Path
) -> None:
    report = build(agency=agency, title="")
    paths = export(report, FORMS, tmp_path / "out")
    for path in paths:
        assert path.parent == tmp_path / "out"
        assert not set(path.name) & set('/\\:*?"<>|')
        assert len(path.name.encode()) <= 255
        assert not path.name.upper().startswith("CON.")
        assert read_report(path).agency == agency, path.name


def test_no_two_forms_of_a_name_leave_their_folder() -> None:
    for name in ("", ".", "..", "/", "a/../b", "\x00", "NUL.txt", " x "):
        assert safe_name(name) not in ("", ".", "..")
        assert "/" not in safe_name(name)
