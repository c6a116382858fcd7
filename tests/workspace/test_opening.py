"""Opening: tables brought up to date once, by whoever comes first, and never by an older program."""

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from pydantic import SecretStr
from sqlalchemy import text

from assistant.settings import Settings
from assistant.workspace import migrating
from assistant.workspace.faults import DatabaseUnavailable
from assistant.workspace.tables import metadata
from assistant.workspace.workspace import open_workspace
from tests.workspace.offices import Clock, Office, Server

OPEN = textwrap.dedent("""
    import os, sys
    from datetime import UTC, datetime
    from assistant.settings import Settings
    from assistant.workspace.values import LOCAL
    from assistant.workspace.workspace import open_workspace
    import alembic.command, alembic.config
    print("ready", flush=True)
    sys.stdin.readline()
    workspace = open_workspace(Settings(), lambda: datetime.now(UTC))
    print(workspace.as_person(LOCAL).create_project("某局" + sys.argv[1], 2025).info().year)
""")


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_three_processes_that_open_a_new_workspace_at_once_all_find_their_tables(
    database: str, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NIANBAO_HOME", str(tmp_path / "home"))
    if database == "postgresql":
        server: Server = request.getfixturevalue("postgresql")
        server.run("CREATE DATABASE opened_at_once")
        monkeypatch.setenv("NIANBAO_DATABASE", server.address("opened_at_once"))
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", OPEN, str(number)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(3)
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    for process in processes:
        said, complaint = process.communicate(timeout=60)
        assert (said, complaint, process.returncode) == ("2025\n", "", 0)


def test_the_steps_lead_to_the_tables_that_the_code_uses(office: Office) -> None:
    with office.workspace.database.reading() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, metadata) == []
        assert context.get_current_revision() == migrating.HEAD
    config = Config()
    config.set_main_option("script_location", str(Path(migrating.__file__).with_name("migrations")))
    assert ScriptDirectory.from_config(config).get_current_head() == migrating.HEAD


def test_a_workspace_of_a_newer_program_is_left_alone(settings: Settings, office: Office) -> None:
    with office.workspace.database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseUnavailable, match="更新的版本"):
        open_workspace(settings, Clock())


def test_a_document_of_a_newer_program_is_not_guessed_at(office: Office) -> None:
    project = office.alone().create_project("某市人民政府", 2025)
    project.save("draft", {"sections": []}, 0)
    with office.workspace.database.writing() as connection:
        connection.execute(
            text(
                "INSERT INTO versions SELECT project, kind, 2, body, 99, who, at, why, how, of"
                " FROM versions"
            )
        )
    with pytest.raises(DatabaseUnavailable, match="更新的版本"):
        project.read("draft")


def test_a_file_that_is_no_database_is_named_and_not_touched(tmp_path: Path) -> None:
    file = tmp_path / "workspace.sqlite"
    file.write_bytes(b"this is no database" * 100)
    with pytest.raises(DatabaseUnavailable, match="数据库不能用"):
        open_workspace(Settings(home=tmp_path), Clock())
    assert file.read_bytes() == b"this is no database" * 100


def test_a_home_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DatabaseUnavailable, match="NIANBAO_HOME"):
        open_workspace(Settings(home=tmp_path / "file" / "home"), Clock())


def test_the_file_is_for_its_owner_only_and_durable(tmp_path: Path) -> None:
    workspace = open_workspace(Settings(home=tmp_path / "home"), Clock())
    assert (tmp_path / "home" / "workspace.sqlite").stat().st_mode & 0o077 == 0
    with workspace.database.writing() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA synchronous")).scalar() == 2


def test_a_server_that_goes_away_is_told_and_found_again(postgresql: Server) -> None:
    postgresql.run("CREATE DATABASE goes_away TEMPLATE migrated")
    settings = Settings(database=SecretStr(postgresql.address("goes_away")))
    workspace = open_workspace(settings, Clock())
    postgresql.run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'goes_away'"
    )
    assert workspace.database.place == "postgresql://127.0.0.1/goes_away"
    with workspace.database.reading() as connection:
        assert connection.execute(text("SELECT 1")).scalar() == 1
