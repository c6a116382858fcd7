"""A page whose events can be called as Gradio calls them, on a real workspace, without a browser."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import gradio as gr
import pytest
from starlette.requests import Request

from assistant.drafting.writer import Writer
from assistant.reading.open_file import read_report
from assistant.report.model import AnnualReport
from assistant.resources import examples_dir
from assistant.retrieval.corpus import Corpus
from assistant.settings import Settings
from assistant.workspace.project import Project
from assistant.workspace.values import LOCAL
from assistant.workspace.workspace import Workspace, open_workspace
from ui.desk import Desk
from ui.events import Events
from ui.office import Office, opened_once
from ui.projects import start_from_figures
from ui.screen import Screen, lay_out
from ui.showing import Update

NOW = datetime(2026, 1, 10, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def yuanzhou() -> AnnualReport:
    return read_report(examples_dir() / "yuanzhou-2022.yaml")


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Corpus]:
    home = tmp_path_factory.mktemp("corpus")
    shared = opened_once(Corpus.open)
    return lambda _: shared(home)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = open_workspace(Settings(home=tmp_path / "home"), lambda: NOW)
    yield opened
    opened.close()


@pytest.fixture
def office(workspace: Workspace, corpus: Callable[[Path], Corpus], tmp_path: Path) -> Office:
    return Office(workspace, corpus, None, tmp_path, patience=0.05)


@pytest.fixture
def project(workspace: Workspace, yuanzhou: AnnualReport) -> Project:
    return start_from_figures(workspace.as_person(LOCAL), yuanzhou, "示例")


def request_from(address: str = "127.0.0.1", query: str = "", cookie: str = "") -> gr.Request:
    """A request as it comes from this machine."""
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/",
        "query_string": query.encode(),
        "headers": [(b"cookie", cookie.encode())] if cookie else [],
        "client": (address, 5000),
    }
    return gr.Request(Request(scope))


@dataclass
class Visit:
    """One tab: its desk, and everything that its events have put on the screen so far."""

    events: Events
    screen: Screen
    project: str
    desk: Desk | None = None

    def __post_init__(self) -> None:
        self.request = request_from(query=f"project={self.project}")
        self.shown: Update = {}
        self.does(self.events.open(self.request))

    def does(self, *updates: Update) -> "Visit":
        for update in updates:
            self.shown |= update
            self.desk = update.get(self.screen.desk, self.desk)  # type: ignore[assignment]
        return self

    def says(self, message: str) -> "Visit":
        return self.does(*self.events.send(message, self.project, self.desk, self.request))

    def at(self, event: Callable[..., Update]) -> "Visit":
        return self.does(event(self.project, self.desk, self.request))

    @property
    def own(self) -> Desk:
        assert self.desk is not None
        return self.desk

    @property
    def document(self) -> str:
        return str(self.shown[self.screen.document])

    @property
    def status(self) -> str:
        return str(self.shown[self.screen.status])

    @property
    def last_words(self) -> str:
        return self.own.messages[-1].text


@pytest.fixture
def visit(office: Office, project: Project) -> Callable[..., Visit]:
    """Open the page of the sample's project, with a model or without."""

    def open_page(writer: Writer | None = None, project_id: str = project.id) -> Visit:
        mine = Office(office.workspace, office.corpus, writer, office.folder, office.patience)
        with gr.Blocks():
            screen = lay_out(gr.State(None), mine.engine)
        return Visit(Events(screen, mine), screen, project_id)

    return open_page
