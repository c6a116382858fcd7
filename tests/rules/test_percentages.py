"""What the arithmetic of shares and growth promises, for every small whole."""

import random
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest

from assistant.report.quantities import Quantity, find_quantities
from assistant.rules.percentages import (
    Fit,
    counts_that_fit,
    fit,
    growth_of,
    rounded,
    share_of,
    shown,
)


def written(value: Decimal, digits: int) -> Quantity:
    text = f"占{value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP):f}%"
    (quantity,) = find_quantities(text)
    return quantity


def exactly(exact: Fraction) -> Decimal:
    return Decimal(exact.numerator) / Decimal(exact.denominator)


@pytest.mark.parametrize("digits", [0, 1, 2])
def test_honest_rounding_is_never_doubted_for_any_part_of_any_whole_to_300(digits: int) -> None:
    for whole in range(1, 301, 7 if digits else 1):
        for part in range(whole + 1):
            exact = share_of(part, whole)
            quantity = written(exactly(exact), digits)
            assert fit(quantity, exact) is Fit.HONEST, (part, whole)
            assert part in counts_that_fit(quantity, whole)


@pytest.mark.parametrize("digits", [0, 1, 2])
def test_a_share_that_is_off_by_more_than_its_last_digit_is_wrong(digits: int) -> None:
    chance = random.Random(digits)
    for _ in range(1000):
        part, more, off = chance.randint(1, 300), chance.randint(0, 300), chance.randint(1, 9)
        assert_wrong_when_off(share_of(part, part + more), digits, off)


def assert_wrong_when_off(exact: Fraction, digits: int, off: int) -> None:
    unit = Decimal(1).scaleb(-digits)
    above = written(exactly(exact) + off * unit, digits)
    assert fit(above, exact) is Fit.WRONG
    below = written(max(exactly(exact) - (off + 1) * unit, Decimal(0)), digits)
    if below.value > 0:
        assert fit(below, exact) is Fit.WRONG


def test_digits_cut_off_are_told_from_a_wrong_number() -> None:
    (quantity,) = find_quantities("占66.66%")
    assert fit(quantity, share_of(2, 3)) is Fit.CUT
    assert rounded(share_of(2, 3), quantity) == "66.67%"


def test_no_whole_number_of_nine_is_88_percent() -> None:
    (quantity,) = find_quantities("占88%")
    assert list(counts_that_fit(quantity, 9)) == []
    assert list(counts_that_fit(quantity, 8)) == [7]
    assert list(counts_that_fit(quantity, 25)) == [22]


@pytest.mark.parametrize(
    ("text", "exact", "verdict"),
    [
        ("达到约30%", Fraction(32), Fit.HONEST),
        ("达到约30%", Fraction(45), Fit.WRONG),
        ("超过50%", Fraction(68), Fit.HONEST),
        ("近90%", Fraction(89), Fit.HONEST),
        ("3.5‰", Fraction(35, 100), Fit.HONEST),
    ],
)
def test_about_is_taken_as_about(text: str, exact: Fraction, verdict: Fit) -> None:
    (quantity,) = find_quantities(text)
    assert fit(quantity, exact) is verdict


def test_growth_is_of_the_older_value() -> None:
    assert growth_of(213, 174) == Fraction(100 * 39, 174)
    assert shown(growth_of(174, 213)) == "-18.31%"
