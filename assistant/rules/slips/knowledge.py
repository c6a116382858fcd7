"""What the slip finder knows, as `learn` wrote it: words, and windows of four characters.

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

DATA = Path(__file__).resolve().with_name("known.z")
PARTS = ("followers", "free", "plain", "gapped")
STRONG = 0x80000


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Words and windows. A window's value is what to do: see `slips.finding.Slip`.

    `followers` holds for a character those that form a word, or the begin or end of one, with it.
    `free` are characters that stand as words of their own. Values from `STRONG` on belong to
    windows that were made of well-known phrases; the rest were seen in samples only.
    """

    followers: Mapping[str, str]
    free: frozenset[str]
    plain: Mapping[str, str]
    gapped: Mapping[str, str]

    def is_word(self, pair: str) -> bool:
        """Whether these two characters are a word or stand together at the edge of one."""
        return len(pair) == 2 and pair[1] in self.followers.get(pair[0], "")[1:]


def packed(parts: Mapping[str, str]) -> bytes:
    """The data file made of its parts."""
    return zlib.compress("\x1e".join(parts[name] for name in PARTS).encode(), 9)


def unpacked(data: bytes) -> dict[str, str]:
    """The parts of a data file."""
    return dict(zip(PARTS, zlib.decompress(data).decode().split("\x1e"), strict=True))


def _windows(text: str) -> dict[str, str]:
    """Windows by what they need: `keys` of four characters, one value character each."""
    keys, _, values = text.partition("\x1f")
    return dict(zip(keys.split(), values, strict=True))


def knowledge_of(parts: Mapping[str, str]) -> Knowledge:
    """The parts made ready for use."""
    return Knowledge(
        followers={line[0]: line for line in parts["followers"].split()},
        free=frozenset(parts["free"]),
        plain=_windows(parts["plain"]),
        gapped=_windows(parts["gapped"]),
    )


@cache
def known() -> Knowledge:
    """The knowledge that travels with the program."""
    return knowledge_of(unpacked(DATA.read_bytes()))
