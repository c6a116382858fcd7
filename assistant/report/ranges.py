"""Ranges: in “1-2次” and “2至3万条” the first number has the unit and the 万 of the second."""

import re
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.report.quantities import Quantity

STEPS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
LONGEST = 27  # digits; longer runs are identifiers and stay as they are


def share_units(text: str, found: list["Quantity"]) -> list["Quantity"]:
    """In “1-2次” and “2至3万条” the first number has the unit and the 万 of the second."""
    for index, (first, second) in enumerate(pairwise(found)):
        if first.unit or not second.unit or second.start - first.end > 40:
            continue
        if text[first.end : second.start].strip() in _RANGE_MARKS:
            found[index] = _as_in(first, second)
    return found


_RANGE_MARKS = frozenset(["-", "–", "—", "——", "~", "～", "－", "至", "到"])


def _as_in(first: "Quantity", second: "Quantity") -> "Quantity":
    if second.unit in ("万元", "亿元"):
        if first.text.endswith(second.unit[0]):  # 5万至10万元
            scale = STEPS[second.unit[0]]
            return _rescaled(first._replace(unit=second.unit), Decimal(1) / scale)
    elif (scaled := re.search("[百千]?[万亿]", second.text)) and first.text[-1:] not in "万亿":
        return _rescaled(first._replace(unit=second.unit), Decimal(multiple(scaled[0])))
    return first._replace(unit=second.unit)


def _rescaled(quantity: "Quantity", factor: Decimal) -> "Quantity":
    if quantity.step == 1 and Decimal(quantity.value).adjusted() >= LONGEST:
        return quantity
    value = quantity.value * factor
    whole = value == value.to_integral_value()
    return quantity._replace(value=int(value) if whole else value, step=quantity.step * factor)


def multiple(written: str) -> int:
    """What 万, 百万 or nothing multiplies by."""
    scale = 1
    for char in written:
        scale *= STEPS[char]
    return scale
