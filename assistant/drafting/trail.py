"""What happens while a report is drafted, and what is collected on the way."""

from dataclasses import dataclass, field
from typing import Literal

from assistant.drafting.draft import Conflict, DraftSection, Dropped, Missing, Proposal
from assistant.drafting.writing.account import Spent


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened while drafting, for whoever shows it as it happens."""

    kind: Literal["section", "sentence", "dropped", "notice", "done"]
    section: str
    text: str = ""


@dataclass
class Trail:
    """What a draft collects on its way."""

    sections: dict[str, DraftSection] = field(default_factory=dict)
    dropped: list[Dropped] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    proposals: tuple[Proposal, ...] = ()
    conflicts: tuple[Conflict, ...] | None = None
    prompts: dict[str, str] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)
    spent: dict[str, Spent] = field(default_factory=dict)
    unusable: int = 0
