"""The number that stands in a cell, as people write it; nothing is filled in or converted.

`３，６４６`, `3 646`, a number broken over lines, `12件`, `59237.2449万元` and `零` are numbers;
an empty cell, `/`, `—`, `-` and `无` are blank; anything else was not read.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.report.model import Value
from assistant.report.quantities import chinese_number

_BLANKS = frozenset(
    [
        "",
        "/",
        "\\",
        "-",
        "--",
        "---",
        "–",
        "—",
        "——",
        "―",
        "一一",
        "无",
        "空",
        "／",
        "*",
        ".",
        "N/A",
    ]
)
_DIGITS = 18
# Only what is the same number set wider: “8①” or “8²” is a number with a mark to a footnote.
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | str.maketrans(
    "−﹣–—―‐‑‒", "-" * 8
)
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\xad]")
_NUMBER = re.compile(r"-?(?:[0-9]{1,3}(?:[,，][0-9]{3}){1,5}|[0-9]{1,18})(?:\.[0-9]{1,8})?")
_UNIT = re.compile(r"(?P<number>.*\d)(?P<unit>件次|件|条|个|份|项|宗|起|万元|元|亿元|次)$")
_GROUPED = re.compile(r"-?\d{1,3}(?: \d{3})+(?:\.\d+)?")
_NUMERALS = "零〇一二两三四五六七八九十百千万"
_CHINESE = re.compile(rf"[{_NUMERALS}]{{1,12}}")


@dataclass(frozen=True, slots=True)
class CellValue:
    """What was found in a cell: its value, or blank, or neither (not read).

    `doubt` says in Chinese what was done to read it, where a person should look again.
    """

    value: Value = None
    blank: bool = False
    doubt: str = ""


def cell_value(text: str, *, money: bool = False) -> CellValue:
    """The value of a cell by its text; `money` cells are in 万元 and become decimals."""
    if text.isascii() and text.isdigit() and len(text) <= _DIGITS:
        return CellValue(Decimal(text) if money else int(text))
    plain = _INVISIBLE.sub("", text.translate(_WIDE)).strip()
    squeezed = "".join(plain.split())
    if squeezed in _BLANKS or not squeezed.strip("-/—_. "):
        return CellValue(blank=True)
    bare, doubt = _without_unit(squeezed, money=money)
    number = _parsed(bare, money=money)
    if number is None:
        return _chinese(squeezed, money=money)
    if not doubt and len(plain.split()) > 1 and not _GROUPED.fullmatch(" ".join(plain.split())):
        doubt = f"“{' '.join(plain.split())}”中间有空格或换行，按 {squeezed} 读取"
    return CellValue(number, doubt=doubt)


def is_value(text: str) -> bool:
    """Whether a word of a flattened table stands for a cell: a number or a mark for blank."""
    if not text or len(text) > 30 or ("一" <= text[0] <= "鿿" and text[0] not in _NUMERALS):
        return text == "无"
    found = cell_value(text)
    return found.blank or (found.value is not None and text[-1:] not in "件条个份项起次元宗")


def joined_numbers(texts: list[str], wanted: int) -> list[str] | None:
    """`3 646 0 0 3 646` as the four cells that it can only be; None if that is not certain.

    A number set with spaces falls apart in flattened text. It is put together where exactly
    one way of joining thousands gives the wanted count of cells.
    """
    ways: list[list[str]] = [[]]
    for text in texts:
        plain = text.translate(_WIDE)
        grown = [[*way, plain] for way in ways]
        if re.fullmatch(r"\d{3}(\.\d+)?", plain):
            grown += [
                [*way[:-1], way[-1] + plain]
                for way in ways
                if way and re.fullmatch(r"[1-9]\d{0,2}(\d{3}){0,3}", way[-1])
            ]
        ways = [way for way in grown if len(way) <= wanted]
        if len(ways) > 500:
            return None
    fitting = [way for way in ways if len(way) == wanted]
    return fitting[0] if len(fitting) == 1 else None


def _without_unit(text: str, *, money: bool) -> tuple[str, str]:
    """The number without its unit; a unit other than the column's stays, so that it is not read."""
    match = _UNIT.fullmatch(text)
    if match is None:
        return text, ""
    fits = match["unit"] == "万元" if money else match["unit"] not in ("万元", "元", "亿元")
    return (match["number"], f"“{text}”带有单位，只取数字") if fits else (text, "")


def _parsed(text: str, *, money: bool) -> Value:
    if not _NUMBER.fullmatch(text):
        return None
    digits = re.sub("[,，]", "", text)
    number = Decimal(digits)
    return number if "." in digits or money else int(number)


def _chinese(text: str, *, money: bool) -> CellValue:
    number = chinese_number(text) if _CHINESE.fullmatch(text) else None
    if number is None or (number != 0 and text in "一二三四五六七"):  # 一 is as often a dash
        return CellValue()
    value = Decimal(number) if money else number
    return CellValue(value, doubt=f"“{text}”是中文数字，按 {number} 读取")
