"""Quantities as people write them, read to exact values.

`3,646件`, `３６４６ 件`, `3 646件`, `14万余条`, `三十五件`, `88%`, `百分之八十八`,
`59237.2449万元`: each becomes a `Quantity` with its value, unit, precision and whether
it is only “about”. Dates, article numbers and document numbers are no quantities
(`dates.py`, `references.py`); their spans are passed over.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from operator import itemgetter
from typing import NamedTuple

from assistant.report.dates import date_spans
from assistant.report.number_patterns import (
    BEARS_ON_VALUE,
    BETWEEN,
    DIGITS,
    DIGITS_GO_ON,
    HEDGE_ENDS,
    HEDGED,
    NUMBER,
    NUMERAL,
    NUMERAL_GOES_ON,
    PARTS_OF,
    SIGN,
)
from assistant.report.numerals import ascending, chinese_number, numeral, with_point
from assistant.report.ranges import LONGEST, STEPS, multiple, share_units
from assistant.report.references import numbered_spans, title_spans
from assistant.report.units import NUMERAL_RUN, find_idioms, half_width

__all__ = ["Quantity", "chinese_number", "exact_number", "find_quantities"]

_UPWARDS = frozenset(["逾", "超过", "超", "至少", "不少于", "上", "数", "余", "多", "几", "以上"])


# A named tuple: hundreds are made for a report, each in a fifth of a frozen dataclass's time.
class Quantity(NamedTuple):
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
        if not (self.about or self.upwards) and self.step <= 1:
            return value == self.value
        exact, written = Decimal(value), Decimal(self.value)
        if exact == written or max(exact.adjusted(), written.adjusted()) > LONGEST:
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


def find_quantities(text: str) -> list[Quantity]:
    """Every quantity of a text in reading order, without dates and numbered references.

    Runs in linear time. Arabic numbers are found with and without a unit; Chinese
    numerals only where a unit follows and no idiom (一次性, 三审三校) claims them.
    """
    plain = half_width(text)
    runs = [run.span() for run in NUMERAL_RUN.finditer(plain)]
    taken = bytearray(len(plain) + 1)
    for start, end in _passed_over(plain, runs):
        taken[start:end] = b"\1" * (end - start)
    found: list[Quantity] = []
    for quantity in (
        *_read_parts(plain, text, runs),
        *_read_arabic(plain, text, taken),
        *_read_numerals(plain, text, runs, taken),
    ):
        start, end = quantity[:2]
        if taken.find(1, start, end) < 0:
            found.append(quantity)
            taken[start:end] = b"\1" * (end - start)
    found.sort(key=itemgetter(0))
    return share_units(text, found)


Runs = list[tuple[int, int]]


def _passed_over(plain: str, runs: Runs) -> Iterator[tuple[int, int]]:
    yield from date_spans(plain)
    yield from numbered_spans(plain)
    yield from title_spans(plain)
    yield from find_idioms(plain, runs)


def _read_parts(plain: str, text: str, runs: Runs) -> Iterator[Quantity]:
    """百分之八十八点五 → 88.5%, 千分之三 → 3‰, 三分之一 → 1 of /3."""
    end = 0
    for start, stop in runs:
        if start < end or not plain.startswith("分之", stop):
            continue
        match = PARTS_OF.match(plain, start)
        if match is None:
            continue
        written, part, point, after, late = match.groups()
        whole = chinese_number(written)
        number, step = with_point(chinese_number(part) or 0, point or "")
        unit = {100: "%", 1000: "‰"}.get(whole or 0, f"/{whole}")
        hedges = {_hedge(plain, start), after, late}
        end = match.end()
        span = start, end - len(late or "")
        yield _quantity(text, span, (number, step, unit), hedges)


def _hedge(plain: str, start: int) -> str:
    """约, 近, 超过 … right before a number; empty where there is none."""
    if start and plain[start - 1] in HEDGE_ENDS:
        match = HEDGED.search(plain, max(0, start - 3), start)
        return match[0] if match else ""
    return ""


def _read_arabic(plain: str, text: str, taken: bytearray) -> Iterator[Quantity]:
    end = 0
    for run in DIGITS.finditer(plain):
        start, stop = run.span(1)
        if start < end:
            continue
        unit = run[2]
        if unit and plain[start - 1 : start] not in BEARS_ON_VALUE and stop - start <= LONGEST:
            end = run.end()
            yield _exact((start, end, text[start:end], int(run[1]), unit, *_EXACTLY))
        elif taken[start] and plain[stop : stop + 1] not in DIGITS_GO_ON:
            continue
        elif match := NUMBER.match(plain, start):
            end = match.end()
            yield _arabic(match, plain, text)


def _arabic(match: re.Match[str], plain: str, text: str) -> Quantity:
    written, inner, scale, after, unit, late = match.groups()
    start = first = match.start()
    negative = start and plain[start - 1] in "-−－" and SIGN.match(plain, start - 1)
    if negative:
        first -= 1
    before = _hedge(plain, first)
    end = match.end("unit") if unit else max(map(match.end, _BEFORE_UNIT))
    bare = written.isdecimal() and len(written) <= LONGEST
    if bare and not (negative or inner or scale or after or late or before):
        return _exact((start, end, text[start:end], int(written), unit or "", *_EXACTLY))
    digits = written.translate(_NO_SEPARATORS)
    number, step = Decimal(f"-{digits}" if negative else digits), _ONE
    if len(digits) <= LONGEST:
        step = _ONE.scaleb(-len(digits.partition(".")[2]))
        if scale:
            times = multiple(scale)
            step *= times * _trailing_zeros(number) if inner else times
            number *= times
    hedges = {before, inner, after, late}
    return _quantity(text, (first, end), (number, step, unit or ""), hedges)


def _read_numerals(plain: str, text: str, runs: Runs, taken: bytearray) -> Iterator[Quantity]:
    end = 0
    for start, stop in runs:
        if start < end or (taken[start] and plain[stop : stop + 1] not in NUMERAL_GOES_ON):
            continue
        if match := NUMERAL.match(plain, start):
            end = match.end()
            if quantity := _in_words(match, plain, text):
                yield quantity


def _in_words(match: re.Match[str], plain: str, text: str) -> Quantity | None:
    written, _, inner, _, after, unit, late = match.groups()
    start, end = match.start(), match.end("unit")
    before = _hedge(plain, start) or _many(plain, match)
    two = BETWEEN.fullmatch(written) if len(written) > 1 else None
    if written in _BARE and not (before or inner or after or late):  # 万人评议, 百日攻坚
        return None
    number, step = (two and ascending(two)) or numeral(match, before)
    if unit == "元" and written[-1] in "万亿" and len(written) > 1:  # 三千万元 as 3000万元
        unit, number = f"{written[-1]}元", number / STEPS[written[-1]]
        step = max(step / STEPS[written[-1]], _ONE)
    hedges = {before, inner, after, late}
    quantity = _quantity(text, (start, end), (number, step, unit), hedges)
    return quantity._replace(about=True, upwards=True) if two else quantity


def _many(plain: str, match: re.Match[str]) -> str:
    """数, 几 or 上 before 十, 百, 千 …; empty where there is none."""
    start = match.start()
    many = start and plain[start - 1] in "数几上" and plain[start] in STEPS
    return plain[start - 1] if many else ""


def _quantity(
    text: str,
    span: tuple[int, int],
    read: tuple[Decimal, Decimal, str],
    hedges: set[str | None],
) -> Quantity:
    """The quantity of value, step and unit; a “约” before it belongs to its meaning, not to its span."""
    start, end = span
    number, step, unit = read
    about = any(hedges)
    if about and step == 1:
        step = _trailing_zeros(number)
    whole = step >= 1 and number.adjusted() < LONGEST and number == number.to_integral_value()
    value = int(number) if whole else number
    upwards = not hedges.isdisjoint(_UPWARDS)
    return Quantity(start, end, text[start:end], value, unit, step, about, upwards)


_ONE = Decimal(1)
_BARE = frozenset("百千万亿")
_BEFORE_UNIT = ("number", "inner", "scale", "after")
_NO_SEPARATORS = str.maketrans("", "", ",， ")
# Most quantities are made here without a Python frame: step, about and upwards of an exact one.
_exact = partial(tuple.__new__, Quantity)
_EXACTLY = (_ONE, False, False)


def _trailing_zeros(number: Decimal) -> Decimal:
    """The place value that “余” leaves open: 200余 → 100, 3043余 → 1."""
    if not number or number.adjusted() >= LONGEST:
        return Decimal(1)
    digits = str(int(number))
    return Decimal(10) ** (len(digits) - len(digits.rstrip("0")))
