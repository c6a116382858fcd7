"""Chinese numerals: their value, and how much the writing leaves open."""

import re
from decimal import Decimal

from assistant.report.ranges import STEPS, multiple
from assistant.report.units import CHINESE_NUMERAL

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_ZH = CHINESE_NUMERAL
_ONE = Decimal(1)


def chinese_number(text: str) -> int | None:
    """The value of a Chinese numeral (三十五 → 35, 二〇二二 → 2022, 十二 → 12), else None."""
    if not text or any(c not in _ZH for c in text):
        return None
    if all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total = section = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
            continue
        step = STEPS[char]
        if step >= 10**4:
            below = section + digit
            total = (total + below or 1) * step if step == 10**8 else total + (below or 1) * step
            section = digit = 0
        else:
            section += (digit or 1) * step
            digit = 0
    return total + section + digit


def with_point(whole: int, written: str) -> tuple[Decimal, Decimal]:
    """八十八 and 五 as 88.5, and the place value of its last digit."""
    if not written:
        return Decimal(whole), _ONE
    digits = "".join(str(_DIGITS.get(c, "")) for c in written)
    return Decimal(f"{whole}.{digits}" if digits else whole), _ONE.scaleb(-len(digits))


def ascending(match: re.Match[str]) -> tuple[Decimal, Decimal] | None:
    """七八 is 7 with a width of 2; None where the digits do not ascend."""
    low, high = _DIGITS[match["low"]], _DIGITS[match["high"]]
    scale = multiple(match["scale"])
    tens = chinese_number(match["tens"] or "零") or 0
    return (Decimal(tens + low * scale), Decimal((high - low + 1) * scale)) if low < high else None


def numeral(match: re.Match[str], before: str) -> tuple[Decimal, Decimal]:
    """Value and step of a Chinese numeral; 数百 is 100 with a width of 900."""
    written = match["number"]
    number, step = with_point(chinese_number(written) or 0, match["point"] or "")
    if before in ("数", "几"):
        return number, number * 9
    if match["inner"] or match["after"] or before == "上":
        step *= STEPS.get(written[-1], 1)
    scale = STEPS.get(match["scale"] or "", 1)
    return (number, step) if scale == 1 else (number * scale, step * scale)
