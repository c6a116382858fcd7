"""Jobs for the processes beside the server; light, since each process imports this module anew."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from assistant.errors import AssistantError

if TYPE_CHECKING:
    from ui.office import Office


def opened(folder: Path) -> "Office":
    """What a process opens: the workspace of `folder`, at the time of the tests."""
    from assistant.retrieval.corpus import Corpus
    from assistant.settings import Settings
    from assistant.workspace.workspace import open_workspace
    from tests.ui.conftest import NOW
    from ui.office import Office, opened_once

    workspace = open_workspace(Settings(home=folder / "home"), lambda: NOW)
    return Office(workspace, opened_once(Corpus.open), None, folder)


def nothing() -> "Office":
    """For jobs that do not look at the office."""
    return cast("Office", None)


@dataclass(frozen=True)
class Count:
    """A job that counts, and looks whether it is to stop; `deaf` does not look."""

    to: int
    deaf: bool = False

    def steps(self, office: "Office", stopped: Callable[[], bool]) -> Iterator[int]:
        for number in range(self.to):
            if not self.deaf and stopped():
                return
            yield number
            time.sleep(0.02)


@dataclass(frozen=True)
class Refusing:
    """A job that cannot be done, and a person can mend it."""

    def steps(self, office: "Office", stopped: Callable[[], bool]) -> Iterator[int]:
        yield 1
        raise AssistantError("这件事办不了", where="某处", cure="换一种办法")


@dataclass(frozen=True)
class Hanging:
    """A job that says one thing and then nothing for an hour."""

    def steps(self, office: "Office", stopped: Callable[[], bool]) -> Iterator[int]:
        yield 0
        time.sleep(3600)
