"""Windows of four or five characters, found in a text in one sweep over arrays.

A dictionary of fifty thousand strings takes longer to load than to use and, under load, three
times as long to ask; as sorted numbers the same windows load and answer in a fraction of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter, mul
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Codes = NDArray[np.uint64]

_WORD = 64
_START = 16  # there are fewer windows than beginnings of sixteen bits
_ROOM = 4  # a table of beginnings has 16 to 32 places for each window: few strangers get through
# What the character at each place of a window is multiplied by: odd, and without any pattern.
_FACTORS = (
    0x9E3779B97F4A7C15,
    0xBF58476D1CE4E5B9,
    0x94D049BB133111EB,
    0xD6E8FEB86659FD93,
    0xA0761D6478BD642F,
)
_SALT = 0xD1B54A32D192ED03
_LARGEST = (1 << 64) - 1
_BLOCK = 1 << 14  # characters looked at in one go: what is worked out for them stays in cache
_KIND = itemgetter(0)
_WIDEST = 0xFFFF


@dataclass(frozen=True, slots=True)
class Windows:
    """Windows of several kinds: their hashes in order, and the value of each.

    `seen` holds a bit for every beginning of a hash of so many `bits`: most windows of a text
    are sorted out there, in a table that stays in cache. `first` says where the hashes with each
    beginning of sixteen bits start. The last hash is the largest there can be, and no window's.
    Kinds are told by their number.
    """

    keys: "Codes"
    values: "NDArray[np.uint32]"
    seen: "NDArray[np.uint8]"
    bits: int
    first: "NDArray[np.uint16]"

    def find(
        self, kinds: "Sequence[Codes]", unless: "Sequence[Codes | None]"
    ) -> list[tuple[int, int, int]]:
        """Kind, place and value of every window of a text that is one of these, kind by kind.

        `kinds` are the hashes of the text's windows of each kind, place by place. Where `unless`
        is given for a kind, a place is left out whose number in it is the value.
        """
        found: list[tuple[int, int, int]] = []
        for start in range(0, max(map(len, kinds)), _BLOCK):
            part = slice(start, start + _BLOCK)
            own = [None if one is None else one[part] for one in unless]
            hits = self._within([windows[part] for windows in kinds], own)
            found += (
                [(kind, start + place, value) for kind, place, value in hits] if start else hits
            )
        found.sort(key=_KIND)
        return found

    def _within(
        self, kinds: "Sequence[Codes]", unless: "Sequence[Codes | None]"
    ) -> list[tuple[int, int, int]]:
        import numpy as np

        places, values = self._same(np.concatenate([w + _salt(k) for k, w in enumerate(kinds)]))
        begins = np.cumsum([0, *map(len, kinds)])
        bounds = places.searchsorted(begins).tolist()
        found: list[tuple[int, int, int]] = []
        for kind, (begin, own) in enumerate(zip(begins.tolist(), unless, strict=False)):
            part = slice(bounds[kind], bounds[kind + 1])
            here, told = places[part] - begin, values[part]
            if own is not None and len(here):
                differs = own[here] != told
                here, told = here[differs], told[differs]
            found += [(kind, *one) for one in zip(here.tolist(), told.tolist(), strict=True)]
        return found

    def _same(self, wanted: "Codes") -> "tuple[NDArray[np.intp], NDArray[np.uint32]]":
        import numpy as np

        begins = wanted >> np.uint64(_WORD - self.bits)
        octets = self.seen.take((begins >> np.uint64(3)).view(np.int64))
        bits = octets >> (begins & np.uint64(7)).astype(np.uint8) & np.uint8(1)
        near = bits.view(np.bool_).nonzero()[0]
        hashes = wanted[near]
        index = self.first.take((hashes >> np.uint64(_WORD - _START)).view(np.int64)).astype(
            np.intp
        )
        while (below := self.keys.take(index) < hashes).any():
            index += below
        same = (self.keys.take(index) == hashes).nonzero()[0]
        return near[same], self.values[index[same]]

    def value(self, kind: int, window: str) -> int | None:
        """The value of one window of this kind; None where it is none of these."""
        import numpy as np

        key = np.uint64((_hash(window) + int(_salt(kind))) & _LARGEST)
        index = int(self.keys.searchsorted(key))
        return int(self.values[index]) if self.keys[index] == key else None


def _salt(kind: int) -> "np.uint64":
    """What keeps the kinds apart: the same characters are another window in each."""
    import numpy as np

    return np.uint64(kind * _SALT & _LARGEST)


def _hash(window: str) -> int:
    """The hash of one window, worked out without arrays."""
    codes = (code if (code := ord(character)) <= _WIDEST else 0 for character in window)
    total: int = sum(map(mul, codes, _FACTORS))
    return total & _LARGEST


def codes_of(text: str) -> "Codes":
    """The characters of a text as numbers; what lies beyond the first 65,536 becomes 0."""
    import numpy as np

    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4").astype(np.uint64)
    codes[codes > _WIDEST] = 0
    return codes


def by_place(codes: "Codes") -> "list[Codes]":
    """What each character adds to a window's hash at its first, second, … place."""
    import numpy as np

    return list(np.array(_FACTORS, np.uint64)[:, np.newaxis] * codes)


def plus(windows: "Codes", row: "Codes") -> "Codes":
    """Hashes under way with one more character each: what begins alike is worked out once."""
    size = min(len(windows), len(row))
    return windows[:size] + row[:size]


def written(values: Mapping[str, int], width: int) -> bytes:
    """Windows of `width` characters with their values, column by column, so that they pack well."""
    import numpy as np

    order = sorted(values)
    rows = codes_of("".join(order)).reshape(-1, width).astype("<u2")
    columns = [rows[:, i].tobytes() for i in range(width)]
    return b"".join([*columns, np.array([values[key] for key in order], "<u4").tobytes()])


def windows_of(kinds: Sequence[tuple[bytes, int]]) -> Windows:
    """The windows that `written` wrote, kind by kind, with the width of each."""
    import numpy as np

    read = [_read(kind, *one) for kind, one in enumerate(kinds)]
    keys = np.concatenate([*(keys for keys, _ in read), [np.uint64(_LARGEST)]])
    order = np.argsort(keys)
    keys = keys[order]
    bits = max(3, len(keys).bit_length() + _ROOM)
    seen = np.zeros(1 << bits, np.bool_)
    seen[keys >> np.uint64(_WORD - bits)] = True
    starts = np.arange(1 << _START, dtype=np.uint64) << np.uint64(_WORD - _START)
    first = keys.searchsorted(starts).astype(np.uint16)
    values = np.concatenate([*(values for _, values in read), [np.uint32(0)]])[order]
    return Windows(keys, values, np.packbits(seen, bitorder="little"), bits, first)


def _read(kind: int, data: bytes, width: int) -> "tuple[Codes, NDArray[np.uint32]]":
    import numpy as np

    count = len(data) // (2 * width + 4)
    columns = np.frombuffer(data, "<u2", width * count).reshape(width, count).astype(np.uint64)
    factors = np.array(_FACTORS[:width], np.uint64)[:, np.newaxis]
    values = np.frombuffer(data, "<u4", count, 2 * width * count)
    return (factors * columns).sum(0, np.uint64) + _salt(kind), values
