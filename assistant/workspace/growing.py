"""Triggers that let tables only grow: the database itself refuses to change or delete a row."""

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, text

from assistant.workspace.tables import GROWING

_SQLITE = """CREATE TRIGGER {table}_no_{lower} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"""
_FUNCTION = """CREATE OR REPLACE FUNCTION only_grows() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '% only grows', TG_TABLE_NAME; END $$ LANGUAGE plpgsql"""
_POSTGRES = """CREATE TRIGGER {table}_no_{lower} BEFORE {verb} ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION only_grows()"""


def guard(connection: Connection, tables: Iterable[str] = GROWING) -> None:
    """From now on rows of these tables are neither changed nor deleted."""
    for statement in _statements(connection.dialect.name, tables):
        connection.execute(text(statement))


def unguard(connection: Connection) -> None:
    """Lift the guard, inside a transaction that puts it back (restoring a backup)."""
    postgres = connection.dialect.name == "postgresql"
    for table, verb in _guarded(GROWING, postgres):
        where = f" ON {table}" if postgres else ""
        connection.execute(text(f"DROP TRIGGER {table}_no_{verb.lower()}{where}"))


def _statements(dialect: str, tables: Iterable[str]) -> Iterator[str]:
    postgres = dialect == "postgresql"
    if postgres:
        yield _FUNCTION
    template = _POSTGRES if postgres else _SQLITE
    for table, verb in _guarded(tables, postgres):
        yield template.format(table=table, verb=verb, lower=verb.lower())


def _guarded(tables: Iterable[str], postgres: bool) -> Iterator[tuple[str, str]]:
    verbs = ("UPDATE", "DELETE", "TRUNCATE") if postgres else ("UPDATE", "DELETE")
    return ((table, verb) for table in tables for verb in verbs)
