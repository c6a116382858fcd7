"""A page whose events can be called as Gradio calls them, without a browser."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.drafting.writer import Writer
from assistant.reading.open_file import read_report
from assistant.report.model import AnnualReport
from assistant.resources import examples_dir
from assistant.retrieval.corpus import Corpus
from ui.desk import Desk, Office, opened_once
from ui.events import Events, Update
from ui.screen import Screen


@pytest.fixture(scope="session")
def yuanzhou() -> AnnualReport:
    return read_report(examples_dir() / "yuanzhou-2022.yaml")


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Corpus]:
    home = tmp_path_factory.mktemp("corpus")
    return opened_once(lambda: Corpus.open(home))


@dataclass
class Visit:
    """One tab: its desk, and everything that its events have put on the screen so far."""

    events: Events
    screen: Screen
    desk: Desk

    def __post_init__(self) -> None:
        self.shown: Update = {}

    def does(self, *updates: Update) -> "Visit":
        for update in updates:
            self.shown |= update
        return self

    def says(self, message: str) -> "Visit":
        return self.does(*self.events.send(message, self.desk))

    @property
    def document(self) -> str:
        return str(self.shown[self.screen.document])

    @property
    def status(self) -> str:
        return str(self.shown[self.screen.status])

    @property
    def last_words(self) -> str:
        return self.desk.messages[-1].text


@pytest.fixture
def visit(
    tmp_path: Path, corpus: Callable[[], Corpus], yuanzhou: AnnualReport
) -> Callable[..., Visit]:
    """Open the page, with a model or without, with figures or without."""
    import gradio as gr

    from ui.screen import lay_out

    def open_page(writer: Writer | None = None, figures: AnnualReport | None = yuanzhou) -> Visit:
        office = Office(figures, corpus, writer, tmp_path, patience=0.05)
        with gr.Blocks():
            screen = lay_out(gr.State(None), figures, writer.name if writer else "offline")
        events = Events(screen, office.desk)
        return Visit(events, screen, office.desk())

    return open_page
