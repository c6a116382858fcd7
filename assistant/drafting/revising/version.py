"""What became of a wish: the draft after it, every change with its reason, and what was refused."""

from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict

from assistant.drafting.draft import Draft
from assistant.drafting.revising.revision import Revision

ChangeKind = Literal["changed", "added", "removed", "moved"]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Change(_Frozen):
    """One sentence before and after; an added one has no before, a removed one no after.

    `paragraph` and `sentence` count from 1: its place after the change, before it for a removed one.
    """

    section: str
    paragraph: int
    sentence: int
    kind: ChangeKind
    before: str = ""
    after: str = ""
    why: str = ""


class Refused(_Frozen):
    """Something that was asked for, or that a model wrote, and was not done; and why."""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Revised:
    """The answer to a wish; `draft` is the very same object where nothing was changed.

    `notes` say what the person should know: what was left out, what to read again, what next.
    """

    draft: Draft
    changes: tuple[Change, ...] = ()
    refused: tuple[Refused, ...] = ()
    notes: tuple[str, ...] = ()


class Version(_Frozen):
    """A draft as it once stood: what was asked to get there, by whom and when, what changed.

    `parent` is the number of the version that it was made of; 0 for the first.
    """

    number: int
    parent: int
    draft: Draft
    asked: str
    by: str
    at: str
    revision: Revision | None = None
    changes: tuple[Change, ...] = ()
    refused: tuple[Refused, ...] = ()
    notes: tuple[str, ...] = ()
