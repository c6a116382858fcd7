"""The numbers that a text may say: values of facts with their units, names and signs."""

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.drafting.grounding.names import names_of
from assistant.report.ledger import Fact
from assistant.report.quantities import Quantity, find_quantities

_DOWN = re.compile(r"减少|下降|降低|降幅|回落|减幅|少")
_UP = re.compile(r"增加|增长|上升|提高|增幅|多")
_SCALES = {"万": 10**4, "亿": 10**8}


@dataclass(frozen=True, slots=True)
class Sayable:
    """A number that may be said: whose it is, its value and unit, and how it is called.

    `signed` marks differences and growth, whose direction the words have to say;
    `adjacent` marks values of work facts, which only the words directly before them name.
    """

    fact_id: str
    value: int | Decimal
    unit: str
    about: bool
    names: tuple[str, ...]
    signed: bool = False
    adjacent: bool = False

    def is_said_by(self, quantity: Quantity, text: str) -> bool:
        """Whether a quantity of `text` is a true way to say this number."""
        if quantity.unit != self.unit and quantity.unit and self.unit:
            return False
        if self.signed:
            return self._direction_fits(quantity, text)
        if self.about and not quantity.about:
            return False
        return quantity.agrees_with(self.value)

    def _direction_fits(self, quantity: Quantity, text: str) -> bool:
        clause = re.split(r"[，。；]", text[: quantity.start])[-1]
        if self.value < 0 and not _DOWN.search(clause) and quantity.value >= 0:
            return False
        if self.value > 0 and _DOWN.search(clause) and not _UP.search(clause):
            return False
        size = Decimal(self.value).copy_abs()
        return quantity.agrees_with(size) or quantity.agrees_with(self.value)


def sayable_numbers(fact: Fact, template: str) -> list[Sayable]:
    """What a fact allows to be said: its value, or the numbers in its statement.

    `template` is the text of the work fact that a value belongs to, else empty.
    """
    if isinstance(fact.value, str):
        found = find_quantities(fact.value)
        return [Sayable(fact.id, q.value, q.unit, q.about, ()) for q in found]
    value, unit = _without_scale(fact.value, fact.unit)
    signed = fact.id.startswith(("diff.", "growth."))
    names = names_of(fact, template)
    return [Sayable(fact.id, value, unit, fact.about, names, signed, fact.kind == "work")]


def _without_scale(value: int | Decimal, unit: str) -> tuple[int | Decimal, str]:
    """1.2 万人次 as 12000 人次, as texts are read; 万元 and 亿元 are units of their own."""
    scale = _SCALES.get(unit[:1])
    if scale is None or unit.endswith("元") or len(unit) < 2:
        return value, unit
    scaled = Decimal(value) * scale
    return (int(scaled) if scaled == scaled.to_integral_value() else scaled), unit[1:]
