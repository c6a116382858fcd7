"""A server of our own and what browsers do with it, over HTTP: for the benches of the page."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

_CONFLICT, _REFUSED = 409, 400


class Failed(Exception):
    """The server answered that it could not do it."""


class Gone(Failed):
    """The server went away in the middle of its answer."""


class Browser:
    """One person's browser: a session, a page, its events."""

    def __init__(self, address: str, name: str = "", password: str = "") -> None:
        self._http = httpx.Client(base_url=address, timeout=60, follow_redirects=True)
        self._session = uuid.uuid4().hex
        if name:
            self._post("/sign-in", data={"name": name, "password": password})
        self._events: dict[str, int] = {}
        self.project = ""

    def start(self, figures: Path) -> str:
        """Start a project of a figures file; its id."""
        with figures.open("rb") as file:
            answer = self._post("/projects", data={"how": "figures"}, files={"file": file})
        return answer.url.params["project"]

    def start_sample(self) -> str:
        """Start the sample project; its id."""
        return self._post("/projects", data={"how": "sample"}).url.params["project"]

    def open(self, project: str) -> None:
        """Open the page of a project."""
        self.project = project
        self._demand(self._http.get("/project/", params={"project": project}))
        config = self._demand(self._http.get("/project/config")).json()
        self._events = {one["api_name"]: one["id"] for one in config["dependencies"]}

    def figures(self) -> int:
        """Read the figures; the version that stands."""
        answer = self._demand(self._http.get(f"/projects/{self.project}/figures"))
        return int(answer.json()["version"])

    def heads(self) -> dict[str, int]:
        """The newest version of each document of the project."""
        answer = self._demand(self._http.get(f"/projects/{self.project}/heads"))
        return dict(answer.json())

    def edit(self, base: int, cell: str, value: int) -> int | None:
        """Type into a cell; the new version, or None for a conflict."""
        answer = self._http.post(
            f"/projects/{self.project}/figures", json={"base": base, "cells": {cell: str(value)}}
        )
        if answer.status_code == _CONFLICT:
            return None
        return int(self._demand(answer).json()["version"])

    def event(self, name: str, *data: object) -> None:
        """Trigger an event of the page and wait until it is done."""
        body = {
            "data": [*data, self.project, None],
            "fn_index": self._events[name],
            "session_hash": self._session,
        }
        answer = self._demand(self._http.post("/project/gradio_api/queue/join", json=body))
        wanted = answer.json()["event_id"]
        address = f"/project/gradio_api/queue/data?session_hash={self._session}"
        with self._http.stream("GET", address) as lines:
            for line in lines.iter_lines():
                told = json.loads(line.removeprefix("data:")) if line.startswith("data:") else {}
                if told.get("event_id") == wanted and told.get("msg") == "process_completed":
                    if not told.get("success"):
                        raise Failed(f"{name}: {told.get('output')}")
                    return
        raise Gone(f"{name}: the stream ended before the event did")

    def _post(self, path: str, **given: object) -> httpx.Response:
        return self._demand(self._http.post(path, **given))  # type: ignore[arg-type]

    @staticmethod
    def _demand(answer: httpx.Response) -> httpx.Response:
        if answer.status_code >= _REFUSED:
            raise Failed(f"{answer.request.url.path} {answer.status_code} {answer.text[:200]}")
        return answer


@dataclass(frozen=True, slots=True)
class Server:
    """A running `nianbao serve`."""

    address: str
    process: int

    def processor_seconds(self) -> float:
        """What it has used of the processor so far; 0 where there is no /proc."""
        return _processor_seconds(self.process)

    def processor_seconds_beside(self) -> float:
        """What the processes that it started and that are there now have used."""
        return sum(map(_processor_seconds, self.beside()))

    def beside(self) -> list[int]:
        """The processes that it started; none where there is no /proc."""
        told = Path(f"/proc/{self.process}/task").glob("*/children")
        return [int(child) for one in told for child in one.read_text("utf-8").split()]

    def kill(self) -> None:
        """End it as a power cut does."""
        os.kill(self.process, signal.SIGKILL)


@contextmanager
def served(home: Path) -> Iterator[Server]:
    """A server of our own, offline."""
    port = str(_free_port())
    command = [str(Path(sys.executable).parent / "nianbao"), "serve", "--port", port]
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("OPENAI_", "NIANBAO_"))}
    with subprocess.Popen(  # noqa: S603 (our own command)
        [*command, "--format", "json"],
        stdout=subprocess.DEVNULL,
        env={**environment, "NIANBAO_HOME": str(home)},
    ) as process:
        address = f"http://127.0.0.1:{port}"
        try:
            _wait(address)
            yield Server(address, process.pid)
        finally:
            process.terminate()


def _processor_seconds(process: int) -> float:
    place = Path(f"/proc/{process}/stat")
    if not place.exists():
        return 0.0
    fields = place.read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def _wait(address: str) -> None:
    for _ in range(600):
        try:
            if httpx.get(f"{address}/sign-in", timeout=1).status_code:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise Failed("the server did not start within a minute")
