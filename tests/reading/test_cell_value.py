"""Numbers as people type them into cells."""

from decimal import Decimal

import pytest

from assistant.reading.cell_value import cell_value, is_value, joined_numbers


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("0", 0), ("12", 12), ("007", 7), (" 12 ", 12), ("１２", 12), ("\xa012　", 12)),
        *(("3,646", 3646), ("3，646", 3646), ("1,808,595", 1808595), ("3 646", 3646)),
        *(("18\n08595", 1808595), ("-5", -5), ("－５", -5), ("−5", -5), ("12件", 12)),
        *(("0.5", Decimal("0.5")), ("3.0", Decimal("3.0")), ("零", 0), ("十二", 12)),
    ],
)
def test_a_number_is_its_exact_value(text: str, value: int | Decimal) -> None:
    found = cell_value(text).value
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    "text", ["59237.2449", "59237.2449万元", "59,237.2449", "５９２３７．２４４９"]
)
def test_money_is_a_decimal(text: str) -> None:
    assert cell_value(text, money=True).value == Decimal("59237.2449")
    assert isinstance(cell_value("0", money=True).value, Decimal)


@pytest.mark.parametrize(
    "text",
    ["", " ", "　", "\xa0", "/", "／", "\\", "-", "--", "—", "——", "－", "–", "无", "\ufeff"],
)
def test_a_mark_for_nothing_is_blank_and_no_zero(text: str) -> None:
    found = cell_value(text)
    assert found.blank
    assert found.value is None


@pytest.mark.parametrize(
    "text", ["约30", "30余", "1,80", "1.2.3", "12/13", "5-", "N", "O", "1e5", "inf", "一", "①", "²", "9" * 19, "见附件", "12元/件"]
)  # fmt: skip
def test_what_is_no_number_is_not_read(text: str) -> None:
    found = cell_value(text)
    assert found.value is None
    assert not found.blank


@pytest.mark.parametrize("text", ["12件", "十二", "1 2", "18\n08595"])
def test_a_number_read_with_some_freedom_says_so(text: str) -> None:
    assert cell_value(text).doubt


@pytest.mark.parametrize("text", ["3 646", "3,646", "１２", "0"])
def test_an_ordinary_number_raises_no_doubt(text: str) -> None:
    assert cell_value(text).doubt == ""


def test_a_sum_in_yuan_is_not_taken_for_ten_thousands() -> None:
    assert cell_value("1200元", money=True).value is None


@pytest.mark.parametrize(
    ("texts", "count", "joined"),
    [
        ("3 646 0 0 0 0 0 3 646", 7, ["3646", "0", "0", "0", "0", "0", "3646"]),
        ("1 808 595", 1, ["1808595"]),
        ("12 345 100 0 0 0 0 457", 7, None),
        ("1 2 3", 2, None),
        (" ".join(["1", "234"] * 60), 61, None),
    ],
)
def test_numbers_are_joined_only_in_one_possible_way(
    texts: str, count: int, joined: list[str] | None
) -> None:
    assert joined_numbers(texts.split(), count) == joined


@pytest.mark.parametrize(
    ("text", "value"), [("0", True), ("/", True), ("3,646", True), ("1.", False), ("规章", False), ("12件", False), ("", False)]
)  # fmt: skip
def test_a_word_of_a_flattened_table_is_a_cell_or_a_label(text: str, value: bool) -> None:
    assert is_value(text) is value
