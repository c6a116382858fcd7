"""Runs of twelve letters that stand in two texts, or twice in one, found in sweeps over arrays.

A seed begins at an anchor, one of the letters so common that hardly any passage is without one.
Seeds are compared as hashes, which only says where to look: who asks compares the letters.
"""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from assistant.rules.slips.windows import codes_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from assistant.rules.slips.windows import Codes

    Places = NDArray[np.int64]

# Where a seed begins, and where seeds with the same hash begin that it may be the same as.
Standing = tuple[int, list[int]]

SEED = 12
MOST = 4  # how many places of one seed are told: more are noise, and hostile text has many
_ANCHORS = "的政公工和了有办对中府开信息一行县市理务全时发员人与在年及部申网机度上为作新门到是"
_BASE = 0x9E3779B97F4A7C15
_CHARACTERS = 1 << 16


def seeds_twice(text: str) -> Iterator[Standing]:
    """The seeds of a text that stood in it before, in order."""
    import numpy as np

    if len(text) <= SEED:
        return iter(())
    places, hashes = _seeds(text)
    order = hashes.argsort(kind="stable")
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    return _standing(places, places[order], hashes[order].searchsorted(hashes), rank)


def seeds_shared(new: str, old: str) -> Iterator[Standing]:
    """The seeds of the new text that stand in the old one, in the order of the new one."""
    if min(len(new), len(old)) < SEED:
        return iter(())
    places, hashes = _seeds(new)
    others, known = _seeds(old)
    order = known.argsort(kind="stable")
    ordered = known[order]
    first, last = ordered.searchsorted(hashes), ordered.searchsorted(hashes, "right")
    return _standing(places, others[order], first, last)


def _standing(
    places: "Places", others: "Places", first: "Places", last: "Places"
) -> Iterator[Standing]:
    """The places whose hash stands in `others` between `first` and `last`."""
    some = (first < last).nonzero()[0]
    last = last[some].clip(max=first[some] + MOST)
    known = others.tolist()
    for at, begin, end in zip(
        places[some].tolist(), first[some].tolist(), last.tolist(), strict=True
    ):
        yield at, known[begin:end]


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
