"""The list of units that have to report, with the other names that each goes by."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import UnusableInput
from assistant.reading.text_file import read_text

_BOOKS, _TEXTS = (".xlsx", ".xlsm"), (".txt", ".csv", ".md")
_MOST = 5000
_MOST_COLUMNS = 20
_MOST_BYTES = 5 * 1024**2
_HEADS = frozenset({"单位", "单位名称", "名称", "部门", "机构", "机构名称", "单位全称", "全称"})
_NUMBERS = frozenset({"序号", "编号", "号"})
_BETWEEN = re.compile(r"[、,，;；|/=＝\t]")


@dataclass(frozen=True, slots=True)
class ListedUnit:
    """A unit by its full name, and its other names."""

    name: str
    aliases: tuple[str, ...] = ()


def read_unit_list(path: Path) -> tuple[ListedUnit, ...]:
    """The units of a list: one a line, the full name first, other names after it.

    Text or csv (`全称,简称1、简称2`), or the first sheet of a workbook (first column of text the
    full name, further ones other names). A heading row, numbers and lines after “#” are passed.

    Raises:
        UnusableInput: Unreadable, empty, too long, or a name stands in it twice.
    """
    suffix = path.suffix.lower()
    if suffix not in (*_BOOKS, *_TEXTS):
        raise UnusableInput(
            f"单位名单不能是 {suffix or '没有后缀的'} 文件",
            where=str(path),
            cure="存成 txt、csv 或 xlsx",
        )
    rows = _workbook_rows(path) if suffix in _BOOKS else _text_rows(path)
    units = [unit for row in rows if (unit := _unit(row)) is not None]
    if not units or len(units) > _MOST:
        what = f"超过 {_MOST} 个单位" if units else "一个单位也没有"
        raise UnusableInput(
            f"单位名单里{what}", where=str(path), cure="一行写一个单位：全称，后面可写简称"
        )
    _refuse_twice(units, path)
    return tuple(units)


def _text_rows(path: Path) -> Iterator[Sequence[str]]:
    text = read_text(path, _MOST_BYTES).text
    lines = (line.partition("#")[0] for line in text.splitlines())
    if path.suffix.lower() == ".csv":
        yield from csv.reader(io.StringIO("\n".join(lines)))
        return
    yield from (_BETWEEN.split(line) for line in lines)


def _workbook_rows(path: Path) -> Iterator[Sequence[str]]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    from assistant.reading.text_file import read_bytes

    data = read_bytes(path, _MOST_BYTES)
    try:
        sheet = load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[0]
        for row in sheet.iter_rows(max_row=_MOST + 10, max_col=_MOST_COLUMNS, values_only=True):
            yield ["" if value is None else str(value) for value in row]
    except (InvalidFileException, OSError, KeyError, ValueError, IndexError) as error:
        raise UnusableInput(
            "单位名单的工作簿打不开", where=str(path), cure="去掉密码，另存为 .xlsx 或 .csv"
        ) from error


def _unit(row: Iterable[str]) -> ListedUnit | None:
    words = [" ".join(word.split()) for cell in row for word in _BETWEEN.split(cell)]
    named = [word for word in words if word and not re.fullmatch(r"[\d.]+", word)]
    if not named or named[0] in _HEADS | _NUMBERS:
        return None
    return ListedUnit(named[0][:100], tuple(dict.fromkeys(w[:100] for w in named[1:])))


def _refuse_twice(units: list[ListedUnit], path: Path) -> None:
    names = [unit.name for unit in units]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise UnusableInput(
            f"单位名单里写了两次：{'、'.join(twice[:5])}",
            where=str(path),
            cure="同名的两个单位，写上各自的上级或地名来区分；重复的删去一行",
        )
