"""Comments stand at their words and cells, in a copy that reads back as the same report."""

import io
import random
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import RGBColor

from assistant.exporting.word import to_docx
from assistant.reading.docx_body import paragraphs_of, words_with_elements
from assistant.reading.open_file import read_report
from assistant.report.model import AnnualReport
from assistant.review.annotation import MOST_OF_A_RULE, annotate, save_annotated
from assistant.review.examples import base, made, samples
from assistant.review.paper import Letters
from assistant.rules.case import Case
from assistant.rules.rule import Finding, Where, plain
from tests.review.conftest import Review, finding_at, words_of


def read(content: bytes, tmp_path: Path) -> AnnualReport:
    path = tmp_path / "read.docx"
    path.write_bytes(content)
    return read_report(path)


def comments(content: bytes) -> list[tuple[str, str]]:
    """The words that each comment stands at, and what it says."""
    document = Document(io.BytesIO(content))
    said = {c.comment_id: "\n".join(p.text for p in c.paragraphs) for c in document.comments}
    return [(words, said[number]) for number, words in sorted(marked(document).items())]


def marked(document: Any) -> dict[int, str]:
    """The words between the start and the end of each comment."""
    found: dict[int, str] = {}
    within: set[int] = set()
    texts = {e: word for p in paragraphs_of(document) for e, word in words_with_elements(p)}
    for element in document.element.body.iter():
        if element.tag == qn("w:commentRangeStart"):
            within.add(int(element.get(qn("w:id"))))
            found[int(element.get(qn("w:id")))] = ""
        elif element.tag == qn("w:commentRangeEnd"):
            within.discard(int(element.get(qn("w:id"))))
        elif element in texts:
            for number in within:
                found[number] += texts[element]
    return found


def spans(report: AnnualReport, count: int) -> Iterator[Finding]:
    choose = random.Random(7)
    narrative = Case(report).narrative
    for number in range(count):
        start = choose.randrange(len(narrative.whole) - 40)
        place = narrative.place(start, start + choose.choice([1, 2, 5, 30]))
        if place.text.strip():
            where = Where((), place.section, place.start, place.end, place.text)
            yield finding_at(where, code=f"LAN{100 + number % 400}", message=f"第{number}个")


def split_runs(content: bytes) -> bytes:
    """The same paper as an editor leaves it: words in many runs, in colours, in insertions."""
    document = Document(io.BytesIO(content))
    choose = random.Random(3)
    for paragraph in document.paragraphs:
        for run in list(paragraph.runs):
            text = run.text
            run.text = ""
            while text:
                size = choose.choice([1, 3, 7, 20])
                piece = paragraph.add_run(text[:size])
                piece.bold, piece.font.color.rgb = choose.random() < 0.3, RGBColor(200, 0, 0)
                text = text[size:]
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


@pytest.mark.parametrize("change", [bytes, split_runs])
@pytest.mark.parametrize("path", samples()[::4], ids=lambda p: p.stem)
def test_a_comment_stands_at_exactly_its_words(
    path: Path, change: Callable[[bytes], bytes], review: Review, tmp_path: Path
) -> None:
    content = change(to_docx(base(path.stem)))
    report = read(content, tmp_path)
    if not report.has_narrative:
        pytest.skip("figures only")
    findings = list(spans(report, 60))
    annotated = annotate(review(report, findings), content)
    assert annotated.notes == ()
    _, *placed = comments(annotated.content)
    said = {text.split(" ", 1)[1].split("\n")[0]: words for words, text in placed}
    for finding in findings:
        assert Letters.of(said[finding.message]).text == Letters.of(finding.where.text).text
    assert read(annotated.content, tmp_path) == report


def test_every_cell_is_found_also_blank_ones(review: Review, tmp_path: Path) -> None:
    blank = {"t2.*": None, "t3.granted.*": None, "t4.*.total": None}
    content = to_docx(made(base("qinglan-xian-2024"), {"cells": blank}))
    report = read(content, tmp_path)
    addresses = [*report.cells()]
    findings = [
        replace(finding_at(Where((a,)), code=f"TAB{100 + n}"), message=f"格 {a}")
        for n, a in enumerate(addresses)
    ]
    annotated = annotate(review(report, findings), content)
    assert annotated.notes == ()
    _, *placed = comments(annotated.content)
    shown = {text.split("格 ", 1)[1].split("\n")[0]: words for words, text in placed}
    assert len(shown) == len(addresses)
    for address, value in report.cells().items():
        assert shown[address] == ("" if value is None else plain(value))
    assert read(annotated.content, tmp_path) == report


def test_the_formatting_and_the_words_of_the_paper_stay(review: Review, tmp_path: Path) -> None:
    content = split_runs(to_docx(base("qinglan-xian-2024")))
    report = read(content, tmp_path)
    annotated = annotate(review(report, list(spans(report, 40))), content)

    def formatted(paper: bytes) -> list[tuple[str, object, object]]:
        runs = (r for p in Document(io.BytesIO(paper)).paragraphs for r in p.runs)
        return [(c, r.bold, r.font.color.rgb) for r in runs for c in r.text]

    assert formatted(annotated.content) == formatted(content)


def test_same_input_same_bytes_and_the_original_stays(
    review: Review, tmp_path: Path, faulty: AnnualReport
) -> None:
    path = tmp_path / "年报.docx"
    path.write_bytes(to_docx(faulty))
    before = path.read_bytes()
    result = review(read_report(path))
    saved = [save_annotated(result, path, tmp_path / f"{n}.docx").path for n in "ab"]
    assert saved[0].read_bytes() == saved[1].read_bytes()
    assert path.read_bytes() == before
    with zipfile.ZipFile(saved[0]) as package:
        assert b"w:date=" not in package.read("word/comments.xml")


def test_words_that_are_not_found_are_told_at_the_title(
    review: Review, faulty: AnnualReport
) -> None:
    content = to_docx(faulty)
    lost = replace(words_of(faulty, "1.2", "二进一步"), message="找不到的")
    other = made(faulty, {"text": {"1.2": ["全是另外的话，二进一步。"]}})
    annotated = annotate(review(other, [words_of(other, "1.2", "二进一步"), lost]), content)
    words, text = comments(annotated.content)[1]
    assert words == "（二）依申请公开"
    assert "没有找到原文“二进一步”的确切位置" in text
    assert "标题处" in annotated.notes[0]


def test_the_first_comment_gives_the_counts_and_what_was_left_out(
    review: Review, faulty: AnnualReport
) -> None:
    one = words_of(faulty, "1.2", "二进一步")
    many = [replace(one, message=f"第{n}个") for n in range(10_000)]
    annotated = annotate(review(faulty, many), to_docx(faulty))
    words, text = comments(annotated.content)[0]
    assert words.endswith("2024年政府信息公开工作年度报告")
    assert "警告 10000" in text
    assert f"另有 {10_000 - MOST_OF_A_RULE} 处没有批注" in text
    assert len(comments(annotated.content)) == MOST_OF_A_RULE + 1
    assert annotated.notes == (f"问题太多，有 {10_000 - MOST_OF_A_RULE} 处没有加批注",)


def test_comments_that_were_there_before_stay(
    review: Review, faulty: AnnualReport, tmp_path: Path
) -> None:
    document = Document(io.BytesIO(to_docx(faulty)))
    document.add_comment(document.paragraphs[3].runs, "科长：请再核", author="科长")
    packed = io.BytesIO()
    document.save(packed)
    result = review(read(packed.getvalue(), tmp_path))
    told = comments(annotate(result, packed.getvalue()).content)
    assert "科长：请再核" in {text for _, text in told}


def test_a_report_that_is_no_docx_is_printed_first(
    review: Review, faulty: AnnualReport, tmp_path: Path
) -> None:
    saved = save_annotated(review(faulty), None, tmp_path / "out.docx")
    assert "不是 docx" in saved.notes[0]
    assert "999" in {words for words, _ in comments(saved.path.read_bytes())}


def test_direction_and_zero_width_marks_do_not_move_a_comment(
    review: Review, tmp_path: Path
) -> None:
    report = made(
        base("qinglan-xian-2024"), {"append": {"1.2": "前\u200b面\u202e的话，这\u200b里错了错了。"}}
    )
    content = to_docx(report)
    back = read(content, tmp_path)
    annotated = annotate(review(back, [words_of(back, "1.2", "错了错了")]), content)
    assert comments(annotated.content)[1][0] == "错了错了"


@pytest.mark.timeout(120)
def test_libreoffice_opens_the_copy_and_keeps_the_comments(
    needs: Callable[[str], str], review: Review, faulty: AnnualReport, tmp_path: Path
) -> None:
    save_annotated(review(faulty), None, tmp_path / "in.docx")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    to_odt = ["--headless", "--convert-to", "fodt", "--outdir", tmp_path, tmp_path / "in.docx"]
    subprocess.run(
        [needs("soffice"), profile, *map(str, to_odt)], check=True, capture_output=True, timeout=100
    )
    text = (tmp_path / "in.fodt").read_text("utf-8")
    expected = len(comments((tmp_path / "in.docx").read_bytes()))
    assert text.count("<office:annotation ") == expected
