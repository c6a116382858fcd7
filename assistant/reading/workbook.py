"""The workbook of `nianbao new` back to an `AnnualReport`, also after a person rearranged it.

Cells are found by the printed labels of the official form, not by their coordinates, so
that inserted rows and columns and renamed sheets do no harm.
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from assistant.reading.text_file import read_bytes
from assistant.reading.workbook_file import (
    Book,
    Entry,
    check_container,
    label_of,
    open_book,
    refuse,
)
from assistant.reading.workbook_lists import facts, kept_notes, narrative, statements
from assistant.reading.workbook_tables import tables
from assistant.report.forms import LAYOUTS
from assistant.report.model import FIRST_YEAR, LAST_YEAR, AnnualReport, Note

MAX_FILE = 50 * 1024**2  # bytes on disk
MAX_UNPACKED = 200 * 1024**2  # bytes of all parts
MAX_RATIO = 200  # a part unpacked against packed, where it is larger than a megabyte
MAX_ENTRIES = 2000
MAX_ROWS, MAX_COLUMNS = 5000, 400  # of one sheet


def read_workbook(
    path: Path,
    *,
    max_file: int = MAX_FILE,
    max_unpacked: int = MAX_UNPACKED,
    max_ratio: int = MAX_RATIO,
    max_entries: int = MAX_ENTRIES,
    max_rows: int = MAX_ROWS,
    max_columns: int = MAX_COLUMNS,
) -> AnnualReport:
    """The report in a workbook (.xlsx, or the values of an .xlsm; macros are never run).

    Blank cells and “/” are None. `notes` names each of them, and each number stored as
    text, cached formula result, and number that belongs to no cell.

    Raises:
        UnusableInput: No such file; not a workbook, damaged, locked or beyond the limits
            (sizes in bytes); a label is missing; a cell holds text, a negative number, a
            date, an error or a formula without a result. It names sheet and cell.
    """
    data = read_bytes(path, max_file)
    check_container(data, path.name, max_unpacked, max_ratio, max_entries)
    book = open_book(data, path.name, max_rows, max_columns)
    basics = _basics(book)
    report = {**basics, **tables(book, basics), **narrative(book), **statements(book)}
    report["facts"] = tuple(facts(book))
    report["notes"] = (*kept_notes(book), *book.notes)
    try:
        read = AnnualReport.model_validate(report)
        return read.model_copy(update={"notes": (*read.notes, *_blank_notes(read))})
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"])
        refuse(path.name, f"{where} 的内容不合要求", "请对照“说明”工作表改正这一处。", error)


def _basics(book: Book) -> dict[str, Any]:
    for sheet in book.sheets:
        labels = {e.label: (r, c) for (r, c), e in reversed(sheet.entries.items())}
        if "单位名称" in labels and "年度" in labels:
            break
    else:
        cure = "请保留“基本信息”表里“单位名称”“年度”两个标签，右边一格填内容。"
        refuse(book.name, "找不到单位名称和年度", cure)
    values = {}
    for label, (row, column) in labels.items():
        right = [e for c, e in sheet.lines[row] if c > column]
        values[label] = right[0] if right else None
    place = f"{book.name} 的“{sheet.name}”"
    agency, layout = (values.get(label) for label in ("单位名称", "格式"))
    if agency is None or not 2 <= len(agency.text.strip()) <= 100:
        refuse(place, "单位名称没有填，或不是 2 到 100 个字", "请填单位全称。")
    title = values.get("标题")
    return {
        "agency": agency.text,
        "year": _year(values["年度"], book, place),
        "title": title.text if title else "",
        "published": _published(values.get("公布日期")),
        "layout": layout.text.strip() if layout and layout.text.strip() in LAYOUTS else "2021",
    }


def _year(entry: Entry | None, book: Book, place: str) -> int:
    text = re.sub(r"年度?$", "", label_of(entry.value)) if entry else ""
    if entry is None or not (text.isdecimal() and FIRST_YEAR <= int(text[:9]) <= LAST_YEAR):
        shown = f"“{text[:20]}”" if text else "空的"
        cure = f"请填报告反映的那一年，如 2025（{FIRST_YEAR} 到 {LAST_YEAR}）。"
        refuse(entry.where if entry else place, f"年度是{shown}", cure)
    return int(text)


def _published(entry: Entry | None) -> str | None:
    if entry is None:
        return None
    if isinstance(entry.value, date):
        return entry.value.strftime("%Y-%m-%d")
    match = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", label_of(entry.value))
    if match is None:
        refuse(entry.where, f"看不懂日期“{entry.text[:20]}”", "请写成 2026-01-20，或者空着。")
    return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"


def _blank_notes(report: AnnualReport) -> Iterator[Note]:
    noted = {note.where for note in report.notes if note.what in ("blank cell", "dash")}
    for address, value in report.cells().items():
        if value is None and address not in noted:
            text = f"{report.form.by_address[address].label}未填"
            yield Note(what="blank cell", where=address, text=text)
