"""Quantities as people write them, read to exact values.

`3,646件`, `３６４６ 件`, `3 646件`, `14万余条`, `三十五件`, `88%`, `百分之八十八`,
`59237.2449万元`: each becomes a `Quantity` with its value, unit, precision and whether
it is only “about”. Dates, article numbers and document numbers are no quantities
(`dates.py`, `references.py`); their spans are passed over.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from assistant.report.dates import find_dates
from assistant.report.references import find_numbered_references, find_titles
from assistant.report.units import CHINESE_NUMERAL, IDIOMS, NO_ONE_AFTER, UNIT, half_width

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_STEPS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_LONGEST = 27  # digits; longer runs are identifiers and stay as they are
_ZH = CHINESE_NUMERAL

_UPWARDS = frozenset(["逾", "超过", "超", "至少", "不少于", "上", "数", "余", "多", "几", "以上"])
_BEFORE = r"(?P<before>约|近|逾|超过|超|大约|至少|不少于|共约)?"
_AFTER = r"(?P<after>余|多|几|来(?![访文信电]))?"
_LATE = r"(?P<late>左右|以上)?"

# 3,646 / 3，646 / 3 646 / 59237.2449; atomic and bounded, so that scanning stays linear.
_ARABIC = r"(?>\d{1,3}(?:[,，]\d{3}){1,5}(?!\d)|\d{1,3}(?: \d{3}){1,5}(?!\d)|\d+)(?:\.\d++)?"
# A dash before a number is a minus only where it joins nothing: 下降-3%, but not 1-2 or 5万-10万.
_SIGN = r"(?P<sign>(?<![\dA-Za-z%‰)）个件条次期篇份家项场天日月年元分人万亿千百])[-−－](?=\d))?"
# 14万余 and 10余万 both multiply; in 10余万元 the unit is 万元.
_NUMBER = re.compile(
    rf"{_BEFORE}{_SIGN}(?P<number>{_ARABIC})\s*+(?:(?P<inner>[余多来几])(?=[百千]?[万亿](?!元)))?"
    rf"(?P<scale>[百千]?[万亿](?!元)|[百千])?{_AFTER}\s*+(?P<unit>{UNIT})?{_LATE}"
)
_NUMERAL = re.compile(
    rf"(?P<before>约|近|逾|超过|超|大约|至少|不少于|共约|(?:数|几|上)(?=[十百千万亿]))?"
    rf"(?P<number>(?<![{_ZH}])(?!(?<=[{NO_ONE_AFTER}])一(?![{_ZH}]))(?>[{_ZH}]{{1,20}}))"
    rf"(?:点(?P<point>[{_ZH}]{{1,9}}?))?(?:(?P<inner>[余多来几])?(?P<scale>[万亿](?!元)))?"
    rf"{_AFTER}[ 　]?(?P<unit>{UNIT}){_LATE}"
)
_PARTS_OF = re.compile(
    rf"{_BEFORE}(?P<whole>(?<![{_ZH}])(?>[{_ZH}]{{1,9}}))分之(?P<number>[{_ZH}]{{1,9}})"
    rf"(?:点(?P<point>[{_ZH}]{{1,9}}))?{_AFTER}{_LATE}"
)

# 七八, 三四十, 十七八: two digits in ascending order are a range, not 78.
_BETWEEN = re.compile(
    r"(?P<tens>[二三四五六七八九]?十)?(?P<low>[一二两三四五六七八])(?P<high>[二三四五六七八九])"
    r"(?P<scale>(?(tens)|[十百千万]*))"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit as it stands in a text.

    `value` is exact: 万 and 亿 are multiplied out, except in 万元 and 亿元, which are units;
    三分之一 is 1 with the unit “/3”. `step` says how much the writing leaves open: the place
    value of the last digit (14万余 → 10000, 88.5 → 0.1), or the width of 七八个 (2).
    `about` says that the writer claims no exactness, `upwards` that he only claims no less.
    """

    start: int
    end: int
    text: str
    value: int | Decimal
    unit: str
    step: Decimal
    about: bool = False
    upwards: bool = False

    @property
    def is_share(self) -> bool:
        """Whether it is a percentage or a number of percentage points."""
        return self.unit in ("%", "‰", "个百分点", "百分点")

    def agrees_with(self, value: int | Decimal) -> bool:
        """Whether the writing is a true way to write `value`.

        Exact numbers must be equal; “14万余” stands for 140000 up to below 150000,
        “约200” for 150 up to below 250; a number written in 万 may be rounded half up.
        """
        exact, written = Decimal(value), Decimal(self.value)
        if exact == written or max(exact.adjusted(), written.adjusted()) > _LONGEST:
            return exact == written
        if self.upwards:
            return written <= exact < written + self.step
        rounded = self.about or self.step > 1
        return rounded and -self.step <= (exact - written) * 2 < self.step


def exact_number(value: object) -> int | Decimal:
    """An `int` or a finite `Decimal` from an int, a Decimal or plain digits in a string.

    Raises:
        ValueError: It is a float, a bool, text, not finite, or has over 18 digits before the
            point: no figure of a report does.
    """
    if isinstance(value, str) and re.fullmatch(r"-?\d{1,18}(\.\d{1,8})?", value.strip()):
        value = Decimal(value.strip())
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**18:
        return value
    if isinstance(value, Decimal) and value.is_finite() and -18 <= value.adjusted() < 18:
        return value
    raise ValueError(f"这里要填数字，收到的是“{_shown(value)}”")


def _shown(value: object) -> str:
    """The value for a message; the digits of a giant integer are not worked out."""
    giant = isinstance(value, int) and abs(value) >= 10**40
    return "一个极大的数" if giant else str(value)[:30]


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
        step = _STEPS[char]
        if step >= 10**4:
            below = section + digit
            total = (total + below or 1) * step if step == 10**8 else total + (below or 1) * step
            section = digit = 0
        else:
            section += (digit or 1) * step
            digit = 0
    return total + section + digit


def find_quantities(text: str) -> list[Quantity]:
    """Every quantity of a text in reading order, without dates and numbered references.

    Runs in linear time. Arabic numbers are found with and without a unit; Chinese
    numerals only where a unit follows and no idiom (一次性, 三审三校) claims them.
    """
    plain = half_width(text)
    taken = bytearray(len(plain) + 1)
    for start, end in _passed_over(plain):
        taken[start:end] = b"\1" * (end - start)
    found: list[Quantity] = []
    for reader in (_read_parts, _read_arabic, _read_numerals):
        for quantity in reader(plain):
            if not any(taken[quantity.start : quantity.end]):
                found.append(quantity)
                taken[quantity.start : quantity.end] = b"\1" * (quantity.end - quantity.start)
    ordered = [replace(q, text=text[q.start : q.end]) for q in sorted(found, key=lambda q: q.start)]
    return _share_units(text, ordered)


def _share_units(text: str, found: list[Quantity]) -> list[Quantity]:
    """In “1-2次” and “2至3万条” the first number has the unit and the 万 of the second."""
    for index, (first, second) in enumerate(pairwise(found)):
        between = text[first.end : second.start].strip()
        if not first.unit and second.unit and between in _RANGE_MARKS:
            found[index] = _as_in(first, second)
    return found


_RANGE_MARKS = frozenset(["-", "–", "—", "——", "~", "～", "－", "至", "到"])


def _as_in(first: Quantity, second: Quantity) -> Quantity:
    if second.unit in ("万元", "亿元"):
        if first.text.endswith(second.unit[0]):  # 5万至10万元
            scale = _STEPS[second.unit[0]]
            return _rescaled(replace(first, unit=second.unit), Decimal(1) / scale)
    elif (scaled := re.search("[百千]?[万亿]", second.text)) and first.text[-1:] not in "万亿":
        return _rescaled(replace(first, unit=second.unit), Decimal(_scale(scaled[0])))
    return replace(first, unit=second.unit)


def _rescaled(quantity: Quantity, factor: Decimal) -> Quantity:
    if quantity.step == 1 and Decimal(quantity.value).adjusted() >= _LONGEST:
        return quantity
    value = quantity.value * factor
    whole = value == value.to_integral_value()
    return replace(quantity, value=int(value) if whole else value, step=quantity.step * factor)


def _scale(written: str) -> int:
    """What 万, 百万 or nothing multiplies by."""
    scale = 1
    for char in written:
        scale *= _STEPS[char]
    return scale


def _passed_over(plain: str) -> Iterator[tuple[int, int]]:
    for date in find_dates(plain):
        yield date.start, date.end
    for reference in find_numbered_references(plain):
        yield reference.start, reference.end
    for title in find_titles(plain):
        yield title.start, title.end
    for idiom in IDIOMS.finditer(plain):
        yield idiom.span()


def _read_parts(plain: str) -> Iterator[Quantity]:
    """百分之八十八点五 → 88.5%, 千分之三 → 3‰, 三分之一 → 1 of /3."""
    for match in _PARTS_OF.finditer(plain):
        whole, part = chinese_number(match["whole"]), chinese_number(match["number"])
        number, step = _with_point(part or 0, match["point"] or "")
        unit = {100: "%", 1000: "‰"}.get(whole or 0, f"/{whole}")
        yield _quantity(match, match.start("whole"), number, step, unit)


def _with_point(whole: int, written: str) -> tuple[Decimal, Decimal]:
    """八十八 and 五 as 88.5, and the place value of its last digit."""
    digits = "".join(str(_DIGITS.get(c, "")) for c in written)
    return Decimal(f"{whole}.{digits}" if digits else whole), Decimal(1).scaleb(-len(digits))


def _read_arabic(plain: str) -> Iterator[Quantity]:
    for match in _NUMBER.finditer(plain):
        digits = re.sub(r"[,， ]", "", match["number"])
        number, step = Decimal(f"-{digits}" if match["sign"] else digits), Decimal(1)
        if len(digits) <= _LONGEST:
            scale = _scale(match["scale"] or "")
            step = Decimal(scale).scaleb(-len(digits.partition(".")[2]))
            step *= _trailing_zeros(number) if match["inner"] else 1
            number *= scale
        start = match.start("sign") if match["sign"] else match.start("number")
        yield _quantity(match, start, number, step, match["unit"] or "")


def _read_numerals(plain: str) -> Iterator[Quantity]:
    for match in _NUMERAL.finditer(plain):
        written, unit = match["number"], match["unit"]
        number, step = _numeral(written, match)
        if unit == "元" and written[-1] in "万亿" and len(written) > 1:  # 三千万元 as 3000万元
            unit, number = f"{written[-1]}元", number / _STEPS[written[-1]]
            step = max(step / _STEPS[written[-1]], Decimal(1))
        quantity = _quantity(match, match.start("number"), number, step, unit)
        if written in _BARE and not quantity.about:  # 万人评议, 百日攻坚
            continue
        between = _BETWEEN.fullmatch(written) is not None
        yield replace(quantity, about=True, upwards=True) if between else quantity


def _numeral(written: str, match: re.Match[str]) -> tuple[Decimal, Decimal]:
    """Value and step of a Chinese numeral; 七八 is 7 with a width of 2, 数百 100 with one of 900."""
    if between := _BETWEEN.fullmatch(written):
        low, high = _DIGITS[between["low"]], _DIGITS[between["high"]]
        scale = _scale(between["scale"])
        tens = chinese_number(between["tens"] or "零") or 0
        if low < high:
            return Decimal(tens + low * scale), Decimal((high - low + 1) * scale)
    number, step = _with_point(chinese_number(written) or 0, match["point"] or "")
    if match["before"] in ("数", "几"):
        return number, number * 9
    if match["inner"] or match["after"] or match["before"] == "上":
        step *= _STEPS.get(written[-1], 1)
    scale = _STEPS.get(match["scale"] or "", 1)
    return number * scale, step * scale


def _quantity(
    match: re.Match[str], start: int, number: Decimal, step: Decimal, unit: str
) -> Quantity:
    """The quantity of a match; a “约” before it belongs to its meaning, not to its span."""
    groups = match.groupdict()
    hedges = {groups.get(name) for name in ("before", "inner", "after", "late")} - {None}
    end = max(match.end(name) for name in _SPANNED if name in groups)
    if hedges and step == 1:
        step = _trailing_zeros(number)
    whole = step >= 1 and number.adjusted() < _LONGEST and number == number.to_integral_value()
    value = int(number) if whole else number
    upwards = not hedges.isdisjoint(_UPWARDS)
    return Quantity(start, end, match.string[start:end], value, unit, step, bool(hedges), upwards)


_BARE = frozenset("百千万亿")
_SPANNED = ("number", "point", "inner", "scale", "after", "unit")


def _trailing_zeros(number: Decimal) -> Decimal:
    """The place value that “余” leaves open: 200余 → 100, 3043余 → 1."""
    if not number or number.adjusted() >= _LONGEST:
        return Decimal(1)
    digits = str(int(number))
    return Decimal(10) ** (len(digits) - len(digits.rstrip("0")))
