"""Which item of a plan a work fact is on, and the order in which a part tells its work facts."""

import re
from collections.abc import Sequence

from assistant.drafting.planning.plan import PartPlan, PlanItem
from assistant.report.ledger import render_statement
from assistant.report.model import WorkFact

_NUMBER = re.compile(r"\d[\d.,]*")
_WANTING = re.compile(r"[^，。；]{0,4}(?:偏少|较少|不足|不够|缺乏|滞后)")


def item_of(work: WorkFact, plan: PartPlan) -> PlanItem | None:
    """The item whose word stands first in the fact's text, the longest word winning a tie.

    Staff put the matter of a note at its head, so the first word tells more than the number
    of words does; what article 50 asks of some agencies goes before everything else. None if
    the fact has no word of the plan.
    """
    text = _skeleton(render_statement(work))
    best: tuple[bool, int, int, PlanItem] | None = None
    for item in plan.items:
        for word in item.words:
            rank = (not item.kinds, text.find(word), -len(word))
            if rank[1] >= 0 and (best is None or rank < best[:3]):
                best = (*rank, item)
    return best[3] if best else None


def in_order(works: Sequence[WorkFact], plan: PartPlan) -> list[tuple[WorkFact, PlanItem | None]]:
    """The work facts of a part as its plan orders them; what is on no item comes last.

    Within an item the staff's own order stays.
    """
    rank = {item.id: index for index, item in enumerate(plan.items)}
    found = [(work, item_of(work, plan)) for work in works]
    return sorted(found, key=lambda pair: rank[pair[1].id] if pair[1] else len(rank))


def says_something_on(item: PlanItem, texts: Sequence[str]) -> bool:
    """Whether any text tells of an item; “解读材料偏少” tells of its want."""
    return any(_tells(_skeleton(text), word) for text in texts for word in item.words)


def _tells(text: str, word: str) -> bool:
    at = text.find(word)
    while at >= 0:
        if not _WANTING.match(text, at + len(word)):
            return True
        at = text.find(word, at + 1)
    return False


def _skeleton(text: str) -> str:
    return _NUMBER.sub("#", text)
