"""What all visitors of the page share: the workspace, the corpora, the model; and who is visiting."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from starlette.requests import HTTPConnection

from assistant.chat.choosing import Chooser
from assistant.drafting.writer import Writer
from assistant.retrieval.corpus import Corpus
from assistant.workspace.door import Door
from assistant.workspace.forwarding import Visit, visit_of
from assistant.workspace.values import Person
from assistant.workspace.workspace import Workspace

if TYPE_CHECKING:
    from ui.backroom.backroom import Backroom

COOKIE = "nianbao-session"
_OPEN_CORPORA = 8


@dataclass(frozen=True, slots=True)
class Office:
    """The workspace, the corpora by their folder, the model, and a folder for files handed out.

    `chooser` makes of the model what says what an unclear message means, None for a closed list.
    `patience` is how many seconds a request waits for the one before it to end; `backroom` the
    processes for work that takes the processor, None where it is done in this one.
    """

    workspace: Workspace
    corpus: Callable[[Path], Corpus]
    writer: Writer | None
    folder: Path
    patience: float = 2.0
    backroom: "Backroom | None" = None
    chooser: Callable[[Writer], Chooser] | None = None

    @property
    def engine(self) -> str:
        """The model's name, or "offline"."""
        return self.writer.name if self.writer else "offline"

    def person(self, request: HTTPConnection) -> Person:
        """Who sent this request.

        Raises:
            SignInNeeded: There are accounts, and this is nobody who has signed in.
        """
        return Door(self.workspace).person(visit_by(request))


def visit_by(request: HTTPConnection) -> Visit:
    """What this request says about its sender."""
    address = request.client.host if request.client else ""
    return visit_of(address, request.headers, request.cookies.get(COOKIE, ""))


def opened_once(corpus: Callable[[Path], Corpus]) -> Callable[[Path], Corpus]:
    """Each folder's corpus once for all visitors, opened by the first one that needs it."""
    lock, opened = Lock(), OrderedDict[Path, Corpus]()

    def shared(home: Path) -> Corpus:
        with lock:
            if home not in opened:
                opened[home] = corpus(home)
            opened.move_to_end(home)
            while len(opened) > _OPEN_CORPORA:
                opened.popitem(last=False)
            return opened[home]

    return shared
