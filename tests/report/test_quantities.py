"""Numbers as people write them: what they are worth, and what is no number at all."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.report.quantities import (
    Quantity,
    chinese_number,
    exact_number,
    find_quantities,
)

GROUPS = yaml.load(
    (Path(__file__).parent / "quantities.yaml").read_text("utf-8"), Loader=yaml.BaseLoader
)
WRITINGS = [
    pytest.param(text, expected, id=f"{group}: {text}"[:60])
    for group, writings in GROUPS.items()
    for text, expected in writings.items()
]


def told(quantity: Quantity) -> str:
    """A quantity in the short form of quantities.yaml."""
    value = quantity.value
    written = [format(value, "f") if isinstance(value, Decimal) else str(value)]
    written.append(quantity.unit or "-")
    if quantity.about:
        written.append("≥" if quantity.upwards else "≈")
    digits = written[0].partition(".")[2]
    if quantity.step != Decimal(1).scaleb(-len(digits)):
        written.append(
            f"/{quantity.step:f}".rstrip("0").rstrip(".")
            if "." in f"{quantity.step:f}"
            else f"/{quantity.step}"
        )
    return " ".join(written)


@pytest.mark.parametrize(("text", "expected"), WRITINGS)
def test_a_text_holds_these_quantities_and_no_others(text: str, expected: list[str]) -> None:
    assert [told(quantity) for quantity in find_quantities(text)] == expected


def test_there_are_at_least_120_examples() -> None:
    assert len(WRITINGS) >= 120


@pytest.mark.parametrize(("text", "expected"), WRITINGS)
def test_a_span_is_where_the_words_stand(text: str, expected: list[str]) -> None:
    found = find_quantities(f"前文{text}后文")
    for quantity in found:
        assert f"前文{text}后文"[quantity.start : quantity.end] == quantity.text
    ends = [0, *[quantity.end for quantity in found]]
    assert all(q.start >= end for q, end in zip(found, ends, strict=False)), "they overlap"


def only(text: str) -> Quantity:
    (quantity,) = find_quantities(text)
    return quantity


@pytest.mark.parametrize(
    ("text", "true", "false"),
    [
        ("3,646件", [3646], [3645, 3647, 36460]),
        ("14万余条", [140000, 140001, 149999], [139999, 150000, 14]),
        ("14万条", [140000, 139999, 144999, 135000], [134999, 145000]),
        ("14.5万条", [145000, 145499, 144500], [145500, 144499]),
        ("200余条", [200, 299], [199, 300]),
        ("223余条", [223], [222, 224]),
        ("约200条", [200, 150, 249], [149, 250, 299]),
        ("10余万条", [100000, 199999], [99999, 200000]),
        ("数百条", [100, 999], [99, 1000]),
        ("七八个", [7, 8], [6, 9, 78]),
        ("88%", [88, Decimal("88.0")], [Decimal("88.1"), Decimal("87.9")]),
        ("88.5%", [Decimal("88.5"), Decimal("88.50")], [88, Decimal("88.49")]),
        ("-5件", [-5], [5]),
        ("0件", [0], [1, -1]),
        ("12345678901234567890123456789012件", [12345678901234567890123456789012], [1, 10**31]),
    ],
)
def test_a_writing_agrees_with_what_it_can_stand_for(
    text: str, true: list[Any], false: list[Any]
) -> None:
    quantity = only(text)
    assert [value for value in true if not quantity.agrees_with(value)] == []
    assert [value for value in false if quantity.agrees_with(value)] == []


def test_a_word_of_doubt_before_a_number_is_meant_but_not_spanned() -> None:
    quantity = only("全年公开信息约200条")
    assert (quantity.text, quantity.about) == ("200条", True)


@pytest.mark.parametrize("text", ["88%", "百分之八十八", "3‰", "2个百分点"])
def test_a_share_is_known_as_one(text: str) -> None:
    assert only(text).is_share


@pytest.mark.parametrize("text", ["8件", "8", "88分", "三分之一"])
def test_other_quantities_are_no_shares(text: str) -> None:
    assert not only(text).is_share


def test_a_number_of_a_million_digits_is_read_and_breaks_nothing() -> None:
    quantity = only("1" * 1_100_000 + "件")
    assert len(str(Decimal(quantity.value).as_tuple().digits)) > 1_000_000
    assert not quantity.agrees_with(1)
    assert find_quantities("0." + "1" * 1_100_000)[0].step == 1


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一", 1),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("三十五", 35),
        ("一百零五", 105),
        ("一千零一", 1001),
        ("三千六百四十六", 3646),
        ("一万", 10000),
        ("万", 10000),
        ("十万", 100000),
        ("百万", 1000000),
        ("一百零五万三千", 1053000),
        ("一亿二千万", 120000000),
        ("三万亿", 3 * 10**12),
        ("二〇二二", 2022),
        ("二零二二", 2022),
        ("零", 0),
        ("两", 2),
        ("", None),
        ("三x", None),
        ("35", None),
    ],
)
def test_a_chinese_numeral_has_this_value(text: str, value: int | None) -> None:
    assert chinese_number(text) == value


@pytest.mark.parametrize(
    ("given", "exact"),
    [
        (0, 0),
        (-3, -3),
        (10**18 - 1, 10**18 - 1),
        ("12", Decimal(12)),
        (" 12.50 ", Decimal("12.50")),
        ("-0.5", Decimal("-0.5")),
        (Decimal("1.5"), Decimal("1.5")),
    ],
)
def test_an_exact_number_is_kept_as_it_is(given: object, exact: int | Decimal) -> None:
    assert exact_number(given) == exact
    assert str(exact_number(given)) == str(exact)


@pytest.mark.parametrize(
    "given",
    [
        *(1.5, True, None, "", "abc", "1,000", "1e3", "1" * 19, "0." + "1" * 9, [], b"1"),
        *(10**18, 10**5000, Decimal("NaN"), Decimal("Infinity"), Decimal("1E+400")),
    ],
    ids=lambda given: str(type(given).__name__),
)
def test_what_is_no_exact_number_is_refused(given: object) -> None:
    with pytest.raises(ValueError, match="这里要填数字"):
        exact_number(given)
