"""Finds slips in a text: places that one repair turns into words known well."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.rules.slips.knowledge import STRONG, Knowledge

Kind = Literal["missing", "swapped", "wrong", "extra"]
_HAN = re.compile(r"[一-鿿]+")
_FIRST_HAN, _LEFT_OPEN, _RIGHT_OPEN = 0x4E00, 0x20000, 0x40000
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
    """Every slip in reading order; of several that overlap the first is told. Linear in the text."""
    found = [*_plain(text, known), *_gapped(text, known)]
    found.sort(key=lambda slip: (slip.start, slip.kind != "missing"))
    kept: list[Slip] = []
    for slip in found:
        if not kept or slip.start >= kept[-1].end:
            kept.append(slip)
    return kept


def _plain(text: str, known: Knowledge) -> Iterator[Slip]:
    windows = known.plain
    keys = [text[i : i + 4] for i in range(len(text) - 3)]
    for at in [i for i, key in enumerate(keys) if key in windows]:
        key = keys[at]
        strong, value = divmod(ord(windows[key]), STRONG)
        kind: Kind = "swapped" if value < _FIRST_HAN else "missing"
        if _edges_hold(text, at, value, known):
            right = (_swapped if kind == "swapped" else _missing)(key, value)
            yield Slip(at, at + 4, kind, key, right, bool(strong) and _both_sides(value))


def _both_sides(value: int) -> bool:
    return value == ord("1") or _FIRST_HAN <= value < _LEFT_OPEN


def _swapped(key: str, value: int) -> str:
    i = value - ord("0")
    return key[:i] + key[i + 1] + key[i] + key[i + 2 :]


def _missing(key: str, value: int) -> str:
    split = 3 if value > _RIGHT_OPEN else 1 if value > _LEFT_OPEN else 2
    return key[:split] + chr(value & 0xFFFF) + key[split:]


def _edges_hold(text: str, at: int, value: int, known: Knowledge) -> bool:
    """Whether a slip near the edge of its window is no end or begin of another word."""
    left_open = value == ord("0") or _LEFT_OPEN < value < _RIGHT_OPEN
    right_open = value == ord("2") or value > _RIGHT_OPEN
    if left_open and known.is_word(text[max(0, at - 1) : at + 1]):
        return False
    return not (right_open and known.is_word(text[at + 3 : at + 5]))


def _gapped(text: str, known: Knowledge) -> Iterator[Slip]:
    windows = known.gapped
    pairs = [text[i : i + 2] for i in range(len(text) - 1)]
    keys = list(map(str.__add__, pairs, pairs[3:]))
    for at in [i for i, key in enumerate(keys) if key in windows]:
        key, middle = keys[at], text[at + 2]
        strong, value = divmod(ord(windows[key]), STRONG)
        here = (text[at + 1], text[at + 3], chr(value))
        if middle in here or _fits(text, at + 2, known) or not _HAN.fullmatch(middle):
            continue
        extra = chr(value) == "+"
        right = key if extra else key[:2] + chr(value) + key[2:]
        kind: Kind = "extra" if extra else "wrong"
        yield Slip(at, at + 5, kind, text[at : at + 5], right, bool(strong))


def _fits(text: str, at: int, known: Knowledge) -> bool:
    """Whether a character makes sense with one of its neighbours or by itself."""
    middle = text[at]
    return (
        middle in known.free
        or middle in _NUMERALS
        or known.is_word(text[at - 1 : at + 1])
        or known.is_word(text[at : at + 2])
    )
