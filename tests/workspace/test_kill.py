"""What was acknowledged survives the death of the process at any moment."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Mapping

import pytest
from sqlalchemy import text

from assistant.resources import examples_dir
from assistant.settings import Settings
from assistant.workspace.project import Project
from assistant.workspace.values import Document
from tests.conftest import ROOT
from tests.workspace.offices import AGENCY, Office

FIGURES = examples_dir() / "yuanzhou-2022.yaml"


def killed_at_a_random_moment(
    project: Project, environment: Mapping[str, str], chance: random.Random, *drafting: str
) -> list[str]:
    """What an editor had acknowledged when it was killed."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.workspace.editor", project.id, *drafting],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, **environment},
    ) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        assert first, "the editor did not start"
        time.sleep(chance.uniform(0, 0.25))
        process.kill()
        rest = process.stdout.read()
    lines = (first + rest).decode().split("\n")
    return lines[:-1]  # the last one was cut by the kill, or is empty


def demand_there(project: Project, acknowledged: list[str]) -> None:
    messages = {message.number: message.text for message in project.messages()}
    for line in acknowledged:
        kind, version, number = line.split()
        if kind == "message":
            assert messages[int(version)] == f"第 {number} 句", line
            continue
        kept = project.read(kind, int(version))  # type: ignore[arg-type]
        assert kept is not None
        if kind == "draft":
            assert kept.document["number"] == int(number), line
        else:
            assert kept.document["table3"]["new"]["total"] == int(number), line  # type: ignore[index]


def demand_sound(office: Office) -> None:
    with office.workspace.database.reading() as connection:
        if connection.dialect.name == "sqlite":
            assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []


def edit_and_kill(
    office: Office, settings: Settings, report: Document, edits: int, kills: int, *drafting: str
) -> tuple[int, int]:
    project = office.alone().create_project(AGENCY, 2025)
    project.save("figures", report, 0)
    environment = {
        "NIANBAO_HOME": str(settings.home),
        "NIANBAO_DATABASE": settings.database.get_secret_value(),
    }
    chance, acknowledged, deaths = random.Random(2021), list[str](), 0
    while deaths < kills or len(acknowledged) < edits:
        fresh = killed_at_a_random_moment(project, environment, chance, *drafting)
        acknowledged += fresh
        deaths += 1
        demand_there(project, fresh)
    demand_there(project, acknowledged)
    demand_sound(office)
    # At most the one edit that was under way when each process died is there unannounced.
    kept = sum(project.heads().values()) - 1 + len(project.messages())
    assert len(acknowledged) <= kept <= len(acknowledged) + deaths
    return len(acknowledged), deaths


def test_every_acknowledged_edit_is_there_after_kill_9(
    office: Office, settings: Settings, a_report: Document
) -> None:
    edit_and_kill(office, settings, a_report, edits=40, kills=3)


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_200_edits_and_offline_drafts_survive_30_kills(
    office: Office, settings: Settings, a_report: Document
) -> None:
    counts = edit_and_kill(office, settings, a_report, 200, 30, "--draft", str(FIGURES))
    print(f"{counts[0]} acknowledged edits and drafts, {counts[1]} kills, none lost")


def test_the_editor_that_is_killed_would_be_caught_losing_one(
    office: Office, a_report: Document
) -> None:
    """The demand itself can fail: an edit that is claimed and not there is seen."""
    project = office.alone().create_project(AGENCY, 2025)
    project.save("figures", a_report, 0)
    with pytest.raises(AssertionError):
        demand_there(project, ["figures 1 99"])
