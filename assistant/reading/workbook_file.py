"""An xlsx file opened within limits: every cell that holds something, by sheet."""

import io
import re
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NoReturn

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.cell_range import CellRange

from assistant.errors import UnusableInput
from assistant.reading.strict_package import usual_form
from assistant.report.model import Note

_DAMAGE = (  # what openpyxl raises on a damaged or hostile file
    zipfile.BadZipFile, zlib.error, InvalidFileException, OSError, EOFError, SyntaxError,
    LookupError, ValueError, TypeError, AttributeError, RuntimeError, ArithmeticError,
)  # fmt: skip


_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*\bref=[\"']([A-Z]+\d+:[A-Z]+\d+)[\"']")
_MOST_MERGED = 5000  # ranges of one sheet
Merged = tuple[int, int, int, int]  # first row and column, last row and column


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell that holds something: its place, the value that it shows, whether a formula made it."""

    where: str
    value: object
    formula: bool

    @property
    def label(self) -> str:
        return label_of(self.value)

    @property
    def text(self) -> str:
        return self.value if isinstance(self.value, str) else plain(self.value)


@dataclass(frozen=True)
class Sheet:
    """A sheet as its filled cells and merged ranges."""

    name: str
    entries: dict[tuple[int, int], Entry]
    merged: tuple[Merged, ...] = ()

    @cached_property
    def lines(self) -> dict[int, list[tuple[int, Entry]]]:
        """The rows that hold anything, top to bottom, each from left to right."""
        lines: dict[int, list[tuple[int, Entry]]] = {}
        for (row, column), entry in sorted(self.entries.items(), key=lambda item: item[0]):
            lines.setdefault(row, []).append((column, entry))
        return lines


@dataclass(frozen=True)
class Book:
    """All sheets, and what the readers of them have to say."""

    name: str
    sheets: list[Sheet]
    notes: list[Note] = field(default_factory=list)

    def note(self, what: str, where: str, text: str) -> None:
        self.notes.append(Note(what=what, where=where, text=text))


def refuse(where: str, what: str, cure: str, cause: Exception | None = None) -> NoReturn:
    """Raise what a person is told: where, what and what to do."""
    raise UnusableInput(what, where=where, cure=cure) from cause


def check_container(data: bytes, name: str, unpacked: int, ratio: int, entries: int) -> None:
    """Refuse what is locked, no workbook, or would swell beyond the limits when unpacked."""
    locked = "有密码或是旧 .xls 格式", "请在 Excel 或 WPS 里去掉密码，另存为 .xlsx。"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        refuse(name, *locked)
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except _DAMAGE as error:
        refuse(
            name, "不是 .xlsx 工作簿，或已损坏", "请在 Excel 或 WPS 里打开，另存为 .xlsx。", error
        )
    if any(part.flag_bits & 1 for part in parts):
        refuse(name, *locked)
    swollen = any(p.file_size > 1024**2 and p.file_size > ratio * p.compress_size for p in parts)
    if swollen or len(parts) > entries or sum(p.file_size for p in parts) > unpacked:
        refuse(name, "解压后大得不正常，没有打开", "请把填好的表复制到新建的工作簿里再试。")
    if not any(part.filename.startswith("xl/") for part in parts):
        refuse(name, "不是 Excel 工作簿", "请选 nianbao new 生成的 .xlsx 文件。")


def open_book(data: bytes, name: str, max_rows: int, max_columns: int) -> Book:
    """Every cell that holds something: what it shows, and whether a formula made it."""
    try:
        data = usual_form(data)
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
                (r, c): Entry(f"{sheet.title}!{get_column_letter(c)}{r}", seen.value, formula)
                for r, pair in enumerate(rows, 1)
                for c, (seen, source) in enumerate(zip(*pair, strict=True), 1)
                if (formula := source.data_type == "f") or seen.value not in (None, "")
            }
            sheets.append(Sheet(sheet.title, entries, _merged(data, sheet)))
    except _DAMAGE as error:
        refuse(
            name, "工作簿已损坏，读不出来", "请在 Excel 或 WPS 里打开修复，另存为 .xlsx。", error
        )
    for found in sheets:
        if any(row > max_rows or column > max_columns for row, column in found.entries):
            refuse(
                f"{name} 的“{found.name}”",
                f"内容超过 {max_rows} 行或 {max_columns} 列",
                "请删去表外的内容。",
            )
    return Book(name, sheets)


def _merged(data: bytes, sheet: Any) -> tuple[Merged, ...]:
    """The merged ranges of a sheet, which openpyxl does not tell of a file that it streams."""
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        found = _MERGED.findall(container.read(sheet._worksheet_path.lstrip("/")))
    if len(found) > _MOST_MERGED:
        raise ValueError("more merged ranges than a form can have")
    ranges = (CellRange(reference.decode()) for reference in found)
    return tuple((r.min_row, r.min_col, r.max_row, r.max_col) for r in ranges)


def label_of(value: object) -> str:
    """A printed label without what people change: width of characters, spaces, quotes, colons."""
    text = unicodedata.normalize("NFKC", plain(value))
    return re.sub(r"[\s“”\"'‘’:*]", "", text)


def plain(value: object) -> str:
    if isinstance(value, float):
        return format(value, ".15g")
    return "" if value is None else str(value)
