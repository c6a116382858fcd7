"""Cases of any folder of reports: many shapes in which an agency keeps its own past."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.errors import UnusableInput
from assistant.exporting.export import RENDERERS
from assistant.report.ledger import render_statement
from assistant.report.model import AnnualReport
from evals.drafting.case_files import Gathered, cases_of_folder
from evals.drafting.cases import sample_cases
from evals.drafting.extraction import extract
from evals.reading.variants import old_report
from tests.evals.pdf_by_hand import pdf_of

ALL = {case.name: case for case in sample_cases()}


def years(name: str = "qinglan-hedu-zhen-2024") -> tuple[AnnualReport, AnnualReport]:
    """Last year's report of a sample agency and this year's."""
    case = ALL[name]
    assert case.previous is not None
    assert case.reference is not None
    return case.previous, case.reference


def put(path: Path, report: AnnualReport) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(RENDERERS[path.suffix[1:]](report))
    return path


def said(gathered: Gathered, about: str) -> str:
    (notice,) = (n for n in gathered.notices if n.startswith(about))
    return notice


def test_files_of_any_format_in_subfolders_and_without_years_in_their_names(tmp_path: Path) -> None:
    last, this = years()
    put(tmp_path / "旧的" / "公开年报.docx", last)
    put(tmp_path / "新的" / "公开年报.html", this)
    (case,) = cases_of_folder(tmp_path).cases
    assert case.name == "新的-公开年报"
    assert case.figures.cells() == this.cells()
    assert case.previous is not None
    assert case.previous.year == last.year


@pytest.mark.parametrize("suffix", ["docx", "html", "md"])
def test_two_agencies_in_one_folder_are_never_paired_with_each_other(
    suffix: str, tmp_path: Path
) -> None:
    for at, name in enumerate(("qinglan-hedu-zhen-2024", "lanzhou-jiaoyu-ju-2024")):
        for report in years(name):
            put(tmp_path / str(report.year) / f"{at}.{suffix}", report)
    gathered = cases_of_folder(tmp_path)
    assert len(gathered.cases) == 2
    for case in gathered.cases:
        assert case.previous is not None
        assert case.previous.agency == case.figures.agency


def test_three_years_give_two_cases_and_the_first_is_nobodys(tmp_path: Path) -> None:
    last, this = years()
    next_year = this.model_copy(update={"year": this.year + 1, "title": "", "published": None})
    for report in (last, this, next_year):
        put(tmp_path / f"{report.year}.docx", report)
    gathered = cases_of_folder(tmp_path)
    assert [case.figures.year for case in gathered.cases] == [this.year, this.year + 1]


def test_the_form_of_2020_may_be_last_years(tmp_path: Path) -> None:
    old = old_report()
    put(tmp_path / "a.docx", old.model_copy(update={"year": 2020, "title": "", "published": None}))
    new = next(c.reference for c in ALL.values() if c.reference and c.figures.agency == old.agency)
    put(tmp_path / "b.html", new.model_copy(update={"year": 2021, "title": "", "published": None}))
    (case,) = cases_of_folder(tmp_path).cases
    assert case.previous is not None
    assert (case.previous.layout, case.figures.layout) == ("2019", "2021")


def test_a_title_with_odd_spacing_names_the_agency_all_the_same(tmp_path: Path) -> None:
    last, this = years()
    put(tmp_path / "a.html", last)
    page = put(tmp_path / "b.html", this)
    text = page.read_text("utf-8")
    title = this.full_title
    assert title in text
    odd = f"{title[:4]} \u3000{title[4:-8]}\n{title[-8:]}"
    page.write_text(text.replace(title, odd), "utf-8")
    (case,) = cases_of_folder(tmp_path).cases
    assert case.figures.agency == this.agency


def test_the_same_report_in_two_formats_makes_one_case_and_that_is_said(tmp_path: Path) -> None:
    last, this = years()
    put(tmp_path / "2023.docx", last)
    put(tmp_path / "2024.docx", this)
    put(tmp_path / "2024.html", this)
    gathered = cases_of_folder(tmp_path)
    assert [case.name for case in gathered.cases] == ["2024"]
    assert "是同一份报告，只用后者" in said(gathered, "2024.html")


def test_files_of_one_name_in_several_folders_are_cases_apart(tmp_path: Path) -> None:
    for folder, name in (("甲", "qinglan-hedu-zhen-2024"), ("乙", "lanzhou-jiaoyu-ju-2024")):
        last, this = years(name)
        put(tmp_path / folder / "去年.docx", last)
        put(tmp_path / folder / "今年.docx", this)
    assert {case.name for case in cases_of_folder(tmp_path).cases} == {"甲-今年", "乙-今年"}


def test_every_stray_file_is_told_with_why_and_what_to_do(tmp_path: Path) -> None:
    for report in years():
        put(tmp_path / f"{report.year}.docx", report)
    (tmp_path / "通知.txt").write_text("会议通知：下周一上午开会。", "utf-8")
    (tmp_path / "空的.docx").write_bytes(b"")
    (tmp_path / "坏的.pdf").write_bytes(b"%PDF-1.7 nothing")
    (tmp_path / "附件.zip").write_bytes(b"PK\x03\x04")
    (tmp_path / ".DS_Store").write_bytes(b"x")
    (tmp_path / "~$2024.docx").write_bytes(b"x")
    gathered = cases_of_folder(tmp_path)
    assert len(gathered.cases) == 1
    for name in ("通知.txt", "空的.docx", "坏的.pdf", "附件.zip"):
        assert len(said(gathered, name)) > len(name) + 10, name
        assert "；" in said(gathered, name), name
    assert len(gathered.notices) == 4


def test_last_years_figures_without_a_text_are_enough_and_that_is_said(tmp_path: Path) -> None:
    last, this = years()
    put(tmp_path / "去年.xlsx", last.model_copy(update={"sections": {}, "preface": ()}))
    put(tmp_path / "今年.docx", this)
    gathered = cases_of_folder(tmp_path)
    assert len(gathered.cases) == 1
    assert "只当上年数据" in said(gathered, "去年.xlsx")


def test_two_pdf_files_make_a_case_with_every_cell(tmp_path: Path) -> None:
    last, this = years()
    for name, report in (("一.pdf", last), ("二.pdf", this)):
        (tmp_path / name).write_bytes(pdf_of(report))
    (case,) = cases_of_folder(tmp_path).cases
    assert case.previous is not None
    assert (case.figures.cells(), case.previous.cells()) == (this.cells(), last.cells())
    assert case.reference is not None
    assert case.reference.text_of("1.2") == this.text_of("1.2")


def without(report: AnnualReport, *tables: str) -> AnnualReport:
    empty = {name: type(getattr(report, name))() for name in tables}
    return report.model_copy(update={**empty, "facts": (), "problems": (), "improvements": ()})


def bare(report: AnnualReport) -> AnnualReport:
    return report.model_copy(update={"sections": {}, "preface": ()})


def test_a_workbook_of_tables_beside_a_text_makes_one_report_of_both(tmp_path: Path) -> None:
    last, this = years()
    put(tmp_path / "2023.docx", last)
    put(tmp_path / "2024正文.docx", without(this, "table2", "table3", "table4"))
    put(tmp_path / "2024表.xlsx", bare(this))
    gathered = cases_of_folder(tmp_path)
    (case,) = gathered.cases
    assert case.figures.cells() == this.cells()
    assert case.reference is not None
    assert case.reference.text_of("1.1") == this.text_of("1.1")
    assert "合为一份：表二、表三、表四取自前者" in said(gathered, "2024表.xlsx")


def test_a_table_that_is_missing_is_told_and_its_numbers_are_taken_from_the_text(
    tmp_path: Path,
) -> None:
    last, this = years()
    put(tmp_path / "去年.html", without(last, "table2", "table3", "table4"))
    put(tmp_path / "今年.html", without(this, "table3"))
    (case,) = cases_of_folder(tmp_path).cases
    assert any("参照报告没有读到表三的数据" in notice for notice in case.notices)
    assert any("上年报告没有读到表二、表三、表四的数据" in notice for notice in case.notices)
    told = [render_statement(fact) for fact in case.figures.facts if fact.section == "1.2"]
    assert any("新收申请8件" in statement for statement in told)


def test_of_years_with_a_gap_the_year_that_is_missing_is_named(tmp_path: Path) -> None:
    last, this = years()
    for year in (2021, last.year, this.year):
        put(tmp_path / f"{year}.docx", last.model_copy(update={"year": year, "title": "", "published": None}) if year < this.year else this)  # fmt: skip
    gathered = cases_of_folder(tmp_path)
    assert [case.figures.year for case in gathered.cases] == [this.year]
    assert "请补上 2022 年的" in said(gathered, "2021.docx")
    assert "请补上 2022 年的" in said(gathered, f"{last.year}.docx")


def test_what_a_title_does_not_name_the_name_of_the_file_may_and_that_is_said(
    tmp_path: Path,
) -> None:
    for report, name in zip(years(), ("清岚县禾渡镇2023", "清岚县禾渡镇政府信息公开工作年度报告（2024年）"), strict=True):  # fmt: skip
        page = put(tmp_path / "whole" / "x.md", report).read_text("utf-8")
        (tmp_path / f"{name}.txt").write_text(page[page.index("## 一、") :], "utf-8")
    (tmp_path / "whole" / "x.md").unlink()
    gathered = cases_of_folder(tmp_path)
    (case,) = gathered.cases
    assert (case.figures.agency, case.figures.year) == ("清岚县禾渡镇", 2024)
    assert "按文件名当作“清岚县禾渡镇”2023年的" in said(gathered, "清岚县禾渡镇2023.txt")
    (tmp_path / "清岚县禾渡镇2023.txt").rename(tmp_path / "去年.txt")
    with pytest.raises(UnusableInput, match="文件里没有写明"):
        cases_of_folder(tmp_path)


def test_what_units_told_in_brackets_is_one_fact_and_what_is_left_out_is_said() -> None:
    _, this = years()
    told = "全县共收到政府信息公开申请8件（县政府办3件、水务局4件、禾渡镇1件），答复申请9999件。"
    section = this.sections["1"]
    parts = {**section.parts, "1.2": section.parts["1.2"].model_copy(update={"paragraphs": (told,)})}  # fmt: skip
    sections = {**this.sections, "1": section.model_copy(update={"parts": parts})}
    made = extract(this.model_copy(update={"sections": sections}))
    (fact,) = (fact for fact in made.figures.facts if fact.section == "1.2")
    assert render_statement(fact) == told.partition("，答复")[0]
    assert any("9999件" in notice for notice in made.notices)


def unfit(this: AnnualReport, name: str) -> AnnualReport:
    changes: dict[str, dict[str, object]] = {
        "another agency": {"agency": "清岚县水务局", "title": ""},
        "another year": {"year": this.year + 1, "title": ""},
        "english": {"sections": {}, "preface": ("The town published.",)},
        "no text": {"sections": {}, "preface": ()},
        "no tables": {name: type(getattr(this, name))() for name in ("table2", "table3", "table4")},
    }
    return this.model_copy(update={**changes[name], "published": None})


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        ("another agency", "请把两份标题里的单位名称写成一样"),
        ("another year", "没有上一年的报告"),
        ("english", "不能成案例"),
        ("no text", "没有正文"),
        ("no tables", "没有表格数据"),
    ],
)
def test_a_reference_that_is_unfit_is_refused_with_why_and_what_to_do(
    fault: str, says: str, tmp_path: Path
) -> None:
    last, this = years()
    put(tmp_path / "去年.docx", last)
    put(tmp_path / ("今年.json" if fault in ("english", "no text") else "今年.docx"), unfit(this, fault))  # fmt: skip
    with pytest.raises(UnusableInput) as refused:
        cases_of_folder(tmp_path)
    assert says in str(refused.value)
    assert "怎么办" in str(refused.value)


def test_a_folder_of_two_reports_is_made_into_cases_run_and_scored_in_one_command(
    nianbao: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    last, this = years()
    put(tmp_path / "年报" / "一.docx", last)
    put(tmp_path / "年报" / "二.html", this)
    out = tmp_path / "out"
    call = ("eval", "drafting", "--engine", "offline", "--sections", "1.2,1.3", "--corpus", tmp_path / "年报", "--out", out)  # fmt: skip
    ran = nianbao(*call, "--format", "json", timeout=250)
    assert ran.returncode == 0, ran.stderr
    (case,) = json.loads(ran.stdout)["drafting"]["arms"][0]["cases"]
    assert case["agency"] == this.agency
    assert case["values"]["faithfulness.numbers"] == "1.0000"
    assert (out / "page.html").exists()
    kept = out / "cases" / "二.case.json"
    edited = json.loads(kept.read_text("utf-8"))
    edited["figures"]["table3"]["new"]["total"] = 9
    kept.write_text(json.dumps(edited), "utf-8")
    again = nianbao(
        "eval", "drafting", "--engine", "offline", "--corpus", out / "cases", timeout=250
    )
    assert again.returncode == 2
    assert "被改过" in again.stderr
    assert "怎么办" in again.stderr
