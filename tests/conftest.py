"""What every test may rely on: a home of its own, no model in the environment, real components or a skip."""

import os
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

# Before anything loads numpy: two test processes whose sums wait for each other's threads are slow.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
MODEL_URL = "NIANBAO_TEST_MODEL_URL"
QUIET = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
PROGRAMS = {
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "soffice": ("soffice", "libreoffice"),
    "pdftoppm": ("pdftoppm",),
    "uv": (str(Path(sys.executable).parent / "uv"), "uv"),
    # Debian keeps the server out of PATH, a folder for each version.
    "postgresql": (*map(str, Path("/usr/lib/postgresql").glob("*/bin/postgres")), "postgres"),
}


@pytest.fixture(scope="session", autouse=True)
def _own_home_and_no_model(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Settings of the person who runs the tests change nothing; their files are not touched."""
    with pytest.MonkeyPatch.context() as patch:
        for name in os.environ:
            if name.startswith(("OPENAI_", "NIANBAO_")) and name != MODEL_URL:
                patch.delenv(name)
        patch.setenv("NIANBAO_HOME", str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture(scope="session")
def needs() -> Callable[[str], str]:
    """`needs("soffice")` is the real component (a path or an address), or the test is skipped.

    The components are those of `PROGRAMS`, `model` (a server that the person running
    the tests names in `NIANBAO_TEST_MODEL_URL`) and `shared` (the folder beside the
    checkout). In CI a missing program is a failure, and a model that is named and
    does not answer is one everywhere.
    """

    def find(component: str) -> str:
        if component == "model":
            return _model()
        if component == "shared":
            return str(SHARED) if SHARED.is_dir() else pytest.skip(f"there is no {SHARED}")
        found = next(filter(None, map(shutil.which, PROGRAMS[component])), None)
        return found or _missing(f"{component} is not installed")

    return find


def _model() -> str:
    url = os.environ.get(MODEL_URL)
    if not url:
        pytest.skip(f"{MODEL_URL} is not set")
    try:
        with urllib.request.urlopen(f"{url}/models", timeout=10):
            return url
    except (urllib.error.URLError, TimeoutError) as error:
        pytest.fail(f"{MODEL_URL}={url} does not answer: {error}")


def _missing(why: str) -> str:
    if os.environ.get("CI") == "true":
        pytest.fail(f"{why}, and CI must not skip")
    pytest.skip(why)


@pytest.fixture(scope="module")
def browser(needs: Callable[[str], str]) -> Iterator[Browser]:
    """Debian's chromium, gone after each file: nothing that runs a loop of its own starts beside it."""
    expect.set_options(timeout=30_000)  # a loaded machine is slow, not wrong
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=needs("chromium"), args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def nianbao(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the command in a process of its own, as a shell does, from an empty folder."""

    def run(*arguments: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
        command = [str(Path(sys.executable).parent / "nianbao"), *map(str, arguments)]
        return subprocess.run(
            command,
            **{
                "capture_output": True,
                "text": True,
                "encoding": "utf-8",
                "cwd": tmp_path,
                "timeout": 120,
                "check": False,
                **options,
            },
        )

    return run
