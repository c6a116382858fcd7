"""What a text refers to: 《titles》, article numbers, document numbers, ordinals."""

import re
from dataclasses import dataclass
from typing import Literal

from assistant.report.units import half_width

ReferenceKind = Literal["title", "article", "document_number", "ordinal"]

_ZH_NUMERAL = "零〇一二三四五六七八九十百千两"
_ARTICLE = re.compile(
    rf"第\s?(?:[{_ZH_NUMERAL}]+|\d+)\s?条(?:之[{_ZH_NUMERAL}]+)?"
    rf"(?:第?[（(](?:[{_ZH_NUMERAL}]+|\d+)[）)]项?|第(?:[{_ZH_NUMERAL}]+|\d+)[款项])*"
)
_DOCUMENT_NUMBER = re.compile(
    r"[〔\[［【(（](?:19|20)\d{2}[〕\]］】)）]\s?\d{1,5}\s?号|第\s?\d{1,5}\s?号令?"
)
_ORDINAL = re.compile(
    rf"第(?:[{_ZH_NUMERAL}]+|\d+)(?!条)[届次批期版章节名位个季]?"
    rf"|(?<![{_ZH_NUMERAL}\d])(?:[二三]?十[一二三四五六七八九]?届(?=[一二三四五六七]中全会)|[1-4一二三四]季度)"
)
_ENUMERATOR = re.compile(
    rf"(?m)(?:^[ \t　]{{0,20}}|(?<=[\s。；：]))(?:\d{{1,2}}\s?[.．、](?!\d)|[（(](?:\d{{1,2}}|[{_ZH_NUMERAL}]+)[）)])"
    r"|[①-⑳]"
)
_TITLE = re.compile(r"《(?P<name>[^《》]{1,120}(?:《[^《》]{1,120}》[^《》]{0,60})?)》")


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference as written; `name` is its comparable form without spaces and brackets."""

    start: int
    end: int
    text: str
    name: str
    kind: ReferenceKind


def find_numbered_references(text: str) -> list[Reference]:
    """Article numbers, document numbers, ordinals and list enumerators, in reading order."""
    found: list[Reference] = []
    patterns: tuple[tuple[re.Pattern[str], ReferenceKind], ...] = (
        (_ARTICLE, "article"),
        (_DOCUMENT_NUMBER, "document_number"),
        (_ORDINAL, "ordinal"),
        (_ENUMERATOR, "ordinal"),
    )
    plain = half_width(text)
    taken = bytearray(len(plain))
    for pattern, kind in patterns:
        for match in pattern.finditer(plain):
            start, end = match.span()
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                found.append(Reference(start, end, text[start:end], _comparable(match[0]), kind))
    return sorted(found, key=lambda r: r.start)


def find_titles(text: str) -> list[Reference]:
    """Document titles in 《》, in reading order; `name` is what stands between the marks."""
    return [
        Reference(match.start(), match.end(), match[0], _comparable(match["name"]), "title")
        for match in _TITLE.finditer(text)
    ]


def _comparable(text: str) -> str:
    plain = re.sub(r"[\s　]", "", text)
    return plain.translate(str.maketrans("〈〉()［］[]【】（）", "《》（）〔〕〔〕〔〕（）"))
