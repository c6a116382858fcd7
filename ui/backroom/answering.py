"""A message of a person, answered in another process, which stores what it writes."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.workspace.values import Person
from ui.desk import Desk, Message
from ui.office import Office
from ui.sheet import sheet_of

_BEAT = 0.1  # seconds between two steps that are told: nobody reads faster


@dataclass(frozen=True, slots=True)
class Told:
    """The answer so far, where the draft has changed the document and its newest part, files promised."""

    words: str
    newest: str
    sheet: str = ""
    offered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answering:
    """The message was entered already.

    `turn` is that of the conversation as the page counts, `newest` the part that it scrolled to.
    """

    person: Person
    project: str
    message: str
    turn: int
    newest: str

    def steps(self, office: Office, stopped: Callable[[], bool]) -> Iterator[Told]:
        """Answer as the desk does in the server's own process, from what is stored now.

        Every message begins with a fresh desk, so that the bytes do not depend on which
        process takes it up.
        """
        desk = Desk(office, self.person, self.project)
        try:
            desk.messages.append(Message("assistant", ""))
            desk.newest = self.newest
            yield from self._told(desk, stopped)
        finally:
            desk.close()

    def _told(self, desk: Desk, stopped: Callable[[], bool]) -> Iterator[Told]:
        drafted, told = False, 0.0
        for new_draft in desk.answer(self.message):
            drafted = drafted or new_draft
            if stopped():
                desk.stop()
            if time.monotonic() - told < _BEAT:
                continue
            yield self._now(desk, drafted)
            drafted, told = False, time.monotonic()
        yield self._now(desk, drafted)

    def _now(self, desk: Desk, drafted: bool) -> Told:
        sheet = sheet_of(desk, self.turn) if drafted else ""
        return Told(desk.messages[-1].text, desk.newest, sheet, desk.offered)
