"""What a message asks for: one of the things that can be done to a project."""

from dataclasses import dataclass
from typing import Literal

from assistant.chat.figure_wishes import FigureWish
from assistant.drafting.revising.revision import Revision, Target

ActionKind = Literal[
    "draft",
    "check",
    "ask",
    "help",
    "revise",
    "undo",
    "redo",
    "changes",
    "version",
    "compare",
    "show",
    "figure",
    "fact",
    "confirm",
    "cancel",
    "explain",
    "years",
    "export",
]


@dataclass(frozen=True, slots=True)
class Action:
    """What to do: draft these parts, check, answer, help; revise, go back and forth, show; set
    `figures`, note a fact in `words`, say yes or no, explain the finding of the code `words` or of
    `target`, compare with last year, export in `formats`. What is asked and does not look like a
    question is not `clear`.
    """

    kind: ActionKind
    sections: tuple[str, ...] = ()
    question: str = ""
    revision: Revision | None = None
    versions: tuple[int, ...] = ()
    target: Target | None = None
    figures: tuple[FigureWish, ...] = ()
    words: str = ""
    formats: tuple[str, ...] = ()
    clear: bool = True
