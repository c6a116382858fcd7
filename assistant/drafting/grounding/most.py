"""What is most of a list of the staff: 县自然资源和规划局最多, where its number is the largest.

The program compares the numbers itself; two that are equal, a list of fewer than three, or a name
that could be two of them, prove nothing.
"""

from assistant.drafting.grounding.statement import Slot, Statement
from assistant.drafting.grounding.vocabulary import canonical

MOST = "最多"
_FEWEST = 3
_NAME = 2


def most_of(clause: str, statement: Statement) -> int:
    """The index of the slot that a clause rightly calls the most, -1 where it is not proved."""
    if MOST not in clause:
        return -1
    text = canonical(clause.partition(MOST)[0])
    named = [i for i, slot in enumerate(statement.slots) if _is_named(text, slot)]
    told = [i for i, slot in enumerate(statement.slots) if _name(slot) and _name(slot) in text]
    if len(named) != 1 or told != named:
        return -1
    own = statement.slots[named[0]].number
    alike = [slot.number for slot in statement.slots if slot.number.unit == own.unit]
    others = [number.value for number in alike if number is not own]
    proved = len(alike) >= _FEWEST and all(value < own.value for value in others)
    return named[0] if proved and not any(number.about for number in alike) else -1


def _is_named(text: str, slot: Slot) -> bool:
    return bool(_name(slot)) and text.endswith(_name(slot))


def _name(slot: Slot) -> str:
    name = slot.left.lstrip("其中和与、")
    return name if len(name) >= _NAME else ""
