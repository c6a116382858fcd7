"""What a scorer says: values from 0 to 1, the higher the better, and why each is not 1."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

_PLACES = Decimal("0.0001")
ONE, ZERO = Decimal(1), Decimal(0)


@dataclass(frozen=True, slots=True)
class Scored:
    """Values by name; None where nothing can be said, and a reason then says why."""

    values: Mapping[str, Decimal | None]
    reasons: tuple[str, ...] = ()


def share(part: int | Decimal, whole: int | Decimal) -> Decimal | None:
    """`part` of `whole` to four places; None where there is no whole."""
    return rounded(Decimal(part) / Decimal(whole)) if whole else None


def rounded(value: Decimal) -> Decimal:
    """To four places, so that sums of scores are the same on every machine."""
    return value.quantize(_PLACES, rounding=ROUND_HALF_EVEN)


def shown(text: str, longest: int = 40) -> str:
    """A text for a reason, cut where it is long."""
    return text if len(text) <= longest else f"{text[:longest]}…"
