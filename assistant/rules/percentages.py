"""Shares and growth rates recomputed exactly, and whether a written one is honest rounding of them."""

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction

from assistant.report.quantities import Quantity
from assistant.rules.rule import Severity

Number = int | Decimal

_LONGEST = 9
_ABOUT = Fraction(1, 10)
_PERCENT_OF_UNIT = {
    "%": Fraction(1),
    "‰": Fraction(1, 10),
    "个百分点": Fraction(1),
    "百分点": Fraction(1),
}


class Fit(StrEnum):
    """How a written percentage relates to the exact one."""

    HONEST = "honest"
    CUT = "cut"
    WRONG = "wrong"


def share_of(part: Number, whole: Number) -> Fraction:
    """`part` of `whole` in percent; `whole` is not zero."""
    if isinstance(part, int) and isinstance(whole, int):
        return Fraction(100 * part, whole)
    return 100 * Fraction(part) / Fraction(whole)


def growth_of(now: Number, before: Number) -> Fraction:
    """The change from `before` to `now` in percent of `before`, which is not zero."""
    return 100 * (Fraction(now) - Fraction(before)) / Fraction(before)


def percent_of(quantity: Quantity) -> tuple[Fraction, Fraction] | None:
    """A written percentage and the value of its last digit, both in percent; None if it is none."""
    factor = _PERCENT_OF_UNIT.get(quantity.unit)
    if factor is None or Decimal(quantity.value).adjusted() > _LONGEST:
        return None
    return Fraction(quantity.value) * factor, Fraction(quantity.step) * factor


def fit(quantity: Quantity, exact: Fraction) -> Fit:
    """Whether the written percentage is `exact` rounded to the digits given.

    Both ways of rounding a half are honest. A number cut off instead of rounded (66.66% for
    two thirds) is `CUT`; “约”, “近” and “超过” allow a tenth of the value.
    """
    written = percent_of(quantity)
    return Fit.HONEST if written is None else _fit(quantity, written, exact)


def fits_any(quantity: Quantity, exact: Iterable[Fraction]) -> bool:
    """Whether the written percentage is one of these in an honest way."""
    written = percent_of(quantity)
    return any(written is None or _fit(quantity, written, one) is Fit.HONEST for one in exact)


def _fit(quantity: Quantity, written: tuple[Fraction, Fraction], exact: Fraction) -> Fit:
    value, step = written
    gap = exact - value
    if 2 * abs(gap) <= step:
        return Fit.HONEST
    if quantity.about:
        loose = quantity.upwards and gap > 0
        return Fit.HONEST if loose or abs(gap) <= max(step, value * _ABOUT) else Fit.WRONG
    return Fit.CUT if 0 < gap < step else Fit.WRONG


def rounded(exact: Fraction, quantity: Quantity) -> str:
    """`exact`, in percent, as the same number of digits would say it, with the same unit."""
    factor = _PERCENT_OF_UNIT.get(quantity.unit, Fraction(1))
    step = min(quantity.step, Decimal(1))
    value = Decimal((exact / factor).numerator) / Decimal((exact / factor).denominator)
    return f"{value.quantize(step, ROUND_HALF_UP):f}{quantity.unit}"


def counts_that_fit(quantity: Quantity, whole: int) -> Iterator[int]:
    """Every number of pieces of which the written percentage is honest rounding, out of `whole`."""
    written = percent_of(quantity)
    if written is None or whole <= 0:
        return
    value, step = written
    low = -(-(value - step / 2) * whole // 100)
    high = (value + step / 2) * whole // 100
    yield from range(max(0, int(low)), min(whole, int(high)) + 1)


def counts_beside(quantity: Quantity, whole: int) -> list[int]:
    """The numbers of pieces just below and above what the written percentage would be."""
    written = percent_of(quantity)
    if written is None:
        return []
    below = int(written[0] * whole // 100)
    return [count for count in (below, below + 1) if 0 <= count <= whole]


def is_cut(quantity: Quantity, whole: int) -> bool:
    """Whether a whole number of pieces gives the written percentage when its digits are cut off."""
    beside = counts_beside(quantity, whole)
    return any(fit(quantity, share_of(count, whole)) is Fit.CUT for count in beside)


def shown(exact: Fraction) -> str:
    """An exact percentage for a message: up to two digits, no zeros at the end."""
    value = Decimal(exact.numerator) / Decimal(exact.denominator)
    text = f"{value.quantize(Decimal('0.01'), ROUND_HALF_UP):f}"
    return text.rstrip("0").rstrip(".") + "%"


def severity_of(severe: Severity, verdict: Fit, quantity: Quantity) -> Severity:
    """A wrong percentage is as grave as said; one that was cut off is a matter of the last digit."""
    if verdict is not Fit.CUT:
        return Severity.WARNING if quantity.about else severe
    return Severity.WARNING if quantity.step >= 1 else Severity.NOTE
