"""What a roll-up writes: the workbook, whom to chase, letters, the summary."""

import json
from pathlib import Path

import pytest
from docx import Document

from assistant.reading.open_file import read_report
from assistant.report.model import AnnualReport
from assistant.review.visible import one_line
from assistant.rollup.as_json import rollup_as_json
from assistant.rollup.folder import folder_of
from assistant.rollup.in_words import rollup_in_words
from assistant.rollup.page import to_page
from assistant.rollup.papers import LETTERS, write_papers
from assistant.rollup.rollup import RollUp, rolled_up
from assistant.rollup.submission import Submission
from assistant.rollup.unit_list import ListedUnit
from assistant.rules.all_rules import RULES
from assistant.rules.case import Case
from assistant.rules.engine import check
from tests.rollup.handed_in import figures, handed_in

HOSTILE = "../../<b>青坪县=cmd|局</b>\u202e"


def checked(report: AnnualReport) -> Submission:
    outcome = check(Case(report), RULES)
    return Submission(
        f"{one_line(report.agency)}.docx", report, outcome.findings, outcome.not_assessed
    )


@pytest.fixture
def result() -> RollUp:
    wrong = figures("青坪县民政局", new=7, t3__new__total=8)
    blank = figures("青坪县审计局", new=2, t2__licensing=None)
    files = [
        checked(figures("青坪县教育局", new=31, t2__licensing=5)),
        checked(wrong),
        checked(blank),
    ]
    files.append(Submission("青坪县水利局.xlsx", why="有密码", cure="去掉密码"))
    listed = [
        ListedUnit(f"青坪县{name}") for name in ("教育局", "民政局", "审计局", "水利局", "林业局")
    ]
    return rolled_up(files, figures("青坪县人民政府", new=40), listed)


def words_of(path: Path) -> str:
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_the_parents_workbook_reads_back_with_sums_blanks_and_questions(
    result: RollUp, tmp_path: Path
) -> None:
    written = write_papers(result, tmp_path)
    (path,) = [path for path in written.paths if path.suffix == ".xlsx"]
    assert "未齐" in path.name
    report = read_report(path)
    assert (report.agency, report.year) == ("青坪县人民政府", 2024)
    assert report.cell("t3.granted.total") == 40
    assert report.cell("t2.licensing") is None
    assert report.cell("t2.normative_documents.in_force") is None
    noted = {note.where: note.text for note in report.notes if note.what != "blank cell"}
    assert "青坪县审计局" in noted["t2.licensing"]
    assert "？" in noted["t2.normative_documents.in_force"]


def test_each_unit_with_faults_gets_a_letter_of_problem_basis_and_cure(
    result: RollUp, tmp_path: Path
) -> None:
    write_papers(result, tmp_path)
    letters = {path.stem.partition("-")[2]: path for path in (tmp_path / LETTERS).iterdir()}
    assert set(letters) == {"青坪县民政局", "青坪县审计局", "青坪县水利局"}
    words = words_of(letters["青坪县民政局"])
    assert all(part in words for part in ("青坪县民政局：", "问题", "依据", "整改建议", "应为 7"))
    assert "TAB301" in words


def test_the_list_of_whom_to_chase_names_every_unit_that_is_not_counted(
    result: RollUp, tmp_path: Path
) -> None:
    write_papers(result, tmp_path)
    words = words_of(tmp_path / "催报名单.docx")
    assert all(
        name in words for name in ("青坪县林业局", "青坪县水利局", "去掉密码", "青坪县审计局")
    )
    assert "青坪县教育局" not in words


def test_the_same_reports_give_the_same_bytes(result: RollUp, tmp_path: Path) -> None:
    one, two = (write_papers(result, tmp_path / name).paths for name in ("one", "two"))
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]


def test_a_second_writing_leaves_what_is_there_untouched(result: RollUp, tmp_path: Path) -> None:
    first = [path.stat().st_mtime_ns for path in write_papers(result, tmp_path).paths]
    again = write_papers(result, tmp_path)
    assert [path.stat().st_mtime_ns for path in again.paths] == first
    assert again.told == ()


def test_a_letter_that_a_person_changed_is_kept_beside_the_new_one(
    result: RollUp, tmp_path: Path
) -> None:
    letter = next(p for p in write_papers(result, tmp_path).paths if "民政局" in p.name)
    letter.write_bytes(b"changed by hand")
    written = write_papers(result, tmp_path)
    kept = letter.with_name(f"{letter.stem}（改过的 1）.docx")
    assert kept.read_bytes() == b"changed by hand"
    assert letter.read_bytes() != b"changed by hand"
    assert kept.name in written.told[0]


def test_letters_of_an_earlier_run_that_are_no_longer_true_go(
    result: RollUp, tmp_path: Path
) -> None:
    write_papers(result, tmp_path)
    (tmp_path / LETTERS / "别人的.docx").write_bytes(b"not ours")
    better = rolled_up(handed_in(figures("青坪县教育局")), figures("青坪县人民政府"))
    told = write_papers(better, tmp_path).told
    assert [path.name for path in (tmp_path / LETTERS).iterdir()] == ["别人的.docx"]
    assert len(told) == 4


def test_a_record_that_names_files_elsewhere_takes_nothing_away(
    result: RollUp, tmp_path: Path
) -> None:
    victim = tmp_path / "victim.docx"
    victim.write_bytes(b"")
    digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    out = tmp_path / "out"
    out.mkdir()
    record = {"papers": {"../victim.docx": ["", digest], str(victim): ["", digest]}}
    (out / ".nianbao-rollup.json").write_text(json.dumps(record))
    write_papers(result, out)
    assert victim.exists()


def test_hostile_names_leave_no_folder_and_run_nothing(tmp_path: Path) -> None:
    wrong = figures(HOSTILE, new=7, t3__new__total=8)
    result = rolled_up([checked(wrong)])
    written = write_papers(result, tmp_path / "out")
    assert all(path.resolve().is_relative_to(tmp_path / "out") for path in written.paths)
    page = to_page(result)
    assert "<b>" not in page
    assert "\u202e" not in page
    assert "\u202e" not in rollup_in_words(result)


def test_the_json_holds_units_sums_and_differences(result: RollUp) -> None:
    whole = json.loads(json.dumps(rollup_as_json(result)))
    assert whole["counts"] == {"units": 5, "counted": 3, "whole": False}
    assert whole["sums"]["t2.licensing"]["known"] == 5
    assert whole["sums"]["t2.licensing"]["value"] is None
    assert whole["sums"]["t2.fees"]["value"] == "0"
    assert {unit["standing"] for unit in whole["units"]} == {"counted", "unusable", "missing"}
    assert "t3.new.total" in {one["cell"] for one in whole["differences"]}


def test_what_a_roll_up_wrote_is_no_units_report_the_next_time(
    result: RollUp, tmp_path: Path
) -> None:
    (tmp_path / "甲局.docx").write_bytes(b"x")
    write_papers(result, tmp_path)
    write_papers(result, tmp_path / "汇总")
    assert [file.name for file in folder_of(tmp_path).files] == ["甲局.docx"]
