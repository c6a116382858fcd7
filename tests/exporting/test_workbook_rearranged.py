"""The workbook read back after other programs have saved it: LibreOffice for real, Excel and WPS as they write."""

import io
import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from assistant.exporting.word import to_docx
from assistant.exporting.workbook import to_xlsx
from assistant.libreoffice import convert
from assistant.reading.open_file import read_report
from assistant.reading.workbook import read_workbook
from assistant.report.model import AnnualReport

Parts = dict[str, str]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = {
    MAIN: "http://purl.oclc.org/ooxml/spreadsheetml/main",
    LINKS: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
_INLINE = re.compile(r'<c ([^>]*?)t="inlineStr"([^>]*)><is>(.*?)</is></c>', re.DOTALL)


def is_the_same(path: Path, report: AnnualReport) -> bool:
    read = read_workbook(path)
    return read.model_copy(update={"notes": ()}) == report


def parts_of(content: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name).decode() for name in package.namelist()}


def packed(parts: Parts, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", method) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return written.getvalue()


def sheets_of(parts: Parts) -> list[str]:
    return [name for name in parts if name.startswith("xl/worksheets/sheet")]


def with_shared_strings(
    parts: Parts, item: Callable[[str], str] = lambda text: f"<si>{text}</si>"
) -> Parts:
    """As Excel, WPS and Calc write: every text once, in a table of its own."""
    texts: dict[str, int] = {}

    def shared(cell: re.Match[str]) -> str:
        number = texts.setdefault(cell[3], len(texts))
        return f'<c {cell[1]}t="s"{cell[2]}><v>{number}</v></c>'

    sheets = {name: _INLINE.sub(shared, parts[name]) for name in sheets_of(parts)}
    table = f'<sst xmlns="{MAIN}">{"".join(item(text) for text in texts)}</sst>'
    link = f'<Relationship Id="rIdTexts" Type="{LINKS}/sharedStrings" Target="sharedStrings.xml"/>'
    rels = parts["xl/_rels/workbook.xml.rels"].replace(
        "</Relationships>", f"{link}</Relationships>"
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    types = parts["[Content_Types].xml"].replace("</Types>", override)
    whole = {"xl/sharedStrings.xml": table, "xl/_rels/workbook.xml.rels": rels}
    return parts | sheets | whole | {"[Content_Types].xml": types}


def with_formatted_texts(parts: Parts) -> Parts:
    """As Excel writes a text of which somebody coloured a part: in runs, with a reading beside."""

    def runs(text: str) -> str:
        words = re.sub(r"</?t[^>]*>", "", text)
        head = re.match(r"&[^;]+;|.|$", words, re.DOTALL)
        assert head
        return (
            f'<si><r><t xml:space="preserve">{head[0]}</t></r><r><rPr><b/></rPr>'
            f'<t xml:space="preserve">{words[head.end() :]}</t></r>'
            '<rPh sb="0" eb="1"><t>ni</t></rPh></si>'
        )

    return with_shared_strings(parts, runs)


def with_prefixes(parts: Parts) -> Parts:
    """As programs of .NET write: every element with a prefix."""

    def prefixed(text: str) -> str:
        text = text.replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')
        return re.sub(r"<(/?)(?![?!x/]|x:)([A-Za-z]+)(?=[\s/>])", r"<\1x:\2", text)

    shared = with_shared_strings(parts)
    names = [*sheets_of(parts), "xl/sharedStrings.xml"]
    return shared | {name: prefixed(shared[name]) for name in names}


def as_strict(parts: Parts) -> Parts:
    """As Excel saves “Strict Open XML 工作簿”: the same elements under other names."""

    def renamed(text: str) -> str:
        for usual, strict in STRICT.items():
            text = text.replace(usual, strict)
        return text

    return {name: renamed(text) for name, text in with_shared_strings(parts).items()}


def with_other_part_names(parts: Parts) -> Parts:
    """Parts of other names, told by absolute addresses."""
    links = "xl/_rels/workbook.xml.rels"
    moved = {
        re.sub(r"worksheets/sheet(\d)", r"worksheets/Blatt-\1", n): t for n, t in parts.items()
    }
    text = re.sub(
        r'Target="/?(?:xl/)?worksheets/sheet(\d)', r'Target="/xl/worksheets/Blatt-\1', parts[links]
    )
    types = re.sub(r"worksheets/sheet(\d)", r"worksheets/Blatt-\1", parts["[Content_Types].xml"])
    return moved | {links: text, "[Content_Types].xml": types}


def without_addresses(parts: Parts) -> Parts:
    """As lean writers do: a wrong dimension, and no numbers of rows."""

    def lean(text: str) -> str:
        text = re.sub(r'<dimension ref="[^"]*"\s*/>', '<dimension ref="A1"/>', text)
        return re.sub(r'<row r="(\d+)" [^>]*>', r'<row r="\1">', text)

    return parts | {name: lean(parts[name]) for name in sheets_of(parts)}


def with_exponents(parts: Parts) -> Parts:
    """Numbers as some programs print them: 12 as 1.2E1, 3 as 3.0."""

    def printed(cell: re.Match[str]) -> str:
        value = cell[2]
        odd = f"{value[0]}.{value[1:]}E{len(value) - 1}" if len(value) > 1 else f"{value}.0"
        return f"{cell[1]}<v>{odd}</v>"

    number = re.compile(r'(<c [^>]*t="n"[^>]*>)<v>(\d+)</v>')
    return parts | {name: number.sub(printed, parts[name]) for name in sheets_of(parts)}


def with_marks(parts: Parts) -> Parts:
    """A byte order mark before the XML."""
    return {name: f"\ufeff{text}" for name, text in parts.items()}


@pytest.mark.parametrize(
    "saved",
    [
        with_shared_strings,
        with_formatted_texts,
        with_prefixes,
        as_strict,
        with_other_part_names,
        without_addresses,
        with_exponents,
        with_marks,
    ],
    ids=lambda saved: saved.__name__,
)
def test_a_package_that_another_program_wrote_reads_back_whole(
    report: AnnualReport, tmp_path: Path, saved: Callable[[Parts], Parts]
) -> None:
    before = parts_of(to_xlsx(report))
    after = saved(before)
    assert after != before
    (tmp_path / "a.xlsx").write_bytes(packed(after))
    assert is_the_same(tmp_path / "a.xlsx", report)


def test_a_package_without_compression_reads_back_whole(
    report: AnnualReport, tmp_path: Path
) -> None:
    (tmp_path / "a.xlsx").write_bytes(packed(parts_of(to_xlsx(report)), zipfile.ZIP_STORED))
    assert is_the_same(tmp_path / "a.xlsx", report)


def test_a_paper_that_word_saved_in_the_strict_form_reads_back_whole(
    report: AnnualReport, tmp_path: Path
) -> None:
    def renamed(text: str) -> str:
        return re.sub(
            r"http://schemas\.openxmlformats\.org/(wordprocessingml|officeDocument|drawingml)/2006/",
            r"http://purl.oclc.org/ooxml/\1/",
            text,
        )

    usual = parts_of(to_docx(report))
    (tmp_path / "strict.docx").write_bytes(packed({n: renamed(t) for n, t in usual.items()}))
    (tmp_path / "usual.docx").write_bytes(packed(usual))
    read = read_report(tmp_path / "strict.docx")
    assert (read.cells(), read.sections) == (report.cells(), report.sections)
    assert read == read_report(tmp_path / "usual.docx")


def rearranged(report: AnnualReport) -> bytes:
    """Rows and columns put in, sheets renamed and in another order, numbers as text."""
    book: Workbook = openpyxl.load_workbook(io.BytesIO(to_xlsx(report)))
    for number, sheet in enumerate(list(book)):
        if sheet.title in ("表二", "表三", "表四"):
            for merged in list(sheet.merged_cells.ranges):
                sheet.unmerge_cells(str(merged))
            for row in sheet.iter_rows():
                for cell in row:
                    if isinstance(cell.value, int):
                        cell.value = str(cell.value)
            sheet.conditional_formatting = type(sheet.conditional_formatting)()
            sheet.insert_rows(1, 2)
            sheet.cell(1, 1).value = "本表由办公室汇总"
        sheet.title = f"第{number}张"
    book.move_sheet("第3张", offset=-3)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


@pytest.mark.parametrize("route", [("xlsx",), ("ods", "xlsx")], ids="-".join)
@pytest.mark.parametrize("how", ["as it is", "rearranged"])
def test_a_workbook_that_calc_saved_reads_back_whole(
    report: AnnualReport,
    needs: Callable[[str], str],
    tmp_path: Path,
    route: tuple[str, ...],
    how: str,
) -> None:
    soffice = needs("soffice")
    source = tmp_path / "年报.xlsx"
    source.write_bytes(to_xlsx(report) if how == "as it is" else rearranged(report))
    for step, form in enumerate(route):
        home = tmp_path / str(step)
        home.mkdir()
        given = home / source.name
        given.write_bytes(source.read_bytes())
        convert(soffice, home, given, form, 180)
        source = home / "out" / f"年报.{form}"
        if not source.is_file():
            missing = "LibreOffice Calc is not installed"
            pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(missing)
    assert is_the_same(source, report)
