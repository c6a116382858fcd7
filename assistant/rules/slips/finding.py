"""Finds slips in a text: places that one repair turns into words known well."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from assistant.rules.slips.knowledge import GAPS, STRONG, WHOLE, WIDTHS, Knowledge, Words
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
    own = [None, None, codes[2:], *(codes[gap:] for gap in GAPS)]
    windows = known.windows.find(_keys(codes), own)
    told = (_slip(text, known.words, *window) for window in windows)
    found = sorted((slip for slip in told if slip is not None), key=lambda slip: slip.start)
    kept: list[Slip] = []
    for slip in found:
        if not kept or slip.start >= kept[-1].end:
            kept.append(slip)
        elif (slip.strong, slip.kind in _SURE) > (kept[-1].strong, kept[-1].kind in _SURE):
            kept[-1] = slip
    return kept


_PLAIN, _LONG, _GAPPED = map(list(WIDTHS).index, ("plain", "long", "gapped"))
_GAP_AFTER = {_GAPPED: 2} | {list(WIDTHS).index(f"gap{gap}"): gap for gap in GAPS}
_WIDTH_OF = tuple(WIDTHS.values())


def _slip(text: str, words: Words, kind: int, at: int, told: int) -> Slip | None:
    """The slip that a window tells of; None where what stands there can be right."""
    if kind == _PLAIN:
        return _plain(text, at, told, words)
    if kind == _LONG:
        return _long(text, at, told, words)
    return _around_gap(text, at, told, words, _GAP_AFTER[kind], _WIDTH_OF[kind])


def _keys(codes: "Codes") -> "list[Codes]":
    """The windows of every kind in `WIDTHS`; those that begin alike share their beginning."""
    first, second, third, fourth, fifth = by_place(codes)
    two = plus(first, second[1:])
    three = plus(two, third[2:])
    plain = plus(three, fourth[3:])
    gapped = plus(plus(two, third[3:]), fourth[4:])
    ending = plus(fourth[4:], fifth[5:])
    return [
        plain,
        plus(plain, fifth[4:]),
        gapped,
        plus(plus(plus(first, second[2:]), third[3:]), ending),
        plus(gapped, fifth[5:]),
        plus(three, ending),
        plus(plain, fifth[5:]),
    ]


def _plain(text: str, at: int, told: int, words: Words) -> Slip | None:
    strong, value = divmod(told, STRONG)
    if not _edges_hold(text, at, value, words):
        return None
    key = text[at : at + 4]
    kind: Kind = "swapped" if value < _FIRST_HAN else "missing"
    right = (_swapped if kind == "swapped" else _missing)(key, value)
    return Slip(at, at + 4, kind, key, right, bool(strong) and _both_sides(value))


def _long(text: str, at: int, told: int, words: Words) -> Slip | None:
    strong, value = divmod(told, STRONG)
    split, character = divmod(value, _SPLIT)
    if split == 1 and character and words.is_word(text[max(0, at - 1) : at + 1]):
        return None
    if split == 4 and character and words.is_word(text[at + 4 : at + 6]):
        return None
    key = text[at : at + 5]
    if character:
        right = key[:split] + chr(character) + key[split:]
    else:
        right = key[:split] + key[split + 1] + key[split] + key[split + 2 :]
    kind: Kind = "missing" if character else "swapped"
    inner = 2 <= split <= 3 if character else 1 <= split <= 2
    return Slip(at, at + 5, kind, key, right, bool(strong) and inner)


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


def _around_gap(text: str, at: int, told: int, words: Words, gap: int, width: int) -> Slip | None:
    """Where a window stands around one character after `gap` of its own, and that is not its own."""
    value = told % WHOLE
    end = at + width + 1
    if value == ord(text[at + gap]) or _may_stand(text, at + gap, gap, end, words):
        return None
    right = text[at : at + gap] + chr(value).strip("\0") + text[at + gap + 1 : end]
    kind: Kind = "extra" if not value else "wrong"
    return Slip(at, end, kind, text[at:end], right, strong=False)


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
    value = known.windows.value
    return any(
        (value(_GAPPED, window) or 0) >= WHOLE for window in windows if len(window) == _WIDTH
    )


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
