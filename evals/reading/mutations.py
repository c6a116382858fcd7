"""Damaged and odd files made of sound ones, each from a seed, so that a failure can be made again."""

import io
import random
import zipfile
from collections.abc import Callable
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

_TOKENS = (
    *("<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<td rowspan=99999 colspan=0>"),
    *("<td colspan=-1>", "</p><p>", "<br>", "&nbsp;", "&#0;", "&#x110000;", "<!--", "-->", "<pre>"),
    *("<script>", "</script>", "<style>", "<![CDATA[", "<nav>", "</div>", "<h1>", "<img>"),
    *("一、总体情况", "（一）主动公开", "二、主动公开政府信息情况", "六、其他需要报告的事项"),
    *("2023年政府信息公开工作年度报告", "总计", "其他", "第二十条第（一）项", "规章", "自然人"),
    *("法人或其他组织", "行政复议", "1.属于国家秘密", "（六）其他处理", "对外公开总数量"),
    *("/", "—", "-", "无", "０", "3 646", "-5", "1.5", "9" * 20, "1,80", "三十", "1 234 567"),
    *("\t\t\t", "\n\n", "\f", "|", "| --- |", "||", "**", "\\", "#", "\u3000", "\ufeff", "\u202e"),
    *("\ud7ff", "\x00", "\x0b", "\u2028", "\U000f0041"),
)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ELEMENTS = (
    "tbl",
    "tr",
    "tc",
    "p",
    "vMerge",
    "gridSpan",
    "sdt",
    "sdtContent",
    "ins",
    "del",
    "numPr",
)
_VALUES = ("0", "-1", "x", "99999999", "restart", "continue", "", "３")
Change = Callable[[str, random.Random], str]


def mutated(data: bytes, chance: random.Random) -> bytes:
    """One to six changes of a file: of its bytes, of its characters, or inside a Word package."""
    if data.startswith(b"PK"):
        return _bytes_changed(data, chance) if chance.random() < 0.1 else _repacked(data, chance)
    if chance.random() < 0.2:
        return _bytes_changed(data, chance)
    changed = _changed(data.decode("utf-8"), chance)
    encoding = chance.choice(("utf-8", "utf-8", "utf-8", "gb18030", "utf-16", "utf-8-sig"))
    return changed.encode(encoding, "replace")


def _bytes_changed(data: bytes, chance: random.Random) -> bytes:
    text = _changed(data.decode("latin-1"), chance)
    return text.encode("latin-1", "replace")


def _changed(text: str, chance: random.Random) -> str:
    for _ in range(chance.randint(1, 6)):
        text = chance.choice(_CHANGES)(text, chance)
    return text


def _span(text: str, chance: random.Random, most: int = 300) -> tuple[int, int]:
    start = chance.randrange(len(text) + 1)
    return start, min(len(text), start + chance.randint(0, most))


def _flip(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chr(chance.randrange(256)) + text[at + 1 :]


def _drop(text: str, chance: random.Random) -> str:
    start, end = _span(text, chance)
    return text[:start] + text[end:]


def _double(text: str, chance: random.Random) -> str:
    start, end = _span(text, chance)
    return text[:end] + text[start:end] * chance.randint(1, 5) + text[end:]


def _move(text: str, chance: random.Random) -> str:
    start, end = _span(text, chance)
    piece, rest = text[start:end], text[:start] + text[end:]
    at = chance.randrange(len(rest) + 1)
    return rest[:at] + piece + rest[at:]


def _cut(text: str, chance: random.Random) -> str:
    return text[: chance.randrange(len(text) + 1)] if chance.random() < 0.3 else text


def _insert(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(_TOKENS) * chance.choice((1, 1, 1, 3, 50)) + text[at:]


def _tags(text: str, chance: random.Random) -> str:
    """Take a few tags or lines away, or double them, with their edges intact."""
    mark = "<" if "<" in text else "\n"
    parts = text.split(mark)
    for _ in range(chance.choice((1, 1, 5, 30))):
        at = chance.randrange(len(parts))
        parts[at : at + 1] = [parts[at]] * chance.choice((0, 0, 2, 3))
        if not parts:
            return ""
    return mark.join(parts)


_CHANGES: tuple[Change, ...] = (
    *(_flip, _drop, _double, _move, _cut, _insert, _insert, _tags, _tags),
)


def _repacked(data: bytes, chance: random.Random) -> bytes:
    """A Word package with one part changed; its elements are moved about so that it stays XML."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
        names = [part.filename for part in old.infolist()]
        chosen = chance.choice(names) if chance.random() < 0.1 else "word/document.xml"
        for name in names:
            content = old.read(name)
            if name == chosen:
                content = _part_changed(content, chance)
            if name != chosen or chance.random() < 0.98:
                new.writestr(name, content)
    return packed.getvalue()


def _part_changed(content: bytes, chance: random.Random) -> bytes:
    if chance.random() < 0.05 or not content.startswith(b"<?xml"):
        return _bytes_changed(content, chance)
    root = etree.fromstring(content)
    for _ in range(chance.choice((1, 3, 10, 40))):
        elements = [element for element in root.iter() if element.getparent() is not None]
        if elements:
            _element_changed(chance.choice(elements), elements, chance)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _element_changed(element: Any, elements: list[Any], chance: random.Random) -> None:
    parent = element.getparent()
    if parent is None:
        return
    match chance.randrange(6):
        case 0:
            parent.remove(element)
        case 1:
            _attach(chance.choice(elements), element)
        case 2:
            element.tag = f"{{{_W}}}{chance.choice(_ELEMENTS)}"
        case 3:
            element.set(f"{{{_W}}}val", chance.choice(_VALUES))
        case 4:
            element.text = "".join(c for c in chance.choice(_TOKENS) if c >= " ")
        case _:
            copy = etree.fromstring(etree.tostring(element))
            parent.insert(chance.randrange(len(parent) + 1), copy)


def _attach(target: Any, element: Any) -> None:
    """Move an element below another one that does not stand in it."""
    if element is not target and element not in list(target.iterancestors()):
        target.append(element)
