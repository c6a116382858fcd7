"""What a process of the backroom opens for itself: the same workspace and corpora, no model."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from assistant.retrieval.corpus import Corpus
from assistant.settings import Settings
from assistant.workspace.workspace import open_workspace
from ui.backroom.answering import Answering
from ui.office import Office, opened_once

JOBS = (Answering,)  # what a process must have loaded to be ready when the first one comes


def now() -> datetime:
    """The clock of the server and of its processes."""
    return datetime.now(UTC)


def opened_office(settings: Settings, corpus: Callable[[Path], Corpus], folder: Path) -> Office:
    """An office that drafts offline, in the folder of the server's own files."""
    return Office(open_workspace(settings, now), opened_once(corpus), None, folder)
