"""The database behind the workspace: opened, brought up to date, read and written in transactions.

SQLite needs no set-up: one file in the home, write-ahead log, `synchronous=FULL`, so that what
was acknowledged survives the death of the process and of the machine. PostgreSQL by one setting.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    IntegrityError,
    NoSuchModuleError,
)
from sqlalchemy.exc import TimeoutError as PoolExhausted

from assistant.settings import Settings
from assistant.workspace.faults import DatabaseUnavailable
from assistant.workspace.migrating import is_current, migrate

FILE_NAME = "workspace.sqlite"
_PATIENCE = 20  # seconds that a writer waits for the one before it
_MODULE_CURE = "安装 PostgreSQL 支持：pip install 'nianbao[postgres]'"


class Database:
    """Transactions on one engine; every failure of the database is told without its secrets."""

    def __init__(self, engine: Engine, place: str) -> None:
        self._engine = engine
        self.place = place

    @classmethod
    def open(cls, settings: Settings) -> Self:
        """The database that the settings name, with tables that are up to date.

        Raises:
            DatabaseUnavailable: It cannot be reached, or a newer program made it.
        """
        given = settings.database.get_secret_value()
        database = cls(*(_postgres(given) if given else _sqlite(settings.home)))
        with database.reading() as connection:
            current = is_current(connection)
        if not current:
            with database.writing() as connection:
                migrate(connection)
        return database

    @contextmanager
    def reading(self, *, snapshot: bool = False) -> Iterator[Connection]:
        """A transaction that changes nothing; with `snapshot` all its reads see one moment."""
        options: dict[str, Any] = {}
        if snapshot and self._engine.dialect.name == "postgresql":
            options = {"isolation_level": "REPEATABLE READ"}
        with self._transaction(options) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is on the disk when the block ends; nothing is, if it raises."""
        with self._transaction({"nianbao_writes": True}) as connection:
            yield connection

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    @contextmanager
    def _transaction(self, options: dict[str, Any]) -> Iterator[Connection]:
        try:
            with self._engine.connect() as connection:
                chosen = connection.execution_options(**options) if options else connection
                with chosen.begin():
                    yield chosen
        except IntegrityError:
            raise
        except PoolExhausted as error:
            raise DatabaseUnavailable(
                "同时在用的人太多，这一步没有保存", where=self.place, cure="过一会儿再试"
            ) from error
        except DBAPIError as error:
            raise self._unavailable(error) from error

    def _unavailable(self, error: DBAPIError) -> DatabaseUnavailable:
        if isinstance(error.orig, sqlite3.DatabaseError):
            cure = "确认磁盘有空间、文件夹可以写、没有别的程序占着这个文件；文件损坏时用 nianbao restore 从备份恢复"
        else:
            cure = "确认 PostgreSQL 在运行，NIANBAO_DATABASE 的地址、用户、口令和库名都对"
        words = str(error.orig).strip().splitlines() or [""]
        return DatabaseUnavailable(
            f"工作区的数据库不能用，这一步没有保存（{words[0]}）", where=self.place, cure=cure
        )


def _sqlite(home: Path) -> tuple[Engine, str]:
    path = home / FILE_NAME
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
    except OSError as error:
        raise DatabaseUnavailable(
            f"工作区建不了（{error.strerror}）",
            where=str(path),
            cure="用 NIANBAO_HOME 换一个能写的文件夹",
        ) from error
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        pool_size=10,
        max_overflow=40,
        hide_parameters=True,
    )
    event.listen(engine, "connect", _durable)
    event.listen(engine, "begin", _begin)
    return engine, str(path)


def _durable(connection: sqlite3.Connection, _: object) -> None:
    # None leaves BEGIN to `_begin`; the driver's own would come too late for a lock.
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout={_PATIENCE * 1000}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("nianbao_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgres(given: str) -> tuple[Engine, str]:
    try:
        url = make_url(given)
        engine = create_engine(
            url,
            pool_size=10,
            max_overflow=20,
            pool_pre_ping=True,
            hide_parameters=True,
            connect_args={"connect_timeout": 10},
        )
    except ModuleNotFoundError as error:
        raise DatabaseUnavailable(
            "没有装连接 PostgreSQL 的部件", where="NIANBAO_DATABASE", cure=_MODULE_CURE
        ) from error
    except (ArgumentError, NoSuchModuleError, TypeError):
        # The causes quote the address, and with it the password.
        raise _unreadable() from None
    if engine.dialect.name != "postgresql":
        raise _unreadable()
    return engine, f"postgresql://{url.host or ''}/{url.database or ''}"


def _unreadable() -> DatabaseUnavailable:
    return DatabaseUnavailable(
        "数据库地址读不懂",
        where="NIANBAO_DATABASE",
        cure="写成 postgresql+psycopg://用户:口令@主机/库名；不设这一项就用本机的 SQLite 文件",
    )
