"""Where a person stands in the workspace: the database, the clock, and their rights, together."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from assistant.workspace import audit_log
from assistant.workspace.database import Database
from assistant.workspace.permissions import Admitted, admit
from assistant.workspace.values import Person

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Place:
    """Every transaction of a person begins with looking up what they may do."""

    database: Database
    clock: Clock
    person: Person

    @contextmanager
    def reading(self) -> Iterator[tuple[Connection, Admitted]]:
        """A transaction that changes nothing."""
        with self.database.reading() as connection:
            yield connection, admit(connection, self.person)

    @contextmanager
    def writing(self) -> Iterator[tuple[Connection, Admitted]]:
        """A transaction that is on the disk when the block ends."""
        with self.database.writing() as connection:
            yield connection, admit(connection, self.person)

    def note(
        self, connection: Connection, admitted: Admitted, action: str, row: Row[Any], detail: str
    ) -> None:
        """Enter an act on a project in the audit log."""
        audit_log.note(
            connection,
            self.clock(),
            admitted.name,
            action,
            agency=row.agency,
            project=row.id,
            detail=detail,
        )
