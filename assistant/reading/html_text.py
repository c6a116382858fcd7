"""The text of a web page's bytes: which encoding they are in."""

import codecs
import re

from assistant.errors import UnusableInput
from assistant.report.model import Note

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_-]{2,20})""", re.I)
_CHINESE = frozenset({"gb2312", "gbk", "gb18030", "x-gbk", "gb_2312-80", "hz-gb-2312"})


def decode_page(data: bytes, where: str, header: str = "") -> tuple[str, list[Note]]:
    """The text of a page, and a note where its encoding had to be guessed.

    A byte order mark decides; then what is valid UTF-8; then what the server's `header` or
    the page's `meta` names (GB2312 and GBK are read as GB18030, which holds them); then
    GB18030. Single damaged bytes become “�”, with a note.

    Raises:
        UnusableInput: Bytes that are no text in any of these.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace"), []
    if data[:200].count(0) * 3 >= len(data[:200]):
        return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", "replace"), []
    named = _named(data, header)
    for encoding in dict.fromkeys(("utf-8", named, "gb18030")):
        try:
            return data.decode(encoding), []
        except UnicodeDecodeError:
            continue
    text = max((data.decode(e, "replace") for e in (named, "gb18030")), key=_goodness)
    lost = text.count("�")
    if lost * 20 > len(text):
        raise UnusableInput(
            "网页的编码认不出来", where=where, cure="请在浏览器里打开，另存为 UTF-8 编码的网页"
        )
    return text, [Note(what="damaged text", text=f"有 {lost} 个字符已损坏，显示为“�”，请核对")]


def _named(data: bytes, header: str) -> str:
    match = _META.search(data[:4096])
    name = (header or (match[1].decode("ascii") if match else "")).strip().lower()
    if name in _CHINESE:
        return "gb18030"
    try:
        return codecs.lookup(name).name if name else "gb18030"
    except LookupError:
        return "gb18030"


def _goodness(text: str) -> int:
    return -text.count("�")
