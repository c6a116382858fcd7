"""The audit log: who did what to which project or account, when. It only grows."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from assistant.workspace.history import moment, stamp
from assistant.workspace.tables import audit
from assistant.workspace.values import AuditEntry, AuditFilter

_AT_ONCE = 500


def note(
    connection: Connection,
    when: datetime,
    who: str,
    action: str,
    *,
    agency: str = "",
    project: str = "",
    detail: str = "",
) -> None:
    """Add a line, in the transaction of what it tells."""
    connection.execute(
        insert(audit).values(
            at=stamp(when),
            who=who,
            action=action,
            agency=agency,
            project=project,
            detail=detail,
        )
    )


def entries(connection: Connection) -> list[AuditEntry]:
    """All lines, the oldest first."""
    return [_entry(row) for row in connection.execute(select(audit).order_by(audit.c.number))]


def newest(connection: Connection, wanted: AuditFilter) -> Iterator[AuditEntry]:
    """The lines that are wanted, the newest first, read as they are taken."""
    query = select(audit).order_by(audit.c.number.desc())
    conditions = [
        column == value
        for column, value in (
            (audit.c.who, wanted.who),
            (audit.c.action, wanted.action),
            (audit.c.project, wanted.project),
        )
        if value
    ]
    conditions += [audit.c.at >= stamp(wanted.since)] if wanted.since else []
    conditions += [audit.c.at < stamp(wanted.until)] if wanted.until else []
    conditions += [audit.c.number < wanted.before] if wanted.before is not None else []
    for row in connection.execute(query.where(*conditions)).yield_per(_AT_ONCE):
        yield _entry(row)


def _entry(row: Row[Any]) -> AuditEntry:
    when = moment(row.at)
    return AuditEntry(row.number, when, row.who, row.action, row.agency, row.project, row.detail)
