"""The office of a county with accounts, and a browser of each person."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.retrieval.corpus import Corpus
from assistant.settings import Settings
from assistant.workspace.people import People
from assistant.workspace.workspace import open_workspace
from tests.ui.people.offices_people import HERE, HOST, OURS, PASSWORD, SECOND, THEIRS, Moving
from ui.office import Office
from ui.server import plain_application


@pytest.fixture
def clock() -> Moving:
    return Moving()


@pytest.fixture
def office(corpus: Callable[[Path], Corpus], tmp_path: Path, clock: Moving) -> Iterator[Office]:
    workspace = open_workspace(Settings(home=tmp_path / "home"), clock)
    people = People(workspace)
    people.add("王芳", PASSWORD, "administrator", [OURS, SECOND])
    people.add("李强", PASSWORD, "drafter", [OURS])
    people.add("周敏", PASSWORD, "reviewer", [OURS])
    people.add("赵六", PASSWORD, "administrator", [THEIRS])
    people.add("孙七", PASSWORD, "drafter", [OURS, THEIRS])
    yield Office(workspace, corpus, None, tmp_path)
    workspace.close()


@pytest.fixture
def browser(office: Office) -> Callable[[str], TestClient]:
    """A browser of each person, signed in."""
    application = plain_application(office)

    def of(name: str = "", password: str = PASSWORD) -> TestClient:
        client = TestClient(application, client=HERE, base_url=HOST)
        if name:
            client.post("/sign-in", data={"name": name, "password": password})
        return client

    return of
