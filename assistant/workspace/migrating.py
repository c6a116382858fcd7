"""Bringing a database to the tables that this program knows, once, whoever comes first."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from assistant.workspace.faults import DatabaseUnavailable

HEAD = "0001"
_SCRIPTS = Path(__file__).with_name("migrations")
_LOCK = 0x6E69616E  # "nian": a number of ours among PostgreSQL's advisory locks


def is_current(connection: Connection) -> bool:
    """Whether nothing is to be done."""
    return _revision(connection) == HEAD


def migrate(connection: Connection) -> None:
    """Run the steps that are missing, in the transaction of this connection.

    On SQLite that transaction has locked the file already; on PostgreSQL an advisory lock lets
    one program at a time through, and the next finds the work done.

    Raises:
        DatabaseUnavailable: The tables were made by a newer program.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    found = _revision(connection)
    if found == HEAD:
        return
    if found > HEAD:
        raise DatabaseUnavailable(
            f"工作区是由更新的版本建立的（{found}，本程序只认到 {HEAD}）",
            cure="请升级 nianbao 再打开；数据没有改动",
        )
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    command.upgrade(config, "head")


def _revision(connection: Connection) -> str:
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or ""
