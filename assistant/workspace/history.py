"""Versions of documents in the database: read, appended, never changed."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, select

from assistant.workspace.documents import packed, unpacked
from assistant.workspace.faults import NotThere
from assistant.workspace.tables import bodies, versions
from assistant.workspace.values import (
    KIND_LABELS,
    SCHEMAS,
    Document,
    How,
    Kind,
    Version,
    Versioned,
)


def head(connection: Connection, project: str, kind: Kind) -> Versioned | None:
    """The document as it stands now; None if it was never saved."""
    row = connection.execute(
        _with_body(project, kind).order_by(versions.c.version.desc()).limit(1)
    ).first()
    return _versioned(row) if row else None


def at_version(connection: Connection, project: str, kind: Kind, version: int) -> Versioned:
    """The document as one version holds it.

    Raises:
        NotThere: There is no such version.
    """
    row = connection.execute(_with_body(project, kind).where(versions.c.version == version)).first()
    if row is None:
        raise NotThere(f"{KIND_LABELS[kind]}没有第 {version} 版", cure="从版本列表里选一个")
    return _versioned(row)


def listed(connection: Connection, project: str, kind: Kind) -> list[Version]:
    """All versions, the oldest first, without their content."""
    rows = connection.execute(
        select(versions)
        .where(versions.c.project == project, versions.c.kind == kind)
        .order_by(versions.c.version)
    )
    return [
        Version(kind, row.version, row.who, moment(row.at), row.why, row.how, row.of)
        for row in rows
    ]


def heads(connection: Connection, project: str) -> dict[str, int]:
    """The newest version of each kind that was ever saved."""
    rows = connection.execute(
        select(versions.c.kind, func.max(versions.c.version).label("newest"))
        .where(versions.c.project == project)
        .group_by(versions.c.kind)
        .order_by(versions.c.kind)
    )
    return {row.kind: row.newest for row in rows}


def append(
    connection: Connection,
    project: str,
    kind: Kind,
    document: Document,
    entry: Version,
) -> Versioned:
    """Add a version; the caller holds the project's lock and has the next number in `entry`."""
    body = packed(document)
    known = select(bodies.c.sha256).where(bodies.c.sha256 == body.sha256)
    if connection.execute(known).first() is None:
        _insert_body(connection, body.sha256, body.packed)
    connection.execute(
        insert(versions).values(
            project=project,
            kind=kind,
            version=entry.version,
            body=body.sha256,
            schema=SCHEMAS[kind],
            who=entry.who,
            at=stamp(entry.when),
            why=entry.why,
            how=entry.how,
            of=entry.of,
        )
    )
    return Versioned(document, entry.version, entry.who, entry.when, entry.why, entry.how)


def stamp(when: datetime) -> str:
    """A moment as it is stored: ISO 8601 in UTC, always with microseconds, so that it sorts."""
    return when.astimezone(UTC).isoformat(timespec="microseconds")


def moment(text: str) -> datetime:
    """A stored moment."""
    return datetime.fromisoformat(text)


def _insert_body(connection: Connection, sha256: str, content: bytes) -> None:
    values = {"sha256": sha256, "packed": content}
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import insert as upsert

        # Two projects may store the same content at the same moment.
        connection.execute(upsert(bodies).values(values).on_conflict_do_nothing())
    else:
        connection.execute(insert(bodies).values(values))


def _with_body(project: str, kind: Kind) -> Select[Any]:
    return (
        select(versions, bodies.c.packed)
        .join(bodies, versions.c.body == bodies.c.sha256)
        .where(versions.c.project == project, versions.c.kind == kind)
    )


def _versioned(row: Row[Any]) -> Versioned:
    how: How = row.how
    document = unpacked(row.kind, row.schema, row.packed)
    return Versioned(document, row.version, row.who, moment(row.at), row.why, how)
