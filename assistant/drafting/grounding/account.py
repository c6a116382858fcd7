"""How one clause is accounted for."""

from dataclasses import dataclass, field

from assistant.drafting.grounding.doubt import Doubt
from assistant.drafting.grounding.statement import Statement


@dataclass
class Account:
    """How a clause is accounted for: what is in doubt, and the facts and sources it rests on.

    `told` are the slots of the statement that it gives; `weight` is how many characters it explains by more than neutral words; `slot` the number
    of the statement that was named last.
    """

    statement: Statement | None = None
    doubts: list[Doubt] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    told: list[int] = field(default_factory=list)
    weight: int = 0
    slot: int = -1
