"""Whether a sentence puts a fact in words, and does not only rest on it."""

from decimal import Decimal

from assistant.report.ledger import Fact
from assistant.report.quantities import find_quantities


def puts_in_words(text: str, fact: Fact) -> bool:
    """Whether the fact's number stands in a sentence that rests on it.

    A zero is said by a negation and a statement by its words, which is what resting on them
    means already.
    """
    if isinstance(fact.value, str) or not fact.value:
        return True
    size = abs(Decimal(fact.value))
    return any(
        quantity.agrees_with(size) or abs(Decimal(quantity.value)) == size
        for quantity in find_quantities(text)
        if not (quantity.unit and fact.unit) or fact.unit.endswith(quantity.unit)
    )
