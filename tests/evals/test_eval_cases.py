"""Cases: made of samples and of any folder of reports; unfit ones are refused in Chinese."""

import json
import shutil
from pathlib import Path

import pytest

from assistant.drafting.drafter import Drafter
from assistant.errors import UnusableInput
from assistant.exporting.export import export
from assistant.report.ledger import render_statement
from assistant.report.model import AnnualReport, SectionText, Table2, Table3, Table4
from assistant.report.quantities import find_quantities
from evals.drafting.case_files import case_of, cases_of_folder, read_case, write_case
from evals.drafting.cases import Case, sample_cases, split_of
from evals.drafting.extraction import extract
from tests.evals.drafted_by_hand import case

ALL = sample_cases()


def pair() -> tuple[AnnualReport, AnnualReport]:
    reference, previous = case().reference, case().previous
    assert reference is not None
    assert previous is not None
    return reference, previous


def test_every_sample_agency_gives_one_case_and_no_narrative_of_the_year() -> None:
    assert len(ALL) == 8
    for one in ALL:
        assert one.previous is not None
        assert one.reference is not None
        assert one.previous.year == one.figures.year - 1
        assert not one.figures.has_narrative
        assert one.reference.has_narrative


def test_the_halves_part_agencies_and_not_sections() -> None:
    assert {one.split for one in ALL} == {"tuning", "held-out"}
    assert all(one.split == split_of(one.figures.agency) for one in ALL)


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.name)
def test_what_is_extracted_stands_in_the_report(one: Case) -> None:
    assert one.reference is not None
    made = extract(one.reference).figures
    texts = dict(one.reference.texts())
    assert made.cells() == one.reference.cells()
    assert len(made.facts) >= 8
    assert made.problems
    for fact in made.facts:
        told = texts["1"] + texts[fact.section]
        numbers = {q.text for q in find_quantities(render_statement(fact))}
        assert numbers <= {q.text for q in find_quantities(told)}, fact


def test_days_are_work_facts_and_those_of_every_report_are_not() -> None:
    reference, _ = pair()
    told = ("工作要点于5月13日公布，统计期限为1月1日至12月31日。",)
    sections = {**reference.sections, "6": SectionText(title="六、", paragraphs=told)}
    made = extract(reference.model_copy(update={"sections": sections})).figures
    (fact,) = (fact for fact in made.facts if fact.section == "6")
    assert render_statement(fact) == "工作要点于5月13日公布"


def test_the_same_report_gives_the_same_figures() -> None:
    reference, _ = pair()
    assert extract(reference) == extract(reference)


def test_a_folder_of_two_reports_in_different_formats_gives_a_case(tmp_path: Path) -> None:
    reference, previous = pair()
    export(previous, ["html"], tmp_path)
    export(reference, ["docx"], tmp_path)
    (tmp_path / "notes.txt").write_text("会议通知：下周一上午开会。", "utf-8")
    gathered = cases_of_folder(tmp_path)
    assert [one.figures.agency for one in gathered.cases] == [reference.agency]
    assert gathered.cases[0].figures.cells() == reference.cells()
    assert any("notes.txt" in notice for notice in gathered.notices)
    draft = Drafter(gathered.cases[0].figures, previous=gathered.cases[0].previous).draft()
    assert any(fact.startswith("work.told") for s in draft.sections for x in s.sentences() for fact in x.facts)  # fmt: skip


def test_a_case_file_comes_back_the_same_and_tells_that_it_was_edited(tmp_path: Path) -> None:
    path = write_case(case(), tmp_path)
    assert read_case(path).digest == case().digest
    assert cases_of_folder(tmp_path).cases[0] == case()
    data = json.loads(path.read_text("utf-8"))
    data["figures"]["table3"]["new"]["total"] = 9
    path.write_text(json.dumps(data), "utf-8")
    with pytest.raises(UnusableInput, match="被改过"):
        read_case(path)


def test_no_case_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.case.json"
    path.write_text('{"name": 3}', "utf-8")
    with pytest.raises(UnusableInput, match="不是案例文件"):
        read_case(path)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"agency": "清岚县水务局"}, "换成同一个单位"),
        ({"year": 2026}, "不相连"),
        ({"table2": Table2(), "table3": Table3(), "table4": Table4()}, "没有表格数据"),
        ({"preface": (), "sections": {}}, "没有正文"),
    ],
)
def test_an_unfit_reference_is_refused(changed: dict[str, object], says: str) -> None:
    reference, previous = pair()
    with pytest.raises(UnusableInput, match=says):
        case_of("x", reference.model_copy(update=changed), previous)


def test_an_english_reference_is_refused() -> None:
    reference, previous = pair()
    english = reference.model_copy(update={"sections": {}, "preface": ("The town published.",)})
    with pytest.raises(UnusableInput, match="不是中文"):
        case_of("x", english, previous)


def test_last_years_report_may_leave_out_the_city_and_that_is_said() -> None:
    reference, previous = pair()
    longer = reference.model_copy(update={"agency": "澜州市清岚县禾渡镇人民政府"})
    made = case_of("x", longer, previous)
    assert made.previous is not None
    assert made.previous.agency == longer.agency
    assert any("清岚县禾渡镇人民政府" in notice for notice in made.notices)


def test_a_report_without_a_name_is_left_out_and_said(tmp_path: Path) -> None:
    reference, previous = pair()
    export(previous, ["html"], tmp_path)
    export(reference, ["html"], tmp_path)
    nameless = "\n".join(t for _, t in reference.texts() if t and reference.agency not in t)
    (tmp_path / "x.txt").write_text(f"政府信息公开工作年度报告\n{nameless}", "utf-8")
    gathered = cases_of_folder(tmp_path)
    assert len(gathered.cases) == 1
    assert any(notice.startswith("x.txt") for notice in gathered.notices)


def test_one_report_alone_is_no_case(tmp_path: Path) -> None:
    export(pair()[0], ["html"], tmp_path)
    with pytest.raises(UnusableInput, match="没有一个单位有连续两年的报告"):
        cases_of_folder(tmp_path)
    shutil.rmtree(tmp_path)
    with pytest.raises(UnusableInput, match="没有这个文件夹"):
        cases_of_folder(tmp_path)
