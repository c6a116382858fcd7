"""The number that a cell of a workbook holds, however it was typed or stored."""

import re
import unicodedata
from decimal import Decimal

from assistant.reading.workbook_file import Book, Entry, plain, refuse
from assistant.report.model import Value

DASHES = frozenset("/-—–~") | {"——", "--"}
_KEPT_DIGITS = 15


def number_in(entry: Entry | None, book: Book, address: str, *, signed: bool = False) -> Value:
    """The number of a cell, with a note where it was not simply typed in.

    Raises:
        UnusableInput: It is text, a date, an error, negative, or a formula without result.
    """
    if entry is None:
        return None
    if entry.formula:
        if entry.value is None:
            cure = "请在 Excel 或 WPS 里打开并保存一次，或直接填数字。"
            refuse(entry.where, "是公式，但没有保存算出的结果", cure)
        text = f"{entry.where} 是公式，采用保存时的结果 {plain(entry.value)}"
        book.note("formula", address, text)
    value = _exact(entry, book, address)
    if value is not None and value < 0 and not signed:
        refuse(entry.where, f"是负数 {value}", "件数和金额不会小于 0，请核对后改正。")
    return value


def _exact(entry: Entry, book: Book, address: str) -> Value:
    value = entry.value
    if isinstance(value, int | float) and not isinstance(value, bool):
        exact = Decimal(format(value, ".15g") if isinstance(value, float) else value)
        return int(exact) if exact == exact.to_integral_value() else exact
    if not isinstance(value, str):
        refuse(entry.where, f"不是数字（{value}）", "请把单元格格式改成“常规”，再填数字。")
    if value.strip() == "" or squeezed(value) in DASHES:
        if value.strip():
            book.note("dash", address, f"{entry.where} 是“{value}”，当作空白；没有发生请填 0")
        return None
    number = parsed(value)
    if number is None:
        what = "公式出错" if value.startswith("#") else "这里要填数字，填的是文字"
        refuse(entry.where, f"{what}“{value[:30]}”", "请只填数字，不带单位和说明；不清楚就空着。")
    if len(value) <= _KEPT_DIGITS:  # a longer one can only stand as text
        book.note("number as text", address, f"{entry.where} 是文本格式的“{value}”，按数字读取")
    return number


def squeezed(text: str) -> str:
    """The text without spaces and with half-width characters."""
    return "".join(unicodedata.normalize("NFKC", text).replace("−", "-").split())


def parsed(text: str) -> Value:
    """The number that a text is, with or without thousands separators, else None."""
    plain = squeezed(text)
    if not re.fullmatch(r"-?(\d{1,3}(,\d{3}){1,5}|\d{1,18})(\.\d{1,8})?", plain):
        return None
    digits = plain.replace(",", "")
    return Decimal(digits) if "." in digits else int(digits)
