"""What each part must say and may say, in which order, and on which articles it rests.

The plan is data (`parts.toml`); this module reads it, once and strictly.
"""

import tomllib
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from assistant.report.agency import AgencyKind

SECTION_IDS = ("preface", "1", "1.1", "1.2", "1.3", "1.4", "1.5", "5", "6")


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PlanItem(_Frozen):
    """One thing that a part says, from table facts or from work facts that contain its words.

    Where it is a `must` and no fact covers it, `question` goes to the staff, with `hint` (how
    to answer) and `basis` (who demands it). `kinds` are the agencies of which it is asked, all
    if empty. `priority` runs from 1 (stays) to 5 (the first to go when a text is shortened).
    """

    id: str
    facts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    lead: str = ""
    must: bool = False
    kinds: tuple[AgencyKind, ...] = Field(default=(), alias="for")
    priority: int = Field(default=3, ge=1, le=5)
    question: str = ""
    hint: str = ""
    basis: str = ""
    query: str = ""

    def asked_of(self, kind: AgencyKind) -> bool:
        """Whether an agency of this kind has to say it."""
        return self.must and (not self.kinds or kind in self.kinds)


class PartPlan(_Frozen):
    """The plan of one part: its items in order, the articles it rests on, what to search for."""

    section: str
    items: tuple[PlanItem, ...] = Field(default=(), alias="item")
    articles: tuple[int, ...] = ()
    query: str = ""

    def item(self, item_id: str) -> PlanItem | None:
        """The item with this id, if the part has one."""
        return next((item for item in self.items if item.id == item_id), None)


@cache
def plans() -> tuple[PartPlan, ...]:
    """The plans of all parts that are drafted, in official order."""
    data = tomllib.loads(Path(__file__).with_name("parts.toml").read_text("utf-8"))
    return tuple(PartPlan.model_validate(part) for part in data["part"])


def plan_of(section_id: str) -> PartPlan:
    """The plan of a part; its id is one of `SECTION_IDS`."""
    return next(plan for plan in plans() if plan.section == section_id)
