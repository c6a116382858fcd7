"""Runs of twelve letters that stand in two texts, or twice in one, found in sweeps over arrays.

A seed begins at an anchor, one of the letters so common that hardly any passage is without one.
Seeds are compared as hashes, which only says where to look: who asks compares the letters.
"""

from functools import cache
from typing import TYPE_CHECKING

from assistant.rules.slips.windows import codes_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from assistant.rules.slips.windows import Codes

    Places = NDArray[np.int64]

SEED = 12
_ANCHORS = "的政公工和了有办对中府开信息一行县市理务全时发员人与在年及部申网机度上为作新门到是"
_BASE = 0x9E3779B97F4A7C15
_CHARACTERS = 1 << 16


def seeds_twice(text: str) -> list[int]:
    """Where the seeds begin that stand a second time in the text, in order."""
    import numpy as np

    if len(text) <= SEED:
        return []
    places, hashes = _seeds(text)
    order = hashes.argsort(kind="stable")
    ordered = hashes[order]
    same = (ordered[1:] == ordered[:-1]).nonzero()[0]
    found: list[int] = np.unique(places[order[np.concatenate((same, same + 1))]]).tolist()
    return found


def seeds_shared(new: str, old: str) -> tuple[list[int], list[int]]:
    """Where the seeds begin that both texts have, in the order of each."""
    import numpy as np

    if min(len(new), len(old)) < SEED:
        return [], []
    places, hashes = _seeds(new)
    others, known = _seeds(old)
    here, there = places[np.isin(hashes, known)], others[np.isin(known, hashes)]
    return here.tolist(), there.tolist()


def _seeds(text: str) -> "tuple[Places, Codes]":
    """Where the seeds of a text begin, and the hash of each: a polynomial, doubled in length."""
    import numpy as np

    one = codes_of(text)
    two = one[:-1] * _power(1) + one[1:]
    four = two[:-2] * _power(2) + two[2:]
    eight = four[:-4] * _power(4) + four[4:]
    hashes = eight[:-4] * _power(4) + four[8:]
    places = _anchors()[one[: len(hashes)].view(np.int64)].nonzero()[0]
    return places, hashes[places]


def _power(of: int) -> "np.uint64":
    import numpy as np

    return np.uint64(pow(_BASE, of, 1 << 64))


@cache
def _anchors() -> "NDArray[np.bool_]":
    """Which characters are anchors."""
    import numpy as np

    found = np.zeros(_CHARACTERS, bool)
    found[codes_of(_ANCHORS)] = True
    return found
