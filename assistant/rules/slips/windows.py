"""Windows of four or five characters, found in a text in one sweep over arrays.

A dictionary of fifty thousand strings takes longer to load than to use and, under load, three
times as long to ask; as sorted numbers the same windows load and answer in a fraction of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Codes = NDArray[np.uint64]

_BITS = 18
_SPREAD = 0x9E3779B97F4A7C15


@dataclass(frozen=True, slots=True)
class Windows:
    """Sorted windows (as hashes), the value of each, and which beginnings of hashes occur at all."""

    keys: "Codes"
    values: "NDArray[np.uint32]"
    seen: "NDArray[np.uint8]"

    def find(self, windows: "Codes", unless: "Codes | None" = None) -> list[tuple[int, int]]:
        """The place and value of every window of a text that is one of these, in order.

        Where `unless` is given, a place is left out whose number in it is the value.
        """
        import numpy as np

        near = np.flatnonzero(_may_be(self.seen, windows))
        wanted = windows[near]
        index = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        same = self.keys[index] == wanted
        places, values = near[same], self.values[index[same]]
        if unless is not None:
            differs = unless[places] != values
            places, values = places[differs], values[differs]
        return list(zip(places.tolist(), values.tolist(), strict=True))


def _may_be(seen: "NDArray[np.uint8]", windows: "Codes") -> "NDArray[np.uint8]":
    """Not zero where the beginning of a hash occurs; a bit each, so that the table stays in cache."""
    import numpy as np

    first = (windows >> np.uint64(64 - _BITS)).astype(np.uint32)
    bits: NDArray[np.uint8] = (seen[first >> 3] >> (first & 7).astype(np.uint8)) & np.uint8(1)
    return bits


def codes_of(text: str) -> "Codes":
    """The characters of a text as numbers; what lies beyond the first 65,536 becomes 0."""
    import numpy as np

    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4").astype(np.uint64)
    codes[codes > 0xFFFF] = 0
    return codes


def joined(*rows: "Codes") -> "Codes":
    """Rows of characters as one hash a place; the shortest row decides how many."""
    import numpy as np

    windows = np.zeros(min(map(len, rows)), np.uint64)
    for row in rows:
        windows = mixed(windows, row)
    return finished(windows)


def mixed(windows: "Codes", row: "Codes") -> "Codes":
    """Hashes under way with one more character each: what begins alike is worked out once."""
    import numpy as np

    size = min(len(windows), len(row))
    longer = windows[:size] + row[:size]
    longer += np.uint64(1)
    longer *= np.uint64(_SPREAD)
    longer ^= longer >> np.uint64(29)
    return longer


def finished(windows: "Codes") -> "Codes":
    """Hashes under way as keys."""
    import numpy as np

    return windows * np.uint64(_SPREAD)


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
    keys = joined(*columns)
    order = np.argsort(keys)
    seen = np.zeros(1 << _BITS, bool)
    seen[keys >> np.uint64(64 - _BITS)] = True
    values = np.frombuffer(data, "<u4", count, 2 * width * count)
    return Windows(keys[order], values[order], np.packbits(seen, bitorder="little"))
