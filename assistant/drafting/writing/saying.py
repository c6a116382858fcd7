"""Whether a sentence puts a fact in words, and does not only rest on it."""

import re
from decimal import Decimal

from assistant.report.ledger import Fact
from assistant.report.quantities import find_quantities

_HAN_RUN = re.compile(r"[\u4e00-\u9fff]+")


def puts_in_words(text: str, fact: Fact) -> bool:
    """Whether the fact's number, or two thirds of its statement, stand in a sentence that rests on it.

    A nought is said by a negation, which is what resting on it means already.
    """
    if isinstance(fact.value, str):
        own = _pairs(fact.value)
        return 3 * len(own & _pairs(text)) >= 2 * len(own)
    if not fact.value:
        return True
    size = abs(Decimal(fact.value))
    return any(
        quantity.agrees_with(size) or abs(Decimal(quantity.value)) == size
        for quantity in find_quantities(text)
        if not (quantity.unit and fact.unit) or fact.unit.endswith(quantity.unit)
    )


def _pairs(text: str) -> set[str]:
    return {run[i : i + 2] for run in _HAN_RUN.findall(text) for i in range(len(run) - 1)}
