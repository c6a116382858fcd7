"""The workbook reads back without loss, rearranged too, and refuses what it cannot use."""

import contextlib
import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from assistant.errors import UnusableInput
from assistant.exporting.workbook import to_xlsx
from assistant.reading.workbook import read_workbook
from assistant.report.forms import LAYOUT_2019, LAYOUT_2021
from assistant.report.model import AnnualReport, Note, SectionText, WorkFact, WorkValue

Change = Callable[[Workbook], object]


def whole_report() -> AnnualReport:
    """A report in which all 200 cells differ, with work facts and narrative."""
    cells: dict[str, int | Decimal] = {c.address: i for i, c in enumerate(LAYOUT_2021.cells)}
    cells["t2.fees"] = Decimal("72701.2578")
    section = {"title": "一、总体情况", "paragraphs": ("　缩进的一段", "第二段\n换行")}
    parts = {"1.1": {"title": "（一）主动公开", "paragraphs": ("文字",)}, "1.2": {"title": "空的"}}
    values = {
        "count": WorkValue(value=9, unit="篇"),
        "share": WorkValue(value=Decimal("88.5"), unit="%"),
        "growth": WorkValue(value=-3, unit="个百分点"),
        "visits": WorkValue(value=140000, unit="次", about=True),
        "amount": WorkValue(value=Decimal("12345678901234567.25")),
    }
    return AnnualReport.model_validate(
        {
            "agency": "青岚县人民政府办公室",
            "year": 2024,
            "title": "年报",
            "published": "2025-01-20",
            "preface": ("前言一", "前言二"),
            "sections": {
                "1": {**section, "parts": parts},
                "5": SectionText(title="五、存在的主要问题及改进情况", paragraphs=("问题",)),
                "6": SectionText(title=""),
            },
            "facts": (
                WorkFact(id="a", section="1.1", text="解读{count}篇", values=values, source="台账"),
                WorkFact(id="b-2", section="5", text="没有数字的事实"),
            ),
            "problems": ("问题一", "=1+1", "问题三"),
            "improvements": ("改进一",),
            "notes": (Note(what="其他", where="1.2", text="说明"), Note(what="只有名称")),
        }
    ).with_cells(cells)


@pytest.fixture(scope="module")
def report() -> AnnualReport:
    return whole_report()


@pytest.fixture(scope="module")
def original(report: AnnualReport) -> bytes:
    return to_xlsx(report)


@pytest.fixture
def changed(original: bytes, tmp_path: Path) -> Callable[[Change], Path]:
    """The workbook as a file after `change` had its way with it."""

    def make(change: Change) -> Path:
        book = openpyxl.load_workbook(io.BytesIO(original))
        change(book)
        book.save(tmp_path / "changed.xlsx")
        return tmp_path / "changed.xlsx"

    return make


def repacked(original: bytes, path: Path, part: str, edit: Callable[[str], str]) -> Path:
    """The workbook with one part of its container edited as text."""
    with zipfile.ZipFile(io.BytesIO(original)) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, edit(content.decode()) if name == part else content)
    return path


def put(sheet: str, place: str, value: object) -> Change:
    return lambda book: book[sheet][place].__setattr__("value", value)


def unmerge(sheet: Worksheet) -> None:
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))


# What is read


def test_a_whole_report_reads_back_equal(
    original: bytes, report: AnnualReport, tmp_path: Path
) -> None:
    (tmp_path / "a.xlsx").write_bytes(original)
    assert read_workbook(tmp_path / "a.xlsx") == report


def test_a_blank_workbook_reads_back_as_blanks_each_noted(tmp_path: Path) -> None:
    blank = AnnualReport(agency="某局", year=2025)
    (tmp_path / "a.xlsx").write_bytes(to_xlsx(blank))
    read = read_workbook(tmp_path / "a.xlsx")
    assert read.model_copy(update={"notes": ()}) == blank
    assert {note.where for note in read.notes} == set(LAYOUT_2021.by_address)
    assert {note.what for note in read.notes} == {"blank cell"}


def test_a_cell_that_was_filled_loses_its_note_of_being_blank(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(to_xlsx(AnnualReport(agency="某局", year=2025)))
    again = read_workbook(path)
    path.write_bytes(to_xlsx(again))
    assert read_workbook(path) == again
    path.write_bytes(to_xlsx(again.with_cells({"t2.licensing": 0})))
    assert len(read_workbook(path).notes) == 199


def test_a_report_of_2019_reads_back_in_its_own_form(tmp_path: Path) -> None:
    old = AnnualReport(agency="某局", year=2019, layout="2019").with_cells(
        {"t2.licensing": 5, "t4.reconsideration.total": 2}
    )
    path = tmp_path / "a.xlsx"
    path.write_bytes(to_xlsx(old))
    read = read_workbook(path)
    assert (read.layout, read.table2, read.table4) == ("2019", old.table2, old.table4)
    assert len([n for n in read.notes if n.what == "blank cell"]) == len(LAYOUT_2019.cells) - 2


def test_inserted_rows_and_columns_and_new_names_change_nothing(
    changed: Callable[[Change], Path], report: AnnualReport
) -> None:
    def rearrange(book: Workbook) -> None:
        for name in ("表二", "表三", "表四", "基本信息"):
            unmerge(book[name])
            book[name].insert_rows(1, 3)
            book[name].insert_cols(1)
        book["表二"].insert_cols(4)
        book["表三"].insert_rows(15, 2)
        book["表三"].insert_cols(6)
        book["表四"].insert_rows(9)
        book["工作事实"].insert_cols(3)
        book["工作事实"].insert_rows(1, 2)
        for number, sheet in enumerate(book.worksheets):
            sheet.title = f"Sheet{number}"

    assert read_workbook(changed(rearrange)) == report


def test_labels_may_change_in_spaces_width_and_quotes(
    changed: Callable[[Change], Path], report: AnnualReport
) -> None:
    def retype(book: Workbook) -> None:
        for cell in (c for row in book["表三"].iter_rows() for c in row):
            if isinstance(cell.value, str):
                text = cell.value.replace("（", "(").replace("）", ") ").replace("“", '"')
                cell.value = text.replace("公开", "公\n开")

    assert read_workbook(changed(retype)) == report


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("8", 8),
        ("3,646", 3646),
        ("３６４６", 3646),
        (" 1，234，567 ", 1234567),
        ("3 646", 3646),
        (8.0, 8),
        ("1.50", Decimal("1.5")),
        (0.1 + 0.2, Decimal("0.3")),
    ],
)
def test_a_number_is_read_however_it_is_stored(
    changed: Callable[[Change], Path], typed: object, number: object
) -> None:
    read = read_workbook(changed(put("表三", "D6", typed)))
    assert read.cell("t3.new.natural_person") == number
    noted = [note for note in read.notes if note.where == "t3.new.natural_person"]
    assert [note.what for note in noted] == (["number as text"] if isinstance(typed, str) else [])


@pytest.mark.parametrize("dash", ["/", "—", "——", "-", "／", "－"])
def test_a_dash_is_a_blank_and_noted(changed: Callable[[Change], Path], dash: str) -> None:
    read = read_workbook(changed(put("表三", "D6", dash)))
    assert read.cell("t3.new.natural_person") is None
    [note] = [note for note in read.notes if note.where == "t3.new.natural_person"]
    assert note.what == "dash"
    assert "表三!D6" in note.text


def test_a_number_outside_the_table_is_noted_not_lost(changed: Callable[[Change], Path]) -> None:
    read = read_workbook(changed(put("表四", "C9", 77)))
    assert [(n.what, n.where) for n in read.notes if "77" in n.text] == [
        ("unused number", "表四!C9")
    ]


def test_a_formula_counts_with_the_result_that_was_saved(original: bytes, tmp_path: Path) -> None:
    def to_formula(xml: str) -> str:
        edited, count = re.subn(
            r'(<c r="D6"[^>]*?)( t="n")?><v>\d+</v>', r"\1><f>4+4</f><v>8</v>", xml
        )
        assert count == 1
        return edited

    read = read_workbook(
        repacked(original, tmp_path / "f.xlsx", "xl/worksheets/sheet3.xml", to_formula)
    )
    assert read.cell("t3.new.natural_person") == 8
    [note] = [note for note in read.notes if note.what == "formula"]
    assert note.where == "t3.new.natural_person"
    assert "表三!D6" in note.text


def test_a_workbook_with_macros_gives_its_values(
    original: bytes, report: AnnualReport, tmp_path: Path
) -> None:
    plain = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    macros = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    path = repacked(
        original,
        tmp_path / "m.xlsm",
        "[Content_Types].xml",
        lambda xml: xml.replace(plain, macros),
    )
    with zipfile.ZipFile(path, "a") as container:
        container.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    assert read_workbook(path) == report


@pytest.mark.parametrize("typed", ["2025年1月20日", "2025/1/20", "2025.01.20", date(2025, 1, 20)])
def test_the_date_of_publication_is_read_however_it_is_typed(
    changed: Callable[[Change], Path], typed: object
) -> None:
    assert read_workbook(changed(put("基本信息", "B5", typed))).published == "2025-01-20"


@pytest.mark.parametrize("typed", ["2024年", "２０２４", "2024年度", 2024.0])
def test_the_year_is_read_however_it_is_typed(
    changed: Callable[[Change], Path], typed: object
) -> None:
    assert read_workbook(changed(put("基本信息", "B3", typed))).year == 2024


def test_facts_are_read_as_people_type_them(changed: Callable[[Change], Path]) -> None:
    def type_in(book: Workbook) -> None:
        for column, value in enumerate(
            (None, 1.4, "公众号推送{n}条", None, "n", "约4,300", "条"), 1
        ):
            book["工作事实"].cell(4, column).value = value
        book["工作事实"]["B5"] = "（一）主动公开"

    book_facts = read_workbook(
        changed(lambda book: type_in(book) or book["工作事实"].delete_rows(5))
    )
    fact = book_facts.facts[2]
    assert (fact.id, fact.section) == ("row_4", "1.4")
    assert fact.values["n"] == WorkValue(value=4300, unit="条", about=True)
    assert "fact without id" in [note.what for note in book_facts.notes]


# What is refused


def refused(path: Path, **limits: int) -> UnusableInput:
    with pytest.raises(UnusableInput) as refusal:
        read_workbook(path, **limits)
    assert refusal.value.where
    assert refusal.value.cure
    return refusal.value


@pytest.mark.parametrize(
    ("value", "what"),
    [
        ("八件", "填的是文字“八件”"),
        ("8件", "填的是文字"),
        ("12,34", "填的是文字"),
        ("9" * 30, "填的是文字"),
        (-3, "负数 -3"),
        ("－3", "负数 -3"),
        (date(2024, 3, 5), "不是数字"),
        (True, "不是数字"),
        ("#REF!", "公式出错"),
        ("=4+4", "没有保存算出的结果"),
    ],
)
def test_what_is_no_count_is_refused_with_its_cell(
    changed: Callable[[Change], Path], value: object, what: str
) -> None:
    error = refused(changed(put("表三", "D6", value)))
    assert error.where == "表三!D6"
    assert what in error.what


@pytest.mark.parametrize(
    ("change", "where", "what"),
    [
        (put("表三", "C10", "别的"), "changed.xlsx", "缺标签“1.属于国家秘密”"),
        (put("表四", "B4", "改了"), "changed.xlsx", "缺标签“结果纠正”"),
        (lambda book: book.remove(book["表二"]), "changed.xlsx", "找不到完整的表二"),
        (lambda book: book.remove(book["基本信息"]), "changed.xlsx", "单位名称和年度"),
        (put("基本信息", "B2", None), "基本信息", "单位名称没有填"),
        (put("基本信息", "B3", None), "基本信息", "年度是空的"),
        (put("基本信息", "B3", 20222), "基本信息!B3", "年度是“20222”"),
        (put("基本信息", "B5", "下周"), "基本信息!B5", "看不懂日期“下周”"),
        (put("工作事实", "A2", "解读"), "工作事实 第 2 行", "id 不合要求"),
        (put("工作事实", "B2", "2.1"), "工作事实 第 2 行", "section 不合要求"),
        (put("工作事实", "C2", None), "工作事实 第 2 行", "text 不合要求"),
        (put("工作事实", "A3", "a"), "工作事实 第 3 行", "编号“a”用过了"),
        (put("工作事实", "E2", None), "工作事实!F2", "有数值，没有名称"),
        (put("工作事实", "F2", "许多"), "工作事实!F2", "填的是文字“许多”"),
        (put("正文", "A2", None), "正文!2", "没有写位置"),
    ],
)
def test_damage_is_refused_with_its_place(
    changed: Callable[[Change], Path], change: Change, where: str, what: str
) -> None:
    error = refused(changed(change))
    assert where in error.where
    assert what in error.what


def test_a_swapped_pair_of_rows_is_refused_not_misread(changed: Callable[[Change], Path]) -> None:
    def swap(book: Workbook) -> None:
        sheet = book["表三"]
        for column in range(3, 11):
            upper, lower = sheet.cell(10, column), sheet.cell(11, column)
            upper.value, lower.value = lower.value, upper.value

    assert "找不到完整的表三" in refused(changed(swap)).what


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "空的"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "有密码或是旧 .xls 格式"),
        (b"\x89PNG\r\n" + bytes(range(256)), "不是 .xlsx 工作簿"),
        (b"PK\x03\x04" + b"\0" * 100, "不是 .xlsx 工作簿"),
        ("agency: 某局".encode(), "不是 .xlsx 工作簿"),
    ],
)
def test_what_is_no_workbook_is_refused(content: bytes, what: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    assert what in refused(path).what


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    refused(tmp_path / "none.xlsx")
    refused(tmp_path)


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.95])
def test_a_file_cut_short_is_refused(original: bytes, kept: float, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(original[: int(len(original) * kept)])
    refused(path)


def test_flipped_bytes_are_refused_or_harmless(original: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    for at in range(0, len(original), 997):
        damaged = bytearray(original)
        damaged[at] ^= 0xFF
        path.write_bytes(bytes(damaged))
        with contextlib.suppress(UnusableInput):
            assert read_workbook(path).agency


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as container:
        container.writestr("word/document.xml", "<w/>")
    assert "不是 Excel 工作簿" in refused(path).what


def test_a_locked_entry_is_refused(original: bytes, tmp_path: Path) -> None:
    content = bytearray(original)
    for header, flags in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        content[content.find(header) + flags] |= 1
    (tmp_path / "a.xlsx").write_bytes(bytes(content))
    assert "密码" in refused(tmp_path / "a.xlsx").what


def test_a_zip_bomb_is_refused_unopened(original: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(original)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as container:
        container.writestr("xl/media/bomb.bin", b"\0" * 30_000_000)
    assert "大得不正常" in refused(path).what


def test_each_limit_holds(original: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(original)
    assert "超过" in refused(path, max_file=1000).what
    assert "大得不正常" in refused(path, max_unpacked=1000).what
    assert "大得不正常" in refused(path, max_entries=3).what
    assert "超过 20 行" in refused(path, max_rows=20).what
    assert "12 列" in refused(path, max_columns=12).what


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ("xl/workbook.xml", "基本信息"),
        ("xl/sharedStrings.xml", "单位名称"),
        ("xl/worksheets/sheet3.xml", "<v>"),
        ("docProps/core.xml", "年报"),
    ],
)
def test_an_entity_bomb_never_unfolds(
    original: bytes, report: AnnualReport, part: str, text: str, tmp_path: Path
) -> None:
    levels = [f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "haha"}">' for n in range(9)]

    def plant(xml: str) -> str:
        assert text in xml
        head = re.match(r"(<\?xml.*?\?>\s*)?", xml)
        start = head.end() if head else 0
        body = xml[start:].replace(text, f"{text}&e8;", 1)
        return f"{xml[:start]}<!DOCTYPE x [{''.join(levels)}]>{body}"

    path = repacked(original, tmp_path / "a.xlsx", part, plant)
    with contextlib.suppress(UnusableInput):
        assert read_workbook(path) == report
