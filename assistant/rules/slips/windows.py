"""Windows of four or five characters, found in a text in one sweep over arrays.

A dictionary of fifty thousand strings takes longer to load than to use and, under load, three
times as long to ask; as sorted numbers the same windows load and answer in a fraction of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from operator import mul
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Codes = NDArray[np.uint64]

_WORD = 64
_ROOM = 4  # a table of beginnings has 16 to 32 places for each window: few strangers get through
# What the character at each place of a window is multiplied by: odd, and without any pattern.
_FACTORS = (
    0x9E3779B97F4A7C15,
    0xBF58476D1CE4E5B9,
    0x94D049BB133111EB,
    0xD6E8FEB86659FD93,
    0xA0761D6478BD642F,
)
_LARGEST = (1 << 64) - 1
_WIDEST = 0xFFFF


@dataclass(frozen=True, slots=True)
class Windows:
    """Sorted windows (as hashes), the value of each, and which beginnings of hashes occur at all.

    `seen` holds a bit for every beginning of so many `bits`, so that the table stays in cache.
    """

    keys: "Codes"
    values: "NDArray[np.uint32]"
    seen: "NDArray[np.uint8]"
    bits: int

    def find(self, windows: "Codes", unless: "Codes | None" = None) -> list[tuple[int, int]]:
        """The place and value of every window of a text that is one of these, in order.

        Where `unless` is given, a place is left out whose number in it is the value.
        """
        import numpy as np

        begins = windows >> np.uint64(_WORD - self.bits)
        octets = self.seen.take((begins >> np.uint64(3)).view(np.int64))
        near = (octets >> (begins & np.uint64(7)).astype(np.uint8) & np.uint8(1)).nonzero()[0]
        wanted = windows[near]
        index = np.minimum(self.keys.searchsorted(wanted), len(self.keys) - 1)
        same = (self.keys[index] == wanted).nonzero()[0]
        places, values = near[same], self.values[index[same]]
        if unless is not None:
            differs = unless[places] != values
            places, values = places[differs], values[differs]
        return list(zip(places.tolist(), values.tolist(), strict=True))

    def value(self, window: str) -> int | None:
        """The value of one window; None where it is none of these."""
        import numpy as np

        key = np.uint64(_hash(window))
        index = int(self.keys.searchsorted(key))
        return int(self.values[index]) if self.keys[index : index + 1] == key else None


def _hash(window: str) -> int:
    """The hash of one window, worked out without arrays."""
    codes = (code if (code := ord(character)) <= _WIDEST else 0 for character in window)
    return sum(map(mul, codes, _FACTORS)) & _LARGEST


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


def windows_of(data: bytes, width: int) -> Windows:
    """The windows that `written` wrote."""
    import numpy as np

    count = len(data) // (2 * width + 4)
    columns = np.frombuffer(data, "<u2", width * count).reshape(width, count).astype(np.uint64)
    keys = (np.array(_FACTORS[:width], np.uint64)[:, np.newaxis] * columns).sum(0, np.uint64)
    order = np.argsort(keys)
    bits = max(3, count.bit_length() + _ROOM)
    seen = np.zeros(1 << bits, bool)
    seen[keys >> np.uint64(_WORD - bits)] = True
    values = np.frombuffer(data, "<u4", count, 2 * width * count)
    return Windows(keys[order], values[order], np.packbits(seen, bitorder="little"), bits)
