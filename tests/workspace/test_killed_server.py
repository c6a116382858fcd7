"""The whole server, killed at random moments while somebody edits and drafts over HTTP."""

import random
from datetime import UTC, datetime
from pathlib import Path
from threading import Timer

import httpx
import pytest

from assistant.report.model import AnnualReport
from assistant.settings import Settings
from assistant.workspace.project import Project
from assistant.workspace.values import LOCAL
from assistant.workspace.workspace import open_workspace
from evals.bench.browser import Browser, Gone, Server, served
from tests.workspace.offices import wait_until

EDITS, KILLS, DRAFTED = 200, 10, 5
CELL = "t3.granted.business"


class Acknowledged:
    """What the server said was saved."""

    def __init__(self) -> None:
        self.edits: dict[int, int] = {}
        self.drafts = 0
        self.heads: dict[str, int] = {}

    def work(self, browser: Browser) -> None:
        """Edit and draft until the server is gone."""
        base = browser.figures()
        while True:
            value = len(self.edits) + 1
            version = browser.edit(base, CELL, value)
            assert version is not None, "nobody else is there to be in conflict with"
            self.edits[version] = value
            base = version
            if value % DRAFTED == 0:
                self.draft(browser)

    def draft(self, browser: Browser) -> None:
        """Have a part written."""
        browser.event("send", "起草第五部分")
        self.drafts += 1
        self.heads = browser.heads()

    def demand_there(self, project: Project) -> None:
        for version, value in self.edits.items():
            kept = project.read("figures", version)
            assert kept is not None
            assert AnnualReport.model_validate(kept.document).cell(CELL) == value, version
        heads = project.heads()
        assert all(heads[kind] >= version for kind, version in self.heads.items())
        said = [m.text for m in project.messages() if m.speaker == "user"]
        assert len(said) >= self.drafts


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_a_server_killed_ten_times_during_200_edits_has_every_acknowledged_one(
    tmp_path: Path,
) -> None:
    chance, acknowledged, kills, project = random.Random(2021), Acknowledged(), 0, ""
    beside: set[int] = set()
    while kills < KILLS or len(acknowledged.edits) < EDITS:
        with served(tmp_path) as server:
            browser = Browser(server.address)
            project = project or browser.start_sample()
            browser.open(project)
            acknowledged.draft(browser)  # so that the process that drafts is there to be hit
            doom = Timer(chance.uniform(0.2, 6), _kill, (server, beside))
            doom.start()
            with pytest.raises((httpx.TransportError, Gone)):
                acknowledged.work(browser)
            doom.join()
            kills += 1
    assert len(beside) >= kills
    assert acknowledged.drafts > kills
    wait_until(lambda: not any(Path(f"/proc/{process}").exists() for process in beside))
    workspace = open_workspace(Settings(home=tmp_path), lambda: datetime.now(UTC))
    acknowledged.demand_there(workspace.as_person(LOCAL).project(project))
    print(
        f"{len(acknowledged.edits)} edits, {acknowledged.drafts} drafts, {kills} kills, none lost;"
        f" {len(beside)} processes beside the servers, all gone with them"
    )


def _kill(server: Server, beside: set[int]) -> None:
    beside.update(server.beside())
    server.kill()
