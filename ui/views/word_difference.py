"""A sentence of two years word by word: what is gone, what is new, which numbers are others."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

PieceKind = Literal["same", "gone", "new", "number"]

_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?\s*(?:[%％‰]|[余多]?[万亿])?|[A-Za-z]+|\s+|.", re.S)
_ISLAND = 2  # letters; what stays between two changes and is shorter reads as part of them
_MOST_WORDS = 1500  # in one sentence; comparing takes the square of it where letters repeat


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text: whether it stands in the other year too, and in a passage repeated from it."""

    text: str
    kind: PieceKind = "same"
    repeated: bool = False


def word_difference(last: str, now: str) -> tuple[list[Piece], list[Piece]]:
    """Two sentences in pieces: what is gone, what is new, which numbers are others."""
    old, new = _TOKEN.findall(last), _TOKEN.findall(now)
    if last != now and max(len(old), len(new)) > _MOST_WORDS:
        return [Piece(last, "gone")], [Piece(now, "new")]
    mine, theirs = list[Piece](), list[Piece]()
    for run in _runs(old, new):
        was, is_now = old[run.i1 : run.i2], new[run.j1 : run.j2]
        if run.equal:
            mine.append(Piece("".join(was)))
            theirs.append(Piece("".join(is_now)))
            continue
        both_count = any(map(_is_number, was)) and any(map(_is_number, is_now))
        mine += _painted(was, "gone", both_count)
        theirs += _painted(is_now, "new", both_count)
    return mine, theirs


def _painted(words: Sequence[str], kind: PieceKind, numbers: bool) -> Iterator[Piece]:
    """The words as pieces; where both years have a number here, the number is told as one."""
    for is_number, group in groupby(words, lambda word: numbers and _is_number(word)):
        yield Piece("".join(group), "number" if is_number else kind)


@dataclass(frozen=True, slots=True)
class _Run:
    equal: bool
    i1: int
    i2: int
    j1: int
    j2: int


def _runs(old: Sequence[str], new: Sequence[str]) -> list[_Run]:
    """What is equal and what is not, in turn; a letter that stays between two changes joins them."""
    codes = SequenceMatcher(None, old, new, False).get_opcodes()
    runs = [_Run(tag == "equal", *places) for tag, *places in codes]
    joined: list[_Run] = []
    for at, run in enumerate(runs):
        inside = 0 < at < len(runs) - 1
        short = run.equal and inside and run.i2 - run.i1 < _ISLAND
        island = short and not _is_number(old[run.i1]) and not _beside_a_number(run, old)
        changed = not run.equal or island
        if changed and joined and not joined[-1].equal:
            before = joined.pop()
            joined.append(_Run(False, before.i1, run.i2, before.j1, run.j2))
        else:
            joined.append(_Run(not changed, run.i1, run.i2, run.j1, run.j2))
    return joined


def _beside_a_number(run: _Run, old: Sequence[str]) -> bool:
    """5件 and 6件: the measure word stays as it is."""
    return run.i1 > 0 and _is_number(old[run.i1 - 1])


def _is_number(word: str) -> bool:
    return word[:1].isdigit()
