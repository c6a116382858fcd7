"""Means with intervals, and differences that are more than noise: paired bootstrap over cases.

Cases are drawn with replacement from a fixed seed; sums are of whole ten-thousandths. So the same
scores give the same interval on every machine.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

SEED = 2021
DRAWS = 2000
FEWEST = 5  # with fewer cases an interval says more about the cases than about the draft
_UNIT = Decimal(10_000)
_TAIL = 25  # of 1,000 draws at either end: a 95 % interval


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean and its 95 % interval; `count` is the number of cases."""

    mean: Decimal
    low: Decimal
    high: Decimal
    count: int

    @property
    def excludes_zero(self) -> bool:
        return self.low > 0 or self.high < 0


def interval(values: Sequence[Decimal]) -> Interval | None:
    """The mean of these values (or paired differences) with its interval; None of none."""
    if not values:
        return None
    units = [int((value * _UNIT).to_integral_value()) for value in values]
    count = len(units)
    draw = random.Random(SEED)
    sums = sorted(sum(draw.choices(units, k=count)) for _ in range(DRAWS))
    skipped = DRAWS * _TAIL // 1000
    return Interval(
        _mean(sum(units), count),
        _mean(sums[skipped], count),
        _mean(sums[-1 - skipped], count),
        count,
    )


def _mean(total: int, count: int) -> Decimal:
    return (Decimal(total) / count / _UNIT).quantize(1 / _UNIT)
