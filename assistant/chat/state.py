"""All that a conversation remembers, as a value that can be stored and gone on from."""

from pydantic import BaseModel, ConfigDict, Field

from assistant.chat.memory import Memory
from assistant.errors import UnusableInput
from assistant.report.fields import Count
from assistant.report.model import WorkFact

_MOST_TURNS = 400


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FigureChange(_Frozen):
    """Figures that are to be set, or were: by address, `facts.<id>.<name>` for those of work facts.

    `before` and `after` have the same keys; `facts` are work facts to be noted. `asked` is what the
    person said; `by`, `at` and `version` (of the draft, then) are filled in once it was done.
    """

    before: dict[str, Count] = Field(default_factory=dict)
    after: dict[str, Count] = Field(default_factory=dict)
    facts: tuple[WorkFact, ...] = ()
    asked: str = ""
    by: str = ""
    at: str = ""
    version: int = 0

    def joined(self, other: "FigureChange") -> "FigureChange":
        """Both as one: where they set the same figure, the later one counts."""
        return FigureChange(
            before=other.before | self.before,
            after=self.after | other.after,
            facts=(*self.facts, *other.facts),
            asked=f"{self.asked}；{other.asked}" if self.asked else other.asked,
        )


class Turn(_Frozen):
    """What a person said, what was answered, who it was and when; `action` is what was understood."""

    said: str
    answer: str
    action: str = ""
    by: str = ""
    at: str = ""


class TalkState(_Frozen):
    """What was said, what is spoken of, which change waits for a yes, which figures were changed."""

    turns: tuple[Turn, ...] = ()
    memory: Memory = Memory()
    pending: FigureChange | None = None
    changes: tuple[FigureChange, ...] = ()

    def with_turn(self, turn: Turn) -> "TalkState":
        """One more turn; what was said long ago is let go."""
        return self.model_copy(update={"turns": (*self.turns, turn)[-_MOST_TURNS:]})


def state_as_json(state: TalkState) -> str:
    """The state as a JSON document; the same state gives the same text."""
    return state.model_dump_json()


def state_from_json(text: str | bytes) -> TalkState:
    """The state of a document that `state_as_json` made.

    Raises:
        UnusableInput: It is no such document.
    """
    try:
        return TalkState.model_validate_json(text)
    except ValueError as error:
        raise UnusableInput(
            "存下来的对话读不出来", cure="从备份恢复；或重新开始对话，表格和草稿不受影响"
        ) from error
