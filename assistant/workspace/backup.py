"""Saving the whole workspace to a file while others work, and bringing it back whole or not at all."""

import hashlib
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from sqlalchemy import (
    Connection,
    Integer,
    Table,
    Text,
    collate,
    delete,
    exists,
    insert,
    select,
    text,
)
from sqlalchemy.exc import IntegrityError

from assistant.errors import UnusableInput
from assistant.workspace import audit_log
from assistant.workspace.backup_file import BackupFile, Row, opened, write
from assistant.workspace.growing import guard, unguard
from assistant.workspace.history import stamp
from assistant.workspace.migrating import HEAD
from assistant.workspace.people import SHELL
from assistant.workspace.tables import KEPT, PASSING, accounts, audit, bodies, projects
from assistant.workspace.values import How, Kind, Role, Speaker, Stage
from assistant.workspace.workspace import Workspace

_BATCH = 200
_CLOSED: Mapping[str, tuple[str, ...]] = {
    "role": get_args(Role),
    "stage": get_args(Stage),
    "kind": get_args(Kind),
    "how": get_args(How),
    "speaker": get_args(Speaker),
}


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore brought: rows by table, and where the former content was saved, if any."""

    counts: Mapping[str, int]
    former: Path | None


def back_up(workspace: Workspace, path: Path) -> Mapping[str, int]:
    """Save everything but sessions, as of one moment, while others work on.

    Returns:
        The rows of each table.

    Raises:
        UnusableInput: The file cannot be written, or something that is no backup is in the way.
    """
    with workspace.database.reading(snapshot=True) as connection:
        return write(path, HEAD, {table.name: _rows(connection, table) for table in KEPT})


def restore(workspace: Workspace, path: Path, *, replace: bool = False) -> Restored:
    """Bring the workspace back to a backup, in one transaction; everybody has to sign in anew.

    With `replace` what is there now is first saved to the home; without, it must be empty.

    Raises:
        UnusableInput: The file is no whole backup of ours, or there is something to replace.
    """
    with opened(path, HEAD, [table.name for table in KEPT]) as backup:
        former = _make_room(workspace, replace=replace)
        try:
            with workspace.database.writing() as connection:
                if former is None:
                    _demand_empty(connection)
                counts = _refill(connection, backup)
                now = workspace.clock()
                audit_log.note(connection, now, SHELL, "restore", detail=path.name)
        except IntegrityError as error:
            raise backup.refusal("备份里的内容互相对不上，没有恢复") from error
    return Restored(counts, former)


def _make_room(workspace: Workspace, *, replace: bool) -> Path | None:
    with workspace.database.reading() as connection:
        if _is_empty(connection):
            return None
    if not replace:
        raise _not_empty()
    folder = workspace.settings.home / "backups"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise UnusableInput(
            f"现有内容没处另存（{error.strerror}），没有恢复",
            where=str(folder),
            cure="让这个文件夹能写",
        ) from error
    now = stamp(workspace.clock()).translate({ord(sign): None for sign in ":.+-"})
    former = folder / f"before-restore-{now}.nianbao"
    back_up(workspace, former)
    return former


def _demand_empty(connection: Connection) -> None:
    if not _is_empty(connection):
        raise _not_empty()


def _is_empty(connection: Connection) -> bool:
    return not any(
        connection.execute(select(exists(select(table.c.id)))).scalar()
        for table in (projects, accounts)
    )


def _not_empty() -> UnusableInput:
    return UnusableInput(
        "工作区里已经有内容，没有恢复",
        cure="确实要用备份代替，加上 --replace（现有内容会先另存一份）",
    )


def _refill(connection: Connection, backup: BackupFile) -> Mapping[str, int]:
    unguard(connection)
    for table in (*PASSING, *reversed(KEPT)):
        connection.execute(delete(table))
    counts = {table.name: _fill(connection, table, backup) for table in KEPT}
    guard(connection)
    if connection.dialect.name == "postgresql":
        connection.execute(
            text("SELECT setval(pg_get_serial_sequence('audit', 'number'), :newest, :used)"),
            {"newest": max(counts[audit.name], 1), "used": counts[audit.name] > 0},
        )
    return counts


def _fill(connection: Connection, table: Table, backup: BackupFile) -> int:
    batch: list[Row] = []
    count = 0
    for row in backup.rows(table.name):
        batch.append(_checked(table, row, backup))
        count += 1
        if len(batch) == _BATCH:
            connection.execute(insert(table), batch)
            batch = []
    if batch:
        connection.execute(insert(table), batch)
    return count


def _checked(table: Table, row: Row, backup: BackupFile) -> Row:
    if table is bodies:
        return _body(row, backup)
    if set(row) != {column.name for column in table.columns}:
        raise backup.refusal(f"备份里的 {table.name} 缺少内容")
    for column in table.columns:
        value = row[column.name]
        wanted = int if isinstance(column.type, Integer) else str
        if type(value) is not wanted:
            raise backup.refusal(f"备份里的 {table.name}.{column.name} 不对")
        if column.name in _CLOSED and value not in _CLOSED[column.name]:
            raise backup.refusal(f"备份里有读不懂的 {column.name}：{value}")
    return row


def _body(row: Row, backup: BackupFile) -> Row:
    content = row.get("text")
    if not isinstance(content, str):
        raise backup.refusal("备份里的文档缺少内容")
    data = content.encode()
    if hashlib.sha256(data).hexdigest() != row.get("sha256"):
        raise backup.refusal("备份里的文档和它的指纹对不上")
    return {"sha256": row["sha256"], "packed": zlib.compress(data, 6)}


def _rows(connection: Connection, table: Table) -> Iterator[Row]:
    postgres = connection.dialect.name == "postgresql"
    order = [
        # A server's own collation would put the same rows in another order.
        collate(column, "C") if postgres and isinstance(column.type, Text) else column
        for column in table.primary_key.columns
    ]
    found = connection.execution_options(yield_per=_BATCH).execute(select(table).order_by(*order))
    for row in found.mappings():
        if table is bodies:
            text_of_body = zlib.decompress(row["packed"]).decode()
            yield {"sha256": row["sha256"], "text": text_of_body}
        else:
            yield dict(row)
