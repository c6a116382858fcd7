"""In which wordings a value may appear in prose: 8件, 八件; 25%, 百分之二十五, 四分之一, 两成五.

Every wording is a true and complete way to say the value; bounds (近三成) are read by the grounding.
"""

from decimal import Decimal

_DIGITS = "零一二三四五六七八九"
_STEPS = ("", "十", "百", "千")
_FRACTIONS = {
    Decimal(50): ("一半", "半数", "二分之一"),
    Decimal(25): ("四分之一",),
    Decimal(75): ("四分之三",),
    Decimal(20): ("五分之一",),
    Decimal(40): ("五分之二",),
    Decimal(60): ("五分之三",),
    Decimal(80): ("五分之四",),
    Decimal("33.3"): ("三分之一",),
    Decimal("66.7"): ("三分之二",),
    Decimal(100): ("全部",),
}
_LARGEST_NUMERAL = 9999


def wordings(value: int | Decimal, unit: str) -> tuple[str, ...]:
    """The exact wordings of a value with its unit (件, %, 万元 …), the usual one first."""
    plain = _plain(value)
    found = [f"{plain}{unit}"]
    if value >= 10_000 and value == int(value):
        found.append(f"{int(value):,}{unit}")
    if unit == "%":
        return (*found, *_shares(value))
    whole = int(value)
    if whole == value and 0 <= whole <= _LARGEST_NUMERAL:
        numeral = chinese_numeral(whole)
        found.append(f"{'两' if value == 2 else numeral}{unit}")
        if value == 2:
            found.append(f"{numeral}{unit}")
    return tuple(dict.fromkeys(found))


def chinese_numeral(number: int) -> str:
    """A count from 0 to 9,999 in Chinese numerals: 10 → 十, 105 → 一百零五, 213 → 二百一十三.

    Raises:
        ValueError: The number is outside that range.
    """
    if not 0 <= number <= _LARGEST_NUMERAL:
        raise ValueError(number)
    if number < 10:
        return _DIGITS[number]
    text, gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + _STEPS[place]
        gap = digit == 0
    return text.removeprefix("一") if text.startswith("一十") else text


def _shares(share: int | Decimal) -> list[str]:
    found = list(_FRACTIONS.get(Decimal(share), ()))
    if 0 <= share <= 100:
        whole, _, decimals = _plain(share).partition(".")
        point = "点" + "".join(_DIGITS[int(d)] for d in decimals) if decimals else ""
        numeral = "百" if whole == "100" else chinese_numeral(int(whole))
        found.append(f"百分之{numeral}{point}")
    tenths, rest = divmod(Decimal(share), 10)
    if 1 <= tenths <= 9 and rest == rest.to_integral_value():
        found.append(_tenths(int(tenths)) + (_DIGITS[int(rest)] if rest else ""))
    return found


def _tenths(number: int) -> str:
    return f"{'两' if number == 2 else _DIGITS[number]}成"


def _plain(value: int | Decimal) -> str:
    return format(value, "f") if isinstance(value, Decimal) else str(value)
