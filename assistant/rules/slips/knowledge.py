"""What the slip finder knows, as `learn` wrote it: words, and windows of a few characters.

A window is a known passage in which one slip was made on purpose, kept where the result can
hardly be right Chinese. Two kinds: `plain` windows stand in a faulty text as they are (a
character is missing, or two changed places); `gapped` windows stand around one character
that does not belong there (a wrong one, or one too many).
"""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.rules.slips.windows import Windows, windows_of

DATA = Path(__file__).resolve().with_name("known.z")
GAPS = (1, 2, 3, 4)
# In the order in which slips are told that begin at the same place.
WIDTHS = {"plain": 4, "long": 5, "gapped": 4} | {f"gap{gap}": 5 for gap in GAPS}
PARTS = (
    "followers",
    "neighbours",
    "free",
    "plain",
    "gapped",
    "long",
    *(f"gap{gap}" for gap in GAPS),
)
STRONG = 0x80000
WHOLE = 0x10000
_LENGTH = 4


@dataclass(frozen=True, slots=True)
class Words:
    """`followers` holds for a character those that form a word, or an edge of one, with it.

    `neighbours` holds those that stand after it in known text without being a word with it,
    and `free` are characters that stand as words of their own.
    """

    followers: Mapping[str, str]
    neighbours: Mapping[str, str]
    free: frozenset[str]

    def is_word(self, pair: str) -> bool:
        """Whether these two characters are a word or stand together at the edge of one."""
        return len(pair) == 2 and pair[1] in self.followers.get(pair[0], "")[1:]

    def is_known(self, pair: str) -> bool:
        """Whether these two are a word or were seen side by side in known text."""
        return self.is_word(pair) or pair[1:] in self.neighbours.get(pair[:1], " ")[1:]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Words and windows. A window's value says what to do: see `slips.finding`.

    `plain` and `gapped` hold windows of four characters, `long` of five, and `gap1` to `gap4` of
    five around a gap after so many of them. Values of `plain` and `long` from `STRONG` on belong
    to windows that were made of well-known phrases; the rest were seen in samples only. Values
    of `gapped` from `WHOLE` on say that the window itself stands in known text, with a word across
    its middle that nothing can come into; what is left of them is the character of the gap, or 0.
    """

    words: Words
    windows: Windows


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The data file made of its parts, each after its length."""
    pieces = (len(parts[n]).to_bytes(_LENGTH, "big") + parts[n] for n in PARTS)
    return zlib.compress(b"".join(pieces), 9)


def unpacked(data: bytes) -> dict[str, bytes]:
    """The parts of a data file."""
    whole, at, parts = zlib.decompress(data), 0, {}
    for name in PARTS:
        size = int.from_bytes(whole[at : at + _LENGTH], "big")
        parts[name] = whole[at + _LENGTH : at + _LENGTH + size]
        at += _LENGTH + size
    return parts


def _lines(data: bytes) -> dict[str, str]:
    return {line[0]: line for line in data.decode().split(" ")}


def words_of(parts: Mapping[str, bytes]) -> Words:
    """The words among the parts."""
    free = frozenset(parts["free"].decode())
    return Words(_lines(parts["followers"]), _lines(parts["neighbours"]), free)


def knowledge_of(parts: Mapping[str, bytes]) -> Knowledge:
    """The parts made ready for use."""
    windows = windows_of([(parts[name], width) for name, width in WIDTHS.items()])
    return Knowledge(words_of(parts), windows)


@cache
def _parts() -> dict[str, bytes]:
    return unpacked(DATA.read_bytes())


@cache
def known_words() -> Words:
    """The words that travel with the program."""
    return words_of(_parts())


@cache
def known() -> Knowledge:
    """All the knowledge that travels with the program."""
    return knowledge_of(_parts())
