"""附件 of the Word paper: each number with its source, pictures with their words, and no harm."""

import io
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from assistant.commands.tracing import sources_of_report
from assistant.exporting.annex import Annex, PictureSheet, SourceTable
from assistant.exporting.export import export
from assistant.exporting.pictures.fonts import NoChineseFont, chinese_font
from assistant.exporting.pictures.results import results_by_kind
from assistant.exporting.sources import IN_WORDS, UNKNOWN, TracedSentence, source_rows
from assistant.exporting.word import to_docx
from assistant.reading.open_file import read_report
from assistant.report.ledger import build_ledger
from assistant.report.model import AnnualReport, PartText

Nianbao = Callable[..., subprocess.CompletedProcess[str]]
EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "yuanzhou-2022.yaml"


def rows_of(report: AnnualReport, text: str, *facts: str, **how: object) -> list[tuple[str, str]]:
    sentence = TracedSentence("（二）依申请公开", text, facts, **how)
    return [(row.written, row.source) for row in source_rows([sentence], build_ledger(report))]


def test_a_number_comes_from_the_fact_with_its_value_and_unit(report: AnnualReport) -> None:
    small = report.with_cells({"t3.new.total": 8, "t3.carried_in.total": 3})
    text = "新收申请8件，上年结转3件，比重12%。"
    assert rows_of(small, text, "t3.new.total", "t3.carried_in.total") == [
        ("8件", "表三"),
        ("3件", "表三"),
        ("12%", UNKNOWN),
    ]


def test_a_number_has_no_source_in_a_fact_of_another_sentence_or_unit(
    report: AnnualReport,
) -> None:
    small = report.with_cells({"t3.new.total": 8})
    assert rows_of(small, "新收申请8件。") == [("8件", UNKNOWN)]
    assert rows_of(small, "培训8场。", "t3.new.total") == [("8场", UNKNOWN)]


def test_equal_numbers_take_one_fact_each(report: AnnualReport) -> None:
    small = report.with_cells({"t3.new.total": 8, "t3.result_total.total": 8})
    sentence = TracedSentence("", "新收8件，办结8件。", ("t3.new.total", "t3.result_total.total"))
    rows = source_rows([sentence], build_ledger(small))
    assert [row.means for row in rows] == ["本年新收申请", "办理结果总计"]


def test_a_number_of_a_work_fact_comes_from_the_record_of_the_staff(report: AnnualReport) -> None:
    facts = ("work.interpretation", "work.interpretation.count", "work.interpretation.share")
    text = "发布政策解读9篇，图文解读占88.5%。"
    assert rows_of(report, text, *facts) == [("9篇", "政策解读台账"), ("88.5%", "政策解读台账")]
    assert rows_of(report, text, facts[0])[0] == ("9篇", "政策解读台账")


def test_a_sum_says_how_it_was_made(report: AnnualReport) -> None:
    value = build_ledger(report)["sum.t3.unavailable.total"].value
    [(_, source)] = rows_of(report, f"无法提供{value}件。", "sum.t3.unavailable.total")
    assert source.startswith("计算：")
    assert "补正后申请内容仍不明确" in source


def test_a_zero_in_words_has_its_cell_where_the_sentence_was_written_from_it(
    report: AnnualReport,
) -> None:
    none = report.with_cells({"t3.carried_out.total": 0})
    text, fact = "年末没有未办结的申请。", "t3.carried_out.total"
    assert rows_of(none, text, fact) == [(f"0件{IN_WORDS}", "表三")]
    assert rows_of(none, text, fact, written_from=False) == []


def test_a_doubted_number_has_no_source(report: AnnualReport) -> None:
    small = report.with_cells({"t3.new.total": 8})
    doubts = ((2, 4),)
    assert rows_of(small, "新收8件。", "t3.new.total", doubts=doubts) == [("8件", UNKNOWN)]


@pytest.fixture(scope="module")
def annexes(report: AnnualReport) -> list[Annex]:
    try:
        chinese_font()
    except NoChineseFont:
        pytest.skip("no Chinese font is installed")
    sentences = [TracedSentence("<b>", f"新收{i}件。", ()) for i in range(60)]
    rows = source_rows(sentences, build_ledger(report))
    return [SourceTable(rows), PictureSheet((results_by_kind(report),))]


@pytest.fixture(scope="module")
def paper(report: AnnualReport, annexes: list[Annex]) -> Document:
    return docx.Document(io.BytesIO(to_docx(report, annexes)))


def test_the_annexes_are_named_below_the_text_and_begin_on_pages_of_their_own(
    paper: Document,
) -> None:
    styled = [
        (p.style.name, p.text) for p in paper.paragraphs if p.style and "附件" in p.style.name
    ]
    assert styled[:2] == [("附件说明", "附件：1.数据溯源表"), ("附件续行", "2.数据图")]
    assert [text for style, text in styled if style == "附件标记"] == ["附件1", "附件2"]
    assert paper.styles["附件标记"].element.pPr.find(qn("w:pageBreakBefore")) is not None


def test_every_row_is_printed_and_the_heads_repeat(paper: Document) -> None:
    table = paper.tables[3]
    assert len(table.rows) == 61
    assert [cell.text for cell in table.rows[60].cells] == ["60", "<b>", "59件", "", UNKNOWN]
    assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None


def test_a_picture_in_the_paper_has_its_words(paper: Document, report: AnnualReport) -> None:
    [picture] = paper.inline_shapes
    assert picture._inline.docPr.get("descr") == results_by_kind(report).in_words()
    assert round(picture.width.mm) == 156


def test_a_paper_with_annexes_reads_back_as_the_same_report(
    report: AnnualReport, annexes: list[Annex], tmp_path: Path
) -> None:
    for name, content in (("a", to_docx(report)), ("b", to_docx(report, annexes))):
        (tmp_path / f"{name}.docx").write_bytes(content)
    bare, annexed = (read_report(tmp_path / f"{name}.docx") for name in "ab")
    told = [note for note in annexed.notes if note.what == "annex"]
    assert len(told) == 1
    assert annexed.notes == (*told, *bare.notes)
    assert annexed.model_copy(update={"notes": bare.notes}) == bare


def test_the_page_draws_the_pictures_and_reads_back_as_the_same_report(
    report: AnnualReport, annexes: list[Annex], tmp_path: Path
) -> None:
    [bare] = export(report, ["html"], tmp_path, "bare")
    [drawn] = export(report, ["html"], tmp_path, "drawn", annexes=annexes)
    source = drawn.read_text("utf-8")
    assert source.count("<svg role=") == 1
    assert "<script" not in source
    assert results_by_kind(report).in_words() in source
    assert read_report(drawn) == read_report(bare)


def test_the_same_annexes_give_the_same_bytes(report: AnnualReport, annexes: list[Annex]) -> None:
    assert to_docx(report, annexes) == to_docx(report, annexes)


def test_a_draft_with_sources_traces_every_number_it_says(nianbao: Nianbao, tmp_path: Path) -> None:
    done = nianbao("draft", EXAMPLE, "--engine", "offline", "--out", "out", "--with-sources")
    assert done.returncode == 0, done.stderr
    [path] = (tmp_path / "out").glob("*.docx")
    rows = [[c.text for c in row.cells] for row in docx.Document(str(path)).tables[3].rows[1:]]
    assert len(rows) > 20
    unknown = [row for row in rows if row[4] == UNKNOWN]
    assert unknown == []
    [trail] = (tmp_path / "out").glob("*.json")
    text = "".join(
        s["text"]
        for section in json.loads(trail.read_text("utf-8"))["sections"]
        for p in section["paragraphs"]
        for s in p["sentences"]
    )
    counted = re.findall(r"\d+(?=[篇条场个])", text)
    assert counted
    assert set(counted) <= {re.sub(r"\D", "", row[2]) for row in rows}
    again = ("--to", "docx", "--out", "again", "--with-sources", "--figures", EXAMPLE)
    assert nianbao("export", path, *again).returncode == 0
    [path] = (tmp_path / "again").glob("*.docx")
    sought = [row.cells[4].text for row in docx.Document(str(path)).tables[3].rows[1:]]
    assert len(sought) > 20
    assert UNKNOWN not in sought, "a finished paper finds its work facts in the figures"
    [paper] = (tmp_path / "out").glob("*.docx")
    done = nianbao("export", paper, *again[:-2])
    assert f"溯源用了旁边的草稿 {trail.name}" in done.stderr
    [path] = (tmp_path / "again").glob("*.docx")
    by_trail = [row.cells[4].text for row in docx.Document(str(path)).tables[3].rows[1:]]
    assert by_trail == [row[4] for row in rows]
    trail.rename(tmp_path / "elsewhere.json")
    assert "--trail" in nianbao("export", paper, *again[:-2]).stderr
    given = nianbao("export", paper, *again[:-2], "--trail", tmp_path / "elsewhere.json")
    assert given.returncode == 0
    [path] = (tmp_path / "again").glob("*.docx")
    assert [row.cells[4].text for row in docx.Document(str(path)).tables[3].rows[1:]] == by_trail


def test_a_number_that_nothing_supports_is_said_to_have_no_source(report: AnnualReport) -> None:
    small = report.with_cells({"t3.new.total": 8}).model_copy(update={"preface": ()})
    part = PartText(title="（二）依申请公开", paragraphs=("本年新收申请8件。开展培训77场。",))
    section = small.sections["1"].model_copy(update={"parts": {"1.2": part}, "paragraphs": ()})
    rows = sources_of_report(small.model_copy(update={"sections": {"1": section}})).rows
    assert [(row.written, row.source) for row in rows] == [("8件", "表三"), ("77场", UNKNOWN)]


def test_earlier_reports_bring_a_picture_of_the_years(nianbao: Nianbao, tmp_path: Path) -> None:
    samples = EXAMPLE.parent.parent / "corpus" / "samples"
    now, before = (samples / f"qinglan-xian-{year}.yaml" for year in (2024, 2023))
    pictures = ("--to", "docx", "--out", "out", "--with-pictures", "--previous", before)
    done = nianbao("export", now, *pictures)
    assert done.returncode == 0, done.stderr
    [path] = (tmp_path / "out").glob("*.docx")
    shapes = docx.Document(str(path)).inline_shapes
    words = [shape._inline.docPr.get("descr") for shape in shapes]
    assert len(words) == 2
    assert "2023—2024年申请办理和复议诉讼情况" in words[1]


def test_annexes_without_a_paper_to_carry_them_are_said(nianbao: Nianbao) -> None:
    done = nianbao("export", EXAMPLE, "--to", "md", "--out", "out", "--with-pictures")
    assert done.returncode == 0
    assert "数据图只附在 docx、pdf、html 里" in done.stderr
