"""The real server in a process of its own, and Debian's chromium cut off from every other host."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

STARTS_WITHIN = 60
QUIET = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home = tmp_path_factory.mktemp("served")
    command = [str(Path(sys.executable).parent / "nianbao"), "serve", "--port", str(port)]
    with (home / "log").open("w+b") as log:
        server = subprocess.Popen(
            command, cwd=home, env={**os.environ, "NIANBAO_HOME": str(home)}, stdout=log, stderr=log
        )
        try:
            _wait_for(f"http://127.0.0.1:{port}/", server, home / "log")
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()
            code = server.wait(timeout=20)
        said = (home / "log").read_text("utf-8")
    assert code == 0, said
    assert "Traceback" not in said, said


def _wait_for(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=STARTS_WITHIN):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    pytest.fail(f"the page did not come up: {log.read_text('utf-8')}")


@pytest.fixture(scope="session")
def browser(needs: Callable[[str], str]) -> Iterator[Browser]:
    expect.set_options(timeout=20_000)  # a loaded machine is slow, not wrong
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=needs("chromium"), args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def tab(browser: Browser, address: str) -> Iterator[Page]:
    """The page in a fresh browser; any request for another host fails the test."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    asked: list[str] = []
    here = urlsplit(address).netloc

    def only_here(route: Route) -> None:
        route.continue_() if urlsplit(route.request.url).netloc == here else route.abort()

    context.route("**/*", only_here)
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.get_by_text("您好。").wait_for()
    yield page
    context.close()
    elsewhere = [
        url
        for url in asked
        if urlsplit(url).scheme not in ("data", "blob") and urlsplit(url).netloc != here
    ]
    assert elsewhere == []
