"""What a text refers to: 《titles》, article numbers, document numbers, ordinals."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.report.units import half_width

ReferenceKind = Literal["title", "article", "document_number", "ordinal"]

_ZH_NUMERAL = "零〇一二三四五六七八九十百千两"
_DOCUMENT_NUMBER = re.compile(r"[〔\[［【(（](?:19|20)\d{2}[〕\]］】)）]\s?\d{1,5}\s?号")
# An article, the number of an order or an ordinal: an empty group says which.
_AFTER_DI = re.compile(
    rf"第(?:\s?(?:[{_ZH_NUMERAL}]+|\d+)\s?条(?:之[{_ZH_NUMERAL}]+)?"
    rf"(?:第?[（(](?:[{_ZH_NUMERAL}]+|\d+)[）)]项?|第(?:[{_ZH_NUMERAL}]+|\d+)[款项])*()"
    r"|\s?\d{1,5}\s?号令?()"
    rf"|(?:[{_ZH_NUMERAL}]+|\d+)(?!条)[届次批期版章节名位个季]?())"
)
_KINDS_AFTER_DI: tuple[ReferenceKind, ...] = ("article", "document_number", "ordinal")
_PLENUM = re.compile(
    rf"(?:[二三](?<![{_ZH_NUMERAL}\d][二三])十|十(?<![{_ZH_NUMERAL}\d]十))"
    r"[一二三四五六七八九]?届(?=[一二三四五六七]中全会)"
)
_QUARTER = re.compile(rf"[1-4一二三四](?<![{_ZH_NUMERAL}\d][1-4一二三四])季度")
_MARK = rf"(?:\d{{1,2}}\s?[.．、](?!\d)|[（(](?:\d{{1,2}}|[{_ZH_NUMERAL}]+)[）)])"
_FIRST_MARK = re.compile(rf"(?<!.)[ \t　]{{0,20}}{_MARK}", re.DOTALL)
# One set of characters comes first: so the search passes over the rest at once.
_LATER_MARK = re.compile(rf"[\s。；：①-⑳](?:(?<=[①-⑳])|((?<=\n)[ \t　]{{0,20}}{_MARK}|{_MARK}))")
# With what each cannot be without.
_WITHOUT_DI: tuple[tuple[str, re.Pattern[str], ReferenceKind], ...] = (
    ("号", _DOCUMENT_NUMBER, "document_number"),
    ("中全会", _PLENUM, "ordinal"),
    ("季度", _QUARTER, "ordinal"),
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
    plain = half_width(text)
    return [
        Reference(start, end, text[start:end], _comparable(plain[start:end]), kind)
        for start, end, kind in sorted(_numbered(plain))
    ]


def numbered_spans(plain: str) -> Iterator[tuple[int, int]]:
    """Where the numbered references of a half-width text stand, in no order."""
    return ((start, end) for start, end, _ in _numbered(plain))


def _numbered(plain: str) -> Iterator[tuple[int, int, ReferenceKind]]:
    taken = bytearray(len(plain))
    for start, end, kind in _candidates(plain):
        if taken.find(1, start, end) < 0:
            taken[start:end] = b"\1" * (end - start)
            yield start, end, kind


def _candidates(plain: str) -> Iterator[tuple[int, int, ReferenceKind]]:
    for match in _AFTER_DI.finditer(plain):
        yield *match.span(), _KINDS_AFTER_DI[(match.lastindex or 1) - 1]
    for mark, pattern, kind in _WITHOUT_DI:
        if mark in plain:
            for match in pattern.finditer(plain):
                yield *match.span(), kind
    if first := _FIRST_MARK.match(plain):
        yield *first.span(), "ordinal"
    for match in _LATER_MARK.finditer(plain):
        yield *match.span(match.lastindex or 0), "ordinal"


def title_spans(text: str) -> list[tuple[int, int]]:
    """Where the document titles in 《》 stand, in reading order."""
    return [match.span() for match in _TITLE.finditer(text)]


def find_titles(text: str) -> list[Reference]:
    """Document titles in 《》, in reading order; `name` is what stands between the marks."""
    return [
        Reference(match.start(), match.end(), match[0], _comparable(match["name"]), "title")
        for match in _TITLE.finditer(text)
    ]


def _comparable(text: str) -> str:
    plain = re.sub(r"[\s　]", "", text)
    return plain.translate(str.maketrans("〈〉()［］[]【】（）", "《》（）〔〕〔〕〔〕（）"))
