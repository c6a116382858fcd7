"""The audit log: who did what to which project or account, when. It only grows."""

from datetime import datetime

from sqlalchemy import Connection, insert, select

from assistant.workspace.history import moment, stamp
from assistant.workspace.tables import audit
from assistant.workspace.values import AuditEntry


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
    rows = connection.execute(select(audit).order_by(audit.c.number))
    return [
        AuditEntry(r.number, moment(r.at), r.who, r.action, r.agency, r.project, r.detail)
        for r in rows
    ]
