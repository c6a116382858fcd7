"""The real server in a process of its own, and Debian's chromium cut off from every other host."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from assistant.reading.open_file import read_report
from assistant.report.model import AnnualReport
from assistant.resources import examples_dir

STARTS_WITHIN = 90
SCREENSHOTS = Path("out/screenshots")


@dataclass
class Server:
    """A server that can be killed and started again on the same home and port."""

    home: Path
    port: int
    settings: dict[str, str] = field(default_factory=dict)
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def start(self) -> None:
        command = [Path(sys.executable).parent / "nianbao", "serve", "--port", str(self.port)]
        with (self.home / "log").open("ab") as log:
            self.process = subprocess.Popen(
                command,
                cwd=self.home,
                env={**os.environ, "NIANBAO_HOME": str(self.home), **self.settings},
                stdout=log,
                stderr=log,
            )
        self._wait()

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait(timeout=20)

    def said(self) -> str:
        return (self.home / "log").read_text("utf-8")

    def end(self) -> None:
        assert self.process is not None
        self.process.terminate()
        code = self.process.wait(timeout=20)
        assert code == 0, self.said()
        assert "Traceback" not in self.said(), self.said()

    def _wait(self) -> None:
        assert self.process is not None
        deadline = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                with urllib.request.urlopen(self.address, timeout=STARTS_WITHIN):
                    return
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.1)
        pytest.fail(f"the page did not come up: {self.said()}")


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("served"), free_port())
    running.start()
    yield running
    running.end()


@dataclass
class Desktop:
    """A browser of its own, that remembers what it asked other hosts for and counts clicks."""

    context: BrowserContext
    address: str
    asked: list[str] = field(default_factory=list)

    def page(self, path: str = "") -> Page:
        page = self.context.new_page()
        page.on("request", lambda request: self.asked.append(request.url))
        page.goto(self.address + path)
        return page

    def elsewhere(self) -> list[str]:
        here = urlsplit(self.address).netloc
        parts = [urlsplit(url) for url in self.asked]
        return [p.geturl() for p in parts if p.scheme not in ("data", "blob") and p.netloc != here]


@pytest.fixture
def desktop(browser: Browser, server: Server) -> Iterator[Callable[..., Desktop]]:
    """Open a fresh browser; any request for another host fails the test."""
    opened: list[Desktop] = []

    def fresh(of: Server = server, **options: object) -> Desktop:
        wanted = {"viewport": {"width": 1366, "height": 768}, "locale": "zh-CN", **options}
        context = browser.new_context(**wanted)  # type: ignore[arg-type]
        here = urlsplit(of.address).netloc

        def only_here(route: Route) -> None:
            route.continue_() if urlsplit(route.request.url).netloc == here else route.abort()

        context.route("**/*", only_here)
        opened.append(Desktop(context, of.address))
        return opened[-1]

    yield fresh
    for one in opened:
        one.context.close()
    assert [url for one in opened for url in one.elsewhere()] == []


def shot(page: Page, name: str) -> None:
    """Keep a picture for people to look at; the folder is not under version control."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png")


@pytest.fixture(scope="session")
def figures() -> AnnualReport:
    return read_report(examples_dir() / "yuanzhou-2022.yaml")
