"""Word papers as staff send them, and packages that are none."""

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import _Cell

from assistant.errors import UnusableInput
from assistant.exporting.word import to_docx
from evals.reading.papers import as_docx, paper_of, sample
from tests.reading.reading_back import Reader, differences, texts, whats, where

WORD = as_docx(paper_of(sample()))


def edited(change: Callable[[Any], object]) -> bytes:
    document = Document(io.BytesIO(WORD))
    change(document)
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def _tables_as_paragraphs(document: Any) -> None:
    for table in list(document.tables):
        for row in table.rows:
            cells = [_Cell(tc, table) for tc in dict.fromkeys(cell._tc for cell in row.cells)]
            line = document.add_paragraph(" ".join("".join(c.text.split()) for c in cells))
            table._tbl.addprevious(line._p)
        table._tbl.getparent().remove(table._tbl)


def _in_a_table(document: Any) -> None:
    table = document.add_table(1, 1)
    for element in list(document.element.body):
        if element is not table._tbl and not element.tag.endswith("sectPr"):
            table.cell(0, 0)._tc.append(element)


def _in_content_controls(document: Any) -> None:
    for paragraph in document.paragraphs:
        control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
        paragraph._p.addprevious(control)
        control[0].append(paragraph._p)


def _tracked(document: Any) -> None:
    for paragraph in document.paragraphs[5:9]:
        run = paragraph.runs[0]._r
        inserted = parse_xml(f'<w:ins {nsdecls("w")} w:id="1" w:author="x"/>')
        run.addprevious(inserted)
        inserted.append(run)
        paragraph._p.append(
            parse_xml(
                f'<w:del {nsdecls("w")} w:id="2" w:author="x"><w:r><w:delText>删去的</w:delText></w:r></w:del>'
            )
        )


def _split_runs(document: Any) -> None:
    for paragraph in document.paragraphs:
        text = paragraph.text
        paragraph.runs[0].text = text[:3]
        for letter in text[3:]:
            paragraph.add_run(letter)


SAME = {
    "tables as paragraphs": _tables_as_paragraphs,
    "all in one table": _in_a_table,
    "in content controls": _in_content_controls,
    "with tracked changes": _tracked,
    "a run for each letter": _split_runs,
}


@pytest.mark.parametrize("change", SAME.values(), ids=SAME)
def test_odd_word_papers_read_the_same(change: Callable[[Any], object], read: Reader) -> None:
    report = read(edited(change), "docx")
    assert differences(report, sample()) == {}
    assert texts(report) == texts(sample())
    assert whats(report) == set()


def test_automatic_numbers_are_said_and_headings_found_without(read: Reader) -> None:
    def number(document: Any) -> None:
        for paragraph in document.paragraphs:
            if re.match("[一二三四五六]、", paragraph.text):
                paragraph.runs[0].text = paragraph.text[2:]
                paragraph.style = "List Number"

    report = read(edited(number), "docx")
    assert texts(report) == texts(sample())
    assert whats(report) == {"automatic numbering"}


def test_a_text_box_is_left_out_and_said(read: Reader) -> None:
    box = (
        f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:textbox>'
        "<w:txbxContent><w:p><w:r><w:t>框里的字</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r>"
    )
    report = read(edited(lambda d: d.paragraphs[6]._p.append(parse_xml(box))), "docx")
    assert texts(report) == texts(sample())
    assert next(n.text for n in report.notes if n.what == "text box").endswith("框里的字")


def test_a_nested_table_in_a_cell_is_that_cells_text(read: Reader) -> None:
    def nest(document: Any) -> None:
        cell = document.tables[1].cell(3, 9)
        text, cell.text = cell.text, ""
        cell.add_table(1, 1).cell(0, 0).text = text

    assert differences(read(edited(nest), "docx"), sample()) == {}


def test_headers_and_footers_are_no_text(read: Reader) -> None:
    def add(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "内部资料"

    assert texts(read(edited(add), "docx")) == texts(sample())


def repacked(change: Callable[[str, bytes], bytes | None]) -> bytes:
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(to_docx(sample()))) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            content = change(part.filename, old.read(part))
            if content is not None:
                new.writestr(part.filename, content)
    return packed.getvalue()


def _main(change: Callable[[bytes], bytes | None]) -> bytes:
    return repacked(lambda name, data: change(data) if name == "word/document.xml" else data)


ENTITY = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)
REFUSED = {
    "cut in half": (to_docx(sample())[:9000], "不完整或已损坏"),
    "no main part": (_main(lambda _: None), "不完整或已损坏"),
    "an empty main part": (_main(lambda _: b""), "不完整或已损坏"),
    "broken xml": (_main(lambda data: data[: len(data) // 2]), "不完整或已损坏"),
    "external entities": (_main(lambda d: d.replace(b"<w:document", ENTITY)), "外部实体"),
    "a bomb": (_main(lambda data: data + b" " * 60_000_000), "大得不正常"),
    "a zip of something else": (
        repacked(lambda n, d: None if n.startswith("word/") else d),
        "Word",
    ),
    "nothing": (b"", "空的"),
}


@pytest.mark.parametrize(("data", "said"), REFUSED.values(), ids=REFUSED)
def test_a_package_that_is_no_sound_paper_is_refused(data: bytes, said: str, read: Reader) -> None:
    with pytest.raises(UnusableInput, match=said) as refused:
        read(data, "docx")
    assert "怎么办" in str(refused.value)


def test_a_deep_nest_of_tables_is_survived(read: Reader) -> None:
    def nest(document: Any) -> None:
        opening = "<w:tbl><w:tr><w:tc>" * 80
        closing = "<w:p/></w:tc></w:tr></w:tbl>" * 80
        nested = f"{opening}<w:p><w:r><w:t>最里面</w:t></w:r></w:p>{closing}"
        nested = nested.replace("<w:tbl>", f"<w:tbl {nsdecls('w')}>", 1)
        document.paragraphs[-1]._p.addprevious(parse_xml(nested))

    report = read(edited(nest), "docx")
    assert "最里面" in report.text_of("6")
    assert where(report, "not read") == []
