"""The workbook of `nianbao new` back to an `AnnualReport`, also after a person rearranged it.

Cells are found by the printed labels of the official form, not by their coordinates, so
that inserted rows and columns and renamed sheets do no harm.
"""

import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, NoReturn

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from pydantic import ValidationError

from assistant.errors import UnusableInput
from assistant.reading.text_file import read_bytes
from assistant.report.forms import LAYOUT_2021, LAYOUTS
from assistant.report.layout import Grid, GridCell, TableId
from assistant.report.model import FIRST_YEAR, LAST_YEAR, AnnualReport, Note, Value, WorkFact

MAX_FILE = 50 * 1024**2  # bytes on disk
MAX_UNPACKED = 200 * 1024**2  # bytes of all parts
MAX_RATIO = 200  # a part unpacked against packed, where it is larger than a megabyte
MAX_ENTRIES = 2000
MAX_ROWS, MAX_COLUMNS = 5000, 400  # of one sheet

_TITLES: dict[TableId, str] = {"table2": "表二", "table3": "表三", "table4": "表四"}
_DASHES = frozenset("/-—–~") | {"——", "--"}
_KEPT_DIGITS = 15
_DAMAGE = (  # what openpyxl raises on a damaged or hostile file
    zipfile.BadZipFile, zlib.error, InvalidFileException, OSError, EOFError, SyntaxError,
    LookupError, ValueError, TypeError, AttributeError, RuntimeError, ArithmeticError,
)  # fmt: skip
_FACT_CURES = {
    "id": "编号请用英文字母开头，只含字母、数字、“-”和“_”，不超过 64 个字符。",
    "section": "部分请填 1.1、1.2、1.3、1.4、1.5、5 或 6。",
    "text": "文字请写 2 到 5000 个字。",
}


@dataclass(frozen=True, slots=True)
class _Entry:
    where: str
    value: object
    formula: bool

    @property
    def label(self) -> str:
        return _label(self.value)

    @property
    def text(self) -> str:
        return self.value if isinstance(self.value, str) else _plain(self.value)


@dataclass(frozen=True)
class _Sheet:
    name: str
    entries: dict[tuple[int, int], _Entry]

    @cached_property
    def lines(self) -> dict[int, list[tuple[int, _Entry]]]:
        """The rows that hold anything, top to bottom, each from left to right."""
        lines: dict[int, list[tuple[int, _Entry]]] = {}
        for (row, column), entry in sorted(self.entries.items(), key=lambda item: item[0]):
            lines.setdefault(row, []).append((column, entry))
        return lines


@dataclass(frozen=True)
class _Book:
    name: str
    sheets: list[_Sheet]
    notes: list[Note] = field(default_factory=list)

    def note(self, what: str, where: str, text: str) -> None:
        self.notes.append(Note(what=what, where=where, text=text))


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
    _check_container(data, path.name, max_unpacked, max_ratio, max_entries)
    book = _open(data, path.name, max_rows, max_columns)
    basics = _basics(book)
    report = {**basics, **_tables(book, basics), **_narrative(book), **_statements(book)}
    report["facts"] = tuple(_facts(book))
    report["notes"] = (*_kept_notes(book), *book.notes)
    try:
        read = AnnualReport.model_validate(report)
        return read.model_copy(update={"notes": (*read.notes, *_blank_notes(read))})
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"])
        _refuse(path.name, f"{where} 的内容不合要求", "请对照“说明”工作表改正这一处。", error)


def _refuse(where: str, what: str, cure: str, cause: Exception | None = None) -> NoReturn:
    raise UnusableInput(what, where=where, cure=cure) from cause


def _check_container(data: bytes, name: str, unpacked: int, ratio: int, entries: int) -> None:
    locked = "有密码或是旧 .xls 格式", "请在 Excel 或 WPS 里去掉密码，另存为 .xlsx。"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        _refuse(name, *locked)
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except _DAMAGE as error:
        _refuse(
            name, "不是 .xlsx 工作簿，或已损坏", "请在 Excel 或 WPS 里打开，另存为 .xlsx。", error
        )
    if any(part.flag_bits & 1 for part in parts):
        _refuse(name, *locked)
    swollen = any(p.file_size > 1024**2 and p.file_size > ratio * p.compress_size for p in parts)
    if swollen or len(parts) > entries or sum(p.file_size for p in parts) > unpacked:
        _refuse(name, "解压后大得不正常，没有打开", "请把填好的表复制到新建的工作簿里再试。")
    if not any(part.filename.startswith("xl/") for part in parts):
        _refuse(name, "不是 Excel 工作簿", "请选 nianbao new 生成的 .xlsx 文件。")


def _open(data: bytes, name: str, max_rows: int, max_columns: int) -> _Book:
    """Every cell that holds something: what it shows, and whether a formula made it."""
    try:
        shown, typed = (
            load_workbook(io.BytesIO(data), read_only=True, data_only=values, keep_links=False)
            for values in (True, False)
        )
        sheets = []
        for sheet in shown.worksheets:
            seen_rows, source_rows = (
                book[sheet.title].iter_rows(max_row=max_rows + 1, max_col=max_columns + 1)
                for book in (shown, typed)
            )
            rows = zip(seen_rows, source_rows, strict=True)
            entries = {
                (r, c): _Entry(f"{sheet.title}!{get_column_letter(c)}{r}", seen.value, formula)
                for r, pair in enumerate(rows, 1)
                for c, (seen, source) in enumerate(zip(*pair, strict=True), 1)
                if (formula := source.data_type == "f") or seen.value not in (None, "")
            }
            sheets.append(_Sheet(sheet.title, entries))
    except _DAMAGE as error:
        _refuse(
            name, "工作簿已损坏，读不出来", "请在 Excel 或 WPS 里打开修复，另存为 .xlsx。", error
        )
    for found in sheets:
        if any(row > max_rows or column > max_columns for row, column in found.entries):
            _refuse(
                f"{name} 的“{found.name}”",
                f"内容超过 {max_rows} 行或 {max_columns} 列",
                "请删去表外的内容。",
            )
    return _Book(name, sheets)


def _label(value: object) -> str:
    """A printed label without what people change: width of characters, spaces, quotes, colons."""
    text = unicodedata.normalize("NFKC", _plain(value))
    return re.sub(r"[\s“”\"'‘’:*]", "", text)


def _plain(value: object) -> str:
    if isinstance(value, float):
        return format(value, ".15g")
    return "" if value is None else str(value)


def _number(entry: _Entry | None, book: _Book, address: str, *, signed: bool = False) -> Value:
    """The number of a cell, with a note where it was not simply typed in.

    Raises:
        UnusableInput: It is text, a date, an error, negative, or a formula without result.
    """
    if entry is None:
        return None
    if entry.formula:
        if entry.value is None:
            cure = "请在 Excel 或 WPS 里打开并保存一次，或直接填数字。"
            _refuse(entry.where, "是公式，但没有保存算出的结果", cure)
        text = f"{entry.where} 是公式，采用保存时的结果 {_plain(entry.value)}"
        book.note("formula", address, text)
    value = _exact(entry, book, address)
    if value is not None and value < 0 and not signed:
        _refuse(entry.where, f"是负数 {value}", "件数和金额不会小于 0，请核对后改正。")
    return value


def _exact(entry: _Entry, book: _Book, address: str) -> Value:
    value = entry.value
    if isinstance(value, int | float) and not isinstance(value, bool):
        exact = Decimal(format(value, ".15g") if isinstance(value, float) else value)
        return int(exact) if exact == exact.to_integral_value() else exact
    if not isinstance(value, str):
        _refuse(entry.where, f"不是数字（{value}）", "请把单元格格式改成“常规”，再填数字。")
    if value.strip() == "" or _squeezed(value) in _DASHES:
        if value.strip():
            book.note("dash", address, f"{entry.where} 是“{value}”，当作空白；没有发生请填 0")
        return None
    number = _parsed(value)
    if number is None:
        what = "公式出错" if value.startswith("#") else "这里要填数字，填的是文字"
        _refuse(entry.where, f"{what}“{value[:30]}”", "请只填数字，不带单位和说明；不清楚就空着。")
    if len(value) <= _KEPT_DIGITS:  # a longer one can only stand as text
        book.note("number as text", address, f"{entry.where} 是文本格式的“{value}”，按数字读取")
    return number


def _squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).replace("−", "-").split())


def _parsed(text: str) -> Value:
    """The number that a text is, with or without thousands separators, else None."""
    plain = _squeezed(text)
    if not re.fullmatch(r"-?(\d{1,3}(,\d{3}){1,5}|\d{1,18})(\.\d{1,8})?", plain):
        return None
    digits = plain.replace(",", "")
    return Decimal(digits) if "." in digits else int(digits)


def _heads(book: _Book, *wanted: str) -> tuple[_Sheet, int, dict[str, int]] | None:
    """The sheet, row and columns of a list, found by its column heads."""
    for sheet in book.sheets:
        for row, line in sheet.lines.items():
            columns = {entry.label: column for column, entry in reversed(line)}
            if all(head in columns for head in wanted):
                return sheet, row, columns
    return None


def _list(book: _Book, *wanted: str) -> Iterator[tuple[_Sheet, int, dict[str, _Entry]]]:
    """The filled rows below the heads of a list, each as entries by head."""
    found = _heads(book, *wanted)
    if found is None:
        return
    sheet, top, columns = found
    for row in sheet.lines:
        line = {h: sheet.entries[row, c] for h, c in columns.items() if (row, c) in sheet.entries}
        if row > top and line:
            yield sheet, row, line


def _basics(book: _Book) -> dict[str, Any]:
    for sheet in book.sheets:
        labels = {e.label: (r, c) for (r, c), e in reversed(sheet.entries.items())}
        if "单位名称" in labels and "年度" in labels:
            break
    else:
        cure = "请保留“基本信息”表里“单位名称”“年度”两个标签，右边一格填内容。"
        _refuse(book.name, "找不到单位名称和年度", cure)
    values = {}
    for label, (row, column) in labels.items():
        right = [e for c, e in sheet.lines[row] if c > column]
        values[label] = right[0] if right else None
    place = f"{book.name} 的“{sheet.name}”"
    agency, layout = (values.get(label) for label in ("单位名称", "格式"))
    if agency is None or not 2 <= len(agency.text.strip()) <= 100:
        _refuse(place, "单位名称没有填，或不是 2 到 100 个字", "请填单位全称。")
    title = values.get("标题")
    return {
        "agency": agency.text,
        "year": _year(values["年度"], book, place),
        "title": title.text if title else "",
        "published": _published(values.get("公布日期")),
        "layout": layout.text.strip() if layout and layout.text.strip() in LAYOUTS else "2021",
    }


def _year(entry: _Entry | None, book: _Book, place: str) -> int:
    text = re.sub(r"年度?$", "", _label(entry.value)) if entry else ""
    if entry is None or not (text.isdecimal() and FIRST_YEAR <= int(text[:9]) <= LAST_YEAR):
        shown = f"“{text[:20]}”" if text else "空的"
        cure = f"请填报告反映的那一年，如 2025（{FIRST_YEAR} 到 {LAST_YEAR}）。"
        _refuse(entry.where if entry else place, f"年度是{shown}", cure)
    return int(text)


def _published(entry: _Entry | None) -> str | None:
    if entry is None:
        return None
    if isinstance(entry.value, date):
        return entry.value.strftime("%Y-%m-%d")
    match = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", _label(entry.value))
    if match is None:
        _refuse(entry.where, f"看不懂日期“{entry.text[:20]}”", "请写成 2026-01-20，或者空着。")
    return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"


def _tables(book: _Book, basics: dict[str, Any]) -> dict[str, Any]:
    tables: dict[str, Any] = {}
    for grid in LAYOUTS[basics["layout"]].grids:
        sheet, places = _find(book, grid)
        for address, place in places.items():
            value = _number(sheet.entries.get(place), book, address)
            if address in LAYOUT_2021.by_address or address.startswith("t3.other."):
                _set(tables, address, value)
            elif value is not None:
                book.note("2019 cell", address, f"2019 年格式独有的格，值是 {value}")
        for place, entry in sheet.entries.items():
            if isinstance(entry.value, int | float) and place not in places.values():
                book.note("unused number", entry.where, f"{entry.where} 的 {entry.text} 不在表格里")
    return tables


def _set(tables: dict[str, Any], address: str, value: Value) -> None:
    if value is not None:
        table, *path, last = address.split(".")
        at = tables.setdefault(f"table{table[1:]}", {})
        for name in path:
            at = at.setdefault(name, {})
        at[last] = value


def _find(book: _Book, grid: Grid) -> tuple[_Sheet, dict[str, tuple[int, int]]]:
    """The sheet that holds a table and where its addresses stand in it."""
    title = _TITLES[grid.table]
    closest, best = "", -1
    for sheet in sorted(book.sheets, key=lambda sheet: sheet.name != title):
        places, matched, missing = _places(grid, sheet)
        if not missing:
            return sheet, places
        if matched > best:
            closest, best = f"“{sheet.name}”里缺标签“{missing}”，或它不在原来的行列", matched
    cure = "请对照统一格式恢复灰色的标签，或用 nianbao new 重新生成再填。"
    _refuse(book.name, f"找不到完整的{title}：{closest}", cure)


def _places(grid: Grid, sheet: _Sheet) -> tuple[dict[str, tuple[int, int]], int, str]:
    """Where each address stands, how many rows matched, and the first label not found."""
    rows: dict[int, int] = {}
    columns: dict[int, int] = {}
    at = 0
    for row in range(grid.rows):
        labels = [cell for cell in grid.cells if cell.row == row and cell.header]
        at, found = _best_line(labels, sheet, at, columns)
        if len(found) < len(labels):
            return {}, len(rows), labels[len(found)].text
        at = at or _first_figures(sheet, rows[row - 1], columns)
        columns |= found
        rows[row] = at
    values = [cell for cell in grid.cells if cell.address]
    return {c.address or "": (rows[c.row], columns[c.column]) for c in values}, len(rows), ""


def _best_line(
    labels: list[GridCell], sheet: _Sheet, at: int, known: dict[int, int]
) -> tuple[int, dict[int, int]]:
    """The first row below `at` with all these labels, else the one with most from the left."""
    best: tuple[int, dict[int, int]] = (0, {})
    for row, line in sheet.lines.items():
        if row > at and len(best[1]) < len(labels):
            found = _columns(labels, line, known)
            best = (row, found) if len(found) > len(best[1]) else best
    return best


def _columns(
    labels: list[GridCell], line: list[tuple[int, _Entry]], known: dict[int, int]
) -> dict[int, int]:
    """The columns of the labels in a row, in order and below their heads, up to one not there."""
    found: dict[int, int] = {}
    at = 0
    for cell in labels:
        label, expected = _label(cell.text), known.get(cell.column)
        fitting = (c for c, e in line if c > at and e.label == label and expected in (None, c))
        at = next(fitting, 0)
        if not at:
            break
        found[cell.column] = at
    return found


def _first_figures(sheet: _Sheet, at: int, columns: dict[int, int]) -> int:
    """The row of values below the last heads: the next that holds a number, else the next."""
    for row, line in sheet.lines.items():
        if row > at and any(c in columns.values() and re.match(r"\d", e.label) for c, e in line):
            return row
    return at + 1


def _narrative(book: _Book) -> dict[str, Any]:
    preface: list[str] = []
    sections: dict[str, Any] = {}
    for sheet, row, line in _list(book, "位置", "标题", "文字"):
        place = line["位置"].label if "位置" in line else ""
        if not place:
            _refuse(f"{sheet.name}!{row}", "没有写位置", "请写“前言”，或 1、1.2、5 这样的编号。")
        text = [line["文字"].text] if "文字" in line else []
        if place == "前言":
            preface += text
            continue
        whole = sections.setdefault(place.partition(".")[0], {"title": "", "paragraphs": []})
        part = {"title": "", "paragraphs": []}
        at = whole.setdefault("parts", {}).setdefault(place, part) if "." in place else whole
        at["title"] = at["title"] or (line["标题"].text if "标题" in line else "")
        at["paragraphs"] += text
    return {"preface": tuple(preface), "sections": sections}


def _statements(book: _Book) -> dict[str, Any]:
    lines = [line for _, _, line in _list(book, "问题", "改进")]
    return {
        "problems": tuple(line["问题"].text for line in lines if "问题" in line),
        "improvements": tuple(line["改进"].text for line in lines if "改进" in line),
    }


def _kept_notes(book: _Book) -> Iterator[Note]:
    for _, _, line in _list(book, "事项", "地址", "内容"):
        texts = [line[head].text if head in line else "" for head in ("事项", "地址", "内容")]
        yield Note(what=texts[0], where=texts[1], text=texts[2])


def _blank_notes(report: AnnualReport) -> Iterator[Note]:
    noted = {note.where for note in report.notes if note.what in ("blank cell", "dash")}
    for address, value in report.cells().items():
        if value is None and address not in noted:
            text = f"{report.form.by_address[address].label}未填"
            yield Note(what="blank cell", where=address, text=text)


def _facts(book: _Book) -> Iterator[WorkFact]:
    seen: set[str] = set()
    for sheet, row, line in _list(book, "编号", "部分", "文字", "来源"):
        place = f"{sheet.name} 第 {row} 行"
        text = {head: line[head].text for head in ("编号", "部分", "文字", "来源") if head in line}
        if "编号" not in text:
            text["编号"] = f"row_{row}"
            book.note("fact without id", f"facts.row_{row}", f"{place}没有编号，暂用 row_{row}")
        if text["编号"] in seen:
            _refuse(place, f"编号“{text['编号']}”用过了", "一件事一个编号，请改一个。")
        seen.add(text["编号"])
        section = re.match(r"[156](\.[1-5])?", _label(text.get("部分", "")))
        try:
            yield WorkFact.model_validate(
                {
                    "id": text["编号"],
                    "section": section[0] if section else "",
                    "text": text.get("文字", ""),
                    "source": text.get("来源", ""),
                    "values": _fact_values(line, book, text["编号"]),
                }
            )
        except ValidationError as error:
            fault = str(error.errors()[0]["loc"][0])
            cure = _FACT_CURES.get(fault, "请对照“说明”工作表改正。")
            _refuse(place, f"这件工作事实的 {fault} 不合要求", cure, error)


def _fact_values(line: dict[str, _Entry], book: _Book, fact: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for head, entry in line.items():
        match = re.fullmatch(r"数值(\d+)", head)
        if match is None:
            continue
        if f"名称{match[1]}" not in line:
            _refuse(entry.where, "有数值，没有名称", f"请在名称{match[1]}里写它在文字中的占位名。")
        name = line[f"名称{match[1]}"].text
        bare = re.sub(r"^约|[余多]$", "", entry.text.strip())
        about = bare != entry.text.strip() and not entry.formula
        value = _parsed(bare) if about else None
        if value is None:
            about, value = False, _number(entry, book, f"facts.{fact}.{name}", signed=True)
        unit = line.get(f"单位{match[1]}")
        if value is not None:
            values[name] = {"value": value, "unit": unit.text if unit else "", "about": about}
    return values
