"""In which writings a number may be said: exact, rounded with a true hedge, or as a fraction."""

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.report.quantities import Quantity, find_quantities

_SCALES = {"万": 10**4, "亿": 10**8}
_BELOW = re.compile(r"(?:近|将近|接近|不足)$")
_ABOVE_BEFORE = re.compile(r"(?:超过|超|逾|多于|突破|过)$")
_ABOUT_BEFORE = re.compile(r"(?:约|大约)[占为]?$")
_LEAST = re.compile(r"(?:至少|不少于|不低于|至多|最多|不超过)$")
_ABOVE_AFTER = re.compile(r"[余多](?![余多])|以上")
_HALF = re.compile(
    r"(?P<over>超过|过|超)(?:一)?半(?:数)?|(?P<near>近|接近|将近)(?:一半|半数)"
    r"|(?P<more>半数以上)|一半|半数"
)
_PERSONS = {"人", "名", "位"}
_TENTH = 10
_ROUNDING = Decimal("0.05")  # shares in the ledger have one decimal


@dataclass(frozen=True, slots=True)
class Sayable:
    """A number that may be said; `about` is what its own source claims of it."""

    value: int | Decimal
    unit: str
    about: bool = False

    @property
    def size(self) -> "Sayable":
        """The same without its sign."""
        return Sayable(self.value if self.value >= 0 else -self.value, self.unit, self.about)


@dataclass(frozen=True, slots=True)
class Said:
    """A number as a text says it: `hedge` is "", "below", "above", "about" or "least"."""

    quantity: Quantity
    hedge: str

    def is_true_of(self, number: Sayable) -> bool:
        """Whether this is a true way to say a number.

        An exact number is said exactly, rounded in 万, or with a hedge that tells which way it
        was rounded and is really needed: “超过213件” of 213 is false, “近九成” of 89.7 % is true.
        """
        quantity, exact = _in_unit_of(self.quantity, number.unit), Decimal(number.value)
        if quantity is None:
            return False
        written = Decimal(quantity.value)
        if number.about:
            return written == exact and self.hedge in ("above", "about", "least")
        gap, near = exact - written, _nearness(quantity, exact, number.unit)
        match self.hedge:
            case "":
                return _says_exactly(quantity, exact)
            case "below":
                return -near / 2 <= gap < 0
            case "above":
                return 0 < gap <= near
            case "about":
                return gap != 0 and abs(gap) * 3 <= near
        return False


def _nearness(quantity: Quantity, exact: Decimal, unit: str) -> Decimal:
    """How much more than the number written “超过” may mean; “近” half of it, “约” a third.

    A share may be six points above (三成 and 一半, ten); a count less than the last digit written,
    and a tenth of it.
    """
    if unit == "%":
        return Decimal(10) if quantity.step >= _TENTH else Decimal(6)
    return min(quantity.step, exact / 10)


def _says_exactly(quantity: Quantity, exact: Decimal) -> bool:
    written = Decimal(quantity.value)
    if written == exact:
        return True
    if quantity.unit == "分之":
        return abs(written - exact) < _ROUNDING
    rounded = quantity.step > 1 and quantity.unit != "成"
    return rounded and quantity.agrees_with(exact)


def _in_unit_of(quantity: Quantity, unit: str) -> Quantity | None:
    """The quantity in the unit of a fact: 三成 and 四分之一 as percentages; None if it has another."""
    if quantity.unit == unit or {quantity.unit, unit} <= _PERSONS:
        return quantity
    if unit != "%":
        return None
    if quantity.unit == "成":
        return _rewritten(quantity, Decimal(quantity.value) * 10, Decimal(10), "成")
    if quantity.unit.startswith("/") and quantity.unit[1:].isdigit():
        whole = Decimal(quantity.unit[1:])
        return _rewritten(quantity, Decimal(quantity.value) * 100 / whole, Decimal(5), "分之")
    return None


def _rewritten(quantity: Quantity, value: Decimal, step: Decimal, unit: str) -> Quantity:
    return Quantity(quantity.start, quantity.end, quantity.text, value, unit, step)


def find_said(text: str) -> list[Said]:
    """Every number of a text, halves included, with its hedge, in reading order."""
    found = [_said(text, quantity) for quantity in find_quantities(text)]
    taken = {at for said in found for at in range(said.quantity.start, said.quantity.end)}
    for match in _HALF.finditer(text):
        if match.start() not in taken:
            found.append(_half(match))
    return sorted(found, key=lambda said: said.quantity.start)


def _said(text: str, quantity: Quantity) -> Said:
    before, after = text[max(0, quantity.start - 3) : quantity.start], text[quantity.end :]
    if _LEAST.search(before):
        hedge = "least"
    elif _BELOW.search(before):
        hedge = "below"
    elif _ABOVE_BEFORE.search(before) or after.startswith("以上"):
        hedge = "above"
    elif _ABOUT_BEFORE.search(before) or after.startswith(("左右", "上下")):
        hedge = "about"
    elif quantity.about:
        hedge = "above" if _ABOVE_AFTER.search(quantity.text) else "least"
    else:
        hedge = ""
    return Said(quantity, hedge)


def _half(match: re.Match[str]) -> Said:
    over = match["over"] or match["more"]
    hedge = "above" if over else ("below" if match["near"] else "")
    step = Decimal(50) if over else Decimal(10)
    start, end = match.span()
    return Said(Quantity(start, end, match[0], 50, "%", step), hedge)


def sayable(value: int | Decimal, unit: str, *, about: bool = False) -> Sayable:
    """A fact's value as texts are read: 1.2 万人次 is 12000 人次; 万元 and 亿元 are units."""
    scale = _SCALES.get(unit[:1])
    if scale is None or unit.endswith("元") or len(unit) < 2:
        return Sayable(value, unit, about)
    scaled = Decimal(value) * scale
    return Sayable(int(scaled) if scaled == scaled.to_integral_value() else scaled, unit[1:], about)
