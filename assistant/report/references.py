"""What a text refers to: 《titles》, article numbers, document numbers, ordinals."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.report.units import half_width

ReferenceKind = Literal["title", "article", "document_number", "ordinal"]

_ZH_NUMERAL = "零〇一二三四五六七八九十百千两"
_ARTICLE = re.compile(
    rf"第\s?(?:[{_ZH_NUMERAL}]+|\d+)\s?条(?:之[{_ZH_NUMERAL}]+)?"
    rf"(?:第?[（(](?:[{_ZH_NUMERAL}]+|\d+)[）)]项?|第(?:[{_ZH_NUMERAL}]+|\d+)[款项])*"
)
_DOCUMENT_NUMBER = re.compile(r"[〔\[［【(（](?:19|20)\d{2}[〕\]］】)）]\s?\d{1,5}\s?号")
_ORDER_NUMBER = re.compile(r"第\s?\d{1,5}\s?号令?")
_ORDINAL = re.compile(rf"第(?:[{_ZH_NUMERAL}]+|\d+)(?!条)[届次批期版章节名位个季]?")
_PLENUM = re.compile(
    rf"(?:[二三](?<![{_ZH_NUMERAL}\d][二三])十|十(?<![{_ZH_NUMERAL}\d]十))"
    r"[一二三四五六七八九]?届(?=[一二三四五六七]中全会)"
)
_QUARTER = re.compile(rf"[1-4一二三四](?<![{_ZH_NUMERAL}\d][1-4一二三四])季度")
_MARK = rf"(?:\d{{1,2}}\s?[.．、](?!\d)|[（(](?:\d{{1,2}}|[{_ZH_NUMERAL}]+)[）)])"
_FIRST_MARK = re.compile(rf"(?<!.)(?P<it>[ \t　]{{0,20}}{_MARK})", re.DOTALL)
_LINE_MARK = re.compile(rf"\n(?P<it>[ \t　]{{0,20}}{_MARK})")
_INNER_MARK = re.compile(rf"[\s。；：](?P<it>{_MARK})")
_CIRCLED = re.compile(r"(?P<it>[①-⑳])")
# With a character that each kind cannot be without.
_KINDS: tuple[tuple[str, re.Pattern[str], ReferenceKind], ...] = (
    ("条", _ARTICLE, "article"),
    ("号", _DOCUMENT_NUMBER, "document_number"),
    ("号", _ORDER_NUMBER, "document_number"),
    ("第", _ORDINAL, "ordinal"),
    ("届", _PLENUM, "ordinal"),
    ("季度", _QUARTER, "ordinal"),
)
_MARKS = (_LINE_MARK, _INNER_MARK, _CIRCLED)
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
    plain = half_width(text)
    return [
        Reference(start, end, text[start:end], _comparable(plain[start:end]), kind)
        for start, end, kind in sorted(_numbered(plain))
    ]


def numbered_spans(plain: str) -> Iterator[tuple[int, int]]:
    """Where the numbered references of a half-width text stand, kind by kind."""
    return ((start, end) for start, end, _ in _numbered(plain))


def _numbered(plain: str) -> Iterator[tuple[int, int, ReferenceKind]]:
    taken = bytearray(len(plain))
    for start, end, kind in _candidates(plain):
        if taken.find(1, start, end) < 0:
            taken[start:end] = b"\1" * (end - start)
            yield start, end, kind


def _candidates(plain: str) -> Iterator[tuple[int, int, ReferenceKind]]:
    for mark, pattern, kind in _KINDS:
        if mark in plain:
            for match in pattern.finditer(plain):
                yield *match.span(), kind
    if first := _FIRST_MARK.match(plain):
        yield *first.span("it"), "ordinal"
    for pattern in _MARKS:
        for match in pattern.finditer(plain):
            yield *match.span("it"), "ordinal"


def find_titles(text: str) -> list[Reference]:
    """Document titles in 《》, in reading order; `name` is what stands between the marks."""
    return [
        Reference(match.start(), match.end(), match[0], _comparable(match["name"]), "title")
        for match in _TITLE.finditer(text)
    ]


def _comparable(text: str) -> str:
    plain = re.sub(r"[\s　]", "", text)
    return plain.translate(str.maketrans("〈〉()［］[]【】（）", "《》（）〔〕〔〕〔〕（）"))
