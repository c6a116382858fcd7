"""Which improvement answers which problem, told from their words; said only where they agree."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

from assistant.drafting.planning.promises import shared_pairs

_MOST = 6
_CLEARLY = 2  # pairs of characters by which another order must fit better than the staff's own
_PLAINLY = 2  # pairs that each improvement of another order must share with its problem
_IN_ORDER = "请在“问题”（problems）和“改进”（improvements）里按同样的次序一条配一条"


@dataclass(frozen=True, slots=True)
class Pairing:
    """For each problem the index of its improvement, or None where nothing is to be said.

    `notice` tells the staff what was decided for them.
    """

    order: tuple[int, ...] | None
    notice: str = ""


def pairing(problems: Sequence[str], improvements: Sequence[str]) -> Pairing:
    """The staff's own order where the words agree with it, another where that is plain.

    A pair asserts that this was done about that. So where counts differ, or the words fit
    neither order, problems and improvements are not paired, and that is said.
    """
    if not problems or not improvements:
        return Pairing(None)
    if len(problems) != len(improvements):
        counts = f"问题 {len(problems)} 条、改进 {len(improvements)} 条"
        return Pairing(None, f"{counts}，没有一一对应，分开写了；{_IN_ORDER}")
    own = tuple(range(len(problems)))
    if len(problems) == 1 or len(problems) > _MOST:
        return Pairing(own)
    fits = [[shared_pairs(p, i) for i in improvements] for p in problems]
    best = max(permutations(own), key=lambda order: (sum(_of(fits, order)), order == own))
    if sum(_of(fits, best)) - sum(_of(fits, own)) < _CLEARLY:
        agree = sum(fit > 0 for fit in _of(fits, own)) * 2 >= len(problems)
        return Pairing(own) if agree else Pairing(None)
    if min(_of(fits, best)) >= _PLAINLY:
        return Pairing(
            best, "改进措施按内容重新配给了所针对的问题，次序与填报的不同；请核对第五部分"
        )
    return Pairing(None, f"从字面上看不出哪条改进对哪个问题，分开写了；{_IN_ORDER}")


def _of(fits: list[list[int]], order: tuple[int, ...]) -> list[int]:
    return [fits[problem][improvement] for problem, improvement in enumerate(order)]
