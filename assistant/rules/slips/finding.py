"""Finds slips in a text: places that one repair turns into words known well."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from assistant.rules.slips.knowledge import GAPS, STRONG, WHOLE, Knowledge, Words
from assistant.rules.slips.windows import by_place, codes_of, plus

if TYPE_CHECKING:
    from assistant.rules.slips.windows import Codes

Kind = Literal["missing", "swapped", "wrong", "extra"]
_HAN = re.compile(r"[一-鿿]")
_SHORTEST = 6
_SURE = ("missing", "swapped")
LEFT_OPEN, RIGHT_OPEN = 0x20000, 0x40000
_FIRST_HAN = 0x4E00
_SPLIT = 0x10000
_NUMERALS = frozenset("零〇一二三四五六七八九十百千万亿两第")


@dataclass(frozen=True, slots=True)
class Slip:
    """Characters of a text, what is wrong with them, and what they were meant to be.

    `strong`: the passage is a well-known phrase, with context on both sides of the slip.
    """

    start: int
    end: int
    kind: Kind
    found: str
    expected: str
    strong: bool


def find_slips(text: str, known: Knowledge) -> list[Slip]:
    """Every slip in reading order; of several that overlap the surest is told. Linear in the text."""
    if len(text) < _SHORTEST:
        return []
    codes = codes_of(text)
    keys = _keys(codes)
    slips = [*_plain(text, keys["plain"], known), *_long(text, keys["long"], known)]
    for name, gap, width in _GAPPED:
        slips += _around_gap(text, codes, keys[name], known, name, gap, width)
    found = sorted(slips, key=lambda slip: slip.start)
    kept: list[Slip] = []
    for slip in found:
        if not kept or slip.start >= kept[-1].end:
            kept.append(slip)
        elif (slip.strong, slip.kind in _SURE) > (kept[-1].strong, kept[-1].kind in _SURE):
            kept[-1] = slip
    return kept


_GAPPED = (("gapped", 2, 4), *((f"gap{gap}", gap, 5) for gap in GAPS))


def _keys(codes: "Codes") -> dict[str, "Codes"]:
    """The windows of every kind at every place; those that begin alike share their beginning."""
    first, second, third, fourth, fifth = by_place(codes)
    two = plus(first, second[1:])
    three = plus(two, third[2:])
    plain = plus(three, fourth[3:])
    gapped = plus(plus(two, third[3:]), fourth[4:])
    ending = plus(fourth[4:], fifth[5:])
    return {
        "plain": plain,
        "long": plus(plain, fifth[4:]),
        "gapped": gapped,
        "gap1": plus(plus(plus(first, second[2:]), third[3:]), ending),
        "gap2": plus(gapped, fifth[5:]),
        "gap3": plus(three, ending),
        "gap4": plus(plain, fifth[5:]),
    }


def _plain(text: str, windows: "Codes", known: Knowledge) -> Iterator[Slip]:
    for at, told in known.windows["plain"].find(windows):
        key = text[at : at + 4]
        strong, value = divmod(told, STRONG)
        kind: Kind = "swapped" if value < _FIRST_HAN else "missing"
        if _edges_hold(text, at, value, known.words):
            right = (_swapped if kind == "swapped" else _missing)(key, value)
            yield Slip(at, at + 4, kind, key, right, bool(strong) and _both_sides(value))


def _long(text: str, windows: "Codes", known: Knowledge) -> Iterator[Slip]:
    for at, told in known.windows["long"].find(windows):
        strong, value = divmod(told, STRONG)
        split, character = divmod(value, _SPLIT)
        key = text[at : at + 5]
        if character:
            right = key[:split] + chr(character) + key[split:]
        else:
            right = key[:split] + key[split + 1] + key[split] + key[split + 2 :]
        kind: Kind = "missing" if character else "swapped"
        inner = 2 <= split <= 3 if character else 1 <= split <= 2
        if split == 1 and character and known.words.is_word(text[max(0, at - 1) : at + 1]):
            continue
        if split == 4 and character and known.words.is_word(text[at + 4 : at + 6]):
            continue
        yield Slip(at, at + 5, kind, key, right, bool(strong) and inner)


def _both_sides(value: int) -> bool:
    return value == ord("1") or _FIRST_HAN <= value < LEFT_OPEN


def _swapped(key: str, value: int) -> str:
    i = value - ord("0")
    return key[:i] + key[i + 1] + key[i] + key[i + 2 :]


def _missing(key: str, value: int) -> str:
    split = 3 if value > RIGHT_OPEN else 1 if value > LEFT_OPEN else 2
    return key[:split] + chr(value & 0xFFFF) + key[split:]


def _edges_hold(text: str, at: int, value: int, known: Words) -> bool:
    """Whether a slip near the edge of its window is no end or begin of another word."""
    left_open = value == ord("0") or LEFT_OPEN < value < RIGHT_OPEN
    right_open = value == ord("2") or value > RIGHT_OPEN
    if left_open and known.is_word(text[max(0, at - 1) : at + 1]):
        return False
    return not (right_open and known.is_word(text[at + 3 : at + 5]))


def _around_gap(
    text: str, codes: "Codes", windows: "Codes", known: Knowledge, name: str, gap: int, width: int
) -> Iterator[Slip]:
    """Where a window stands around one character after `gap` of its own, and that is not its own."""
    for at, told in known.windows[name].find(windows, unless=codes[gap:]):
        value = told % WHOLE
        end = at + width + 1
        if value == ord(text[at + gap]) or _may_stand(text, at + gap, gap, end, known.words):
            continue
        right = text[at : at + gap] + chr(value).strip("\0") + text[at + gap + 1 : end]
        kind: Kind = "extra" if not value else "wrong"
        yield Slip(at, end, kind, text[at:end], right, strong=False)


def _may_stand(text: str, at: int, gap: int, end: int, words: Words) -> bool:
    """Whether the character at `at` is right there, doubled (another rule's matter), or no Chinese."""
    if text[at] in (text[at - 1], text[at + 1]) or not _HAN.match(text[at]):
        return True
    if gap == 1 and words.is_word(text[max(0, at - 2) : at]):
        return True
    if end == at + 2 and words.is_word(text[end - 1 : end + 1]):
        return True
    return _fits(text, at, words)


def doubled_in_known(text: str, at: int, known: Knowledge) -> bool:
    """Whether the passage is known well without one of the two like characters at `at`."""
    if at < _BEFORE:
        return False
    windows = (
        text[at - 2 : at] + text[at + 1 : at + 3],
        text[at - 1 : at + 1] + text[at + 2 : at + 4],
    )
    gapped = known.windows["gapped"]
    return any((gapped.value(window) or 0) >= WHOLE for window in windows if len(window) == _WIDTH)


_BEFORE, _WIDTH = 2, 4


def _fits(text: str, at: int, known: Words) -> bool:
    """Whether a character makes sense with one of its neighbours or by itself."""
    middle = text[at]
    return (
        middle in known.free
        or middle in _NUMERALS
        or known.is_known(text[at - 1 : at + 1])
        or known.is_known(text[at : at + 2])
    )
