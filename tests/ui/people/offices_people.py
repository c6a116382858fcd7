"""An invented county's people, their passwords and their browsers."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime

from fastapi.testclient import TestClient

from assistant.workspace.people import People
from assistant.workspace.values import Person
from assistant.workspace.workspace import Workspace

HERE = ("127.0.0.1", 5000)
HOST = "http://127.0.0.1:7860"
HTML = {"accept": "text/html"}
OURS, SECOND, THEIRS = "某县财政局", "某县审计局", "某县民政局"
PASSWORD = "一把很长的钥匙 2026"
PAGES = ("/people", "/people/log", "/people/log.csv")
ACTS = ("add", "disable", "enable", "role", "agencies", "password")
Of = Callable[..., TestClient]


class Moving:
    """A clock that tests put on."""

    now = datetime(2026, 1, 10, 9, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


def opens(client: TestClient) -> bool:
    """Whether somebody is signed in here."""
    return client.get("/", follow_redirects=False).status_code == 200


def as_person(workspace: Workspace, name: str) -> Person:
    (account,) = (one for one in People(workspace).list() if one.name == name)
    return Person(account.name, account.id, account.role, account.agencies)


def rows(client: TestClient, **asked: object) -> list[list[str]]:
    """The lines of the log as the file has them."""
    text = client.get("/people/log.csv", params=asked).text  # type: ignore[arg-type]
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))[1:]
