"""How far a number went, where the staff say from where to where: 由46个减至39个, 减少7个.

The program works the difference out itself; a sentence may say it right behind the two numbers,
in the right direction and in their unit (shares in percentage points).
"""

from decimal import Decimal

from assistant.drafting.grounding.sayable import Said
from assistant.drafting.grounding.statement import Statement

_FROM = "由"
_POINTS = "个百分点"
_TO = ("到", "至", "为")
_BY = {"增加": 1, "减少": -1}


def is_step(said: Said, left: str, statement: Statement, before: int) -> bool:
    """Whether a number is the way from the last slot but one to the slot `before`.

    `left` are the words before the number, each with synonyms as the first of its group.
    """
    way = _BY.get(left.removeprefix("共").removeprefix("、"), 0)
    if before < 1 or before >= len(statement.slots) or not way or said.hedge:
        return False
    first, last = statement.slots[before - 1], statement.slots[before]
    if first.number.unit != last.number.unit or _FROM not in first.left:
        return False
    unit = _POINTS if last.number.unit == "%" else last.number.unit
    gone = Decimal(last.number.value) - Decimal(first.number.value)
    reaches = last.left.endswith(_TO)
    return reaches and said.quantity.unit == unit and Decimal(said.quantity.value) * way == gone
