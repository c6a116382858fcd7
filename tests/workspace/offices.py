"""An invented office for the tests: its clock, its people, its database server."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg

from assistant.workspace.people import People
from assistant.workspace.values import LOCAL, Document, Person, Role
from assistant.workspace.workspace import PersonalView, Workspace

PASSWORD = "不给别人知道的 8 个字"
AGENCY, OTHER = "青岚县人民政府", "白石区教育局"


@dataclass
class Clock:
    """A clock that goes on by a second at each look, and further when told to."""

    now: datetime = field(default_factory=lambda: datetime(2026, 1, 15, 1, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def later(self, **span: int) -> None:
        self.now += timedelta(**span)


@dataclass(frozen=True)
class Office:
    """A workspace with people in it."""

    workspace: Workspace
    clock: Clock

    def hire(self, name: str, role: Role, *agencies: str) -> Person:
        account = People(self.workspace).add(name, PASSWORD, role, agencies or (AGENCY,))
        return Person(account.name, account.id, account.role, account.agencies)

    def alone(self) -> PersonalView:
        return self.workspace.as_person(LOCAL)


@dataclass(frozen=True)
class Server:
    """A PostgreSQL server of our own on loopback."""

    port: int

    def address(self, database: str) -> str:
        return f"postgresql+psycopg://postgres:geheim@127.0.0.1:{self.port}/{database}"

    def run(self, statement: str) -> None:
        address = self.address("postgres").replace("+psycopg", "")
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(statement.encode())


def changed(document: Document, path: str, value: object) -> Document:
    """A copy with another value at a place such as `table3.new.total`."""
    key, _, rest = path.partition(".")
    inner: Any = document[key]
    return {**document, key: changed(inner, rest, value) if rest else value}


def wait_until(condition: Callable[[], bool], seconds: int = 20) -> None:
    """Wait for something that another process does."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.02)
