"""A process that does one piece of work after the other, as long as the server lives."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from threading import Thread
from typing import TYPE_CHECKING, Protocol

from assistant.errors import AssistantError

if TYPE_CHECKING:
    from ui.office import Office

STOP = None  # what the server sends when a person pressed 停止
_POLITE = 5  # steps of niceness: who types goes before who has something written


class Job(Protocol):
    """A piece of work that can be sent to another process, and tells what came of it in steps."""

    def steps(self, office: "Office", stopped: Callable[[], bool]) -> Iterator[object]:
        """Do it; between two steps it looks whether it was `stopped`."""


@dataclass(frozen=True, slots=True)
class Done:
    """The work is over."""


@dataclass(frozen=True, slots=True)
class Refused:
    """It could not be done, and a person can mend it."""

    what: str
    where: str
    cure: str

    def error(self) -> AssistantError:
        """What the server raises in its own process."""
        return AssistantError(self.what, where=self.where, cure=self.cure)


def work(line: Connection, opened: "Callable[[], Office]") -> None:
    """Take jobs off the line until it is cut.

    The line is cut when the server ends, however it ends; a process that is in the middle of a
    job then ends too. An error that is a bug ends it with a traceback in the log.
    """
    Thread(target=_end_with_server, daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's, which cuts the line
    if hasattr(os, "nice"):
        os.nice(_POLITE)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError), line:
        office: Office | None = None
        with suppress(AssistantError):  # told to whoever brings the first job
            office = opened()
        while True:
            job = line.recv()
            if job is STOP:  # what was to be stopped was over already
                continue
            try:
                office = office or opened()
                for told in job.steps(office, lambda: line.poll() and line.recv() is STOP):
                    line.send(told)
            except AssistantError as error:
                line.send(Refused(error.what, error.where, error.cure))
            else:
                line.send(Done())


def _end_with_server() -> None:
    """What is stored is stored in transactions: there is nothing to finish."""
    server = parent_process()
    if server is not None:
        wait([server.sentinel])
        os._exit(1)
