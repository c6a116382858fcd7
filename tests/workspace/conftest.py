"""A workspace on SQLite and one on a real PostgreSQL server, and a clock that tests can set."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from pydantic import SecretStr

from assistant.resources import examples_dir
from assistant.settings import Settings
from assistant.workspace.database import FILE_NAME
from assistant.workspace.values import Document
from assistant.workspace.workspace import open_workspace
from tests.workspace.offices import Clock, Office, Server

_OWNER = "nobody"  # the server refuses to run as root


@pytest.fixture(scope="session")
def postgresql(needs: Callable[[str], str]) -> Iterator[Server]:
    """A server that lives as long as the session, with `migrated` as a template."""
    programs = Path(needs("postgresql")).resolve().parent
    folder = Path(tempfile.mkdtemp(prefix="nianbao-pg-"))
    as_owner = ["runuser", "-u", _OWNER, "--"] if os.getuid() == 0 else []
    if as_owner:
        shutil.chown(folder, _OWNER)
    secret = folder / "secret"
    secret.write_text("geheim")
    secret.chmod(0o644)
    data = folder / "data"
    subprocess.run(
        [
            *as_owner,
            programs / "initdb",
            "-D",
            data,
            "-U",
            "postgres",
            "-E",
            "UTF8",
            "--no-sync",
            "--locale=C",
            "--auth=scram-sha-256",
            f"--pwfile={secret}",
        ],
        check=True,
        capture_output=True,
    )
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    options = f"-F -h 127.0.0.1 -p {port} -k {folder}"
    control = [*as_owner, programs / "pg_ctl", "-D", data, "-w"]
    started = subprocess.run(
        [*control, "-l", folder / "log", "-o", options, "start"],
        check=False,
        stdout=subprocess.DEVNULL,
    )
    assert started.returncode == 0, (folder / "log").read_text()
    server = Server(port)
    try:
        server.run("CREATE DATABASE migrated")
        settings = Settings(home=folder, database=SecretStr(server.address("migrated")))
        open_workspace(settings, Clock()).close()
        yield server
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=False, capture_output=True)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty workspace on SQLite, to be copied."""
    home = tmp_path_factory.mktemp("migrated")
    open_workspace(Settings(home=home), Clock()).close()
    return home / FILE_NAME


_NUMBERS = count(1)


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Settings of an empty workspace."""
    if request.param == "sqlite":
        home = tmp_path / "home"
        home.mkdir()
        shutil.copy(request.getfixturevalue("migrated_file"), home)
        return Settings(home=home)
    server: Server = request.getfixturevalue("postgresql")
    name = f"test{next(_NUMBERS)}"
    server.run(f"CREATE DATABASE {name} TEMPLATE migrated")
    return Settings(home=tmp_path / "home", database=SecretStr(server.address(name)))


@pytest.fixture
def office(settings: Settings) -> Iterator[Office]:
    """An empty workspace."""
    clock = Clock()
    workspace = open_workspace(settings, clock)
    yield Office(workspace, clock)
    workspace.close()


@pytest.fixture(scope="session")
def a_report() -> Document:
    """The figures of an invented county, as JSON."""
    from assistant.reading.open_file import read_report

    return read_report(examples_dir() / "yuanzhou-2022.yaml").model_dump(mode="json")
