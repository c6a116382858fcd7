"""Drafting in processes beside the server: the same bytes, stopped when asked, gone with it."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from threading import Event

import pytest

from assistant.errors import AssistantError
from assistant.workspace.project import Project
from assistant.workspace.values import LOCAL
from assistant.workspace.workspace import Workspace
from tests.ui.conftest import Visit
from tests.ui.jobs_aside import Count, Hanging, Refusing, nothing, opened
from ui.backroom.backroom import Backroom, NotBegun, WorkerGone

Open = Callable[..., Visit]


@pytest.fixture(scope="module")
def backroom() -> Iterator[Backroom]:
    """One process for the jobs of this file; gone afterwards."""
    made = Backroom(nothing, most=1, grace=1)
    yield made
    ids = made.processes()
    made.close()
    assert not any(map(lives, ids))


@pytest.fixture
def beside(tmp_path: Path) -> Iterator[Backroom]:
    """A process on the workspace of this test."""
    made = Backroom(partial(opened, tmp_path), most=1)
    yield made
    made.close()


def lives(process: int) -> bool:
    """Whether a process is there and not just waiting to be buried."""
    stat = Path(f"/proc/{process}/stat")
    try:
        return stat.read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_until(condition: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.02)


def at(visit: Open, backroom: Backroom) -> Visit:
    """A page whose messages are answered beside the server."""
    tab = visit()
    events = tab.events
    object.__setattr__(events._office, "backroom", backroom)
    return tab


def stored(project: Project) -> str:
    """Everything that is stored of the draft and was said."""
    draft = project.read("draft")
    said = [(one.speaker, one.text) for one in project.messages()]
    return json.dumps([draft.document if draft else None, said], ensure_ascii=False)


def test_a_draft_is_the_same_to_the_last_byte_wherever_it_is_written(
    visit: Open, project: Project, beside: Backroom, workspace: Workspace
) -> None:
    tab = at(visit, beside)
    messages = (
        "起草依申请公开",
        "1.2第一句改短",
        "收到申请改成9件",
        "确认",
        "撤销",
        "全部起草",
        "校验",
    )
    told = [tab.says(message).last_words for message in messages]
    shown, there = tab.document, stored(project)
    assert beside.processes()
    project.archive()
    view = workspace.as_person(LOCAL)
    again = view.create_project(project.info().agency, project.info().year)
    figures = project.read("figures", 1)
    assert figures is not None
    again.save("figures", figures.document, 0, "示例")
    here = visit(project_id=again.id)
    assert [here.says(message).last_words for message in messages] == told
    assert stored(again) == there
    assert here.document == shown
    assert "写法：离线组稿" in told[-2]


def test_a_draft_that_is_stopped_keeps_the_parts_that_were_written(
    visit: Open, project: Project, beside: Backroom
) -> None:
    tab = at(visit, beside)
    for update in tab.events.send("全部起草", tab.project, tab.desk, tab.request):
        tab.does(update)
        if tab.own.sheet:
            tab.events.stop(tab.desk)
    assert "已停止" in tab.last_words
    assert 0 < len(visit().own.draft.sections) < 9  # type: ignore[union-attr]
    assert project.messages()[-1].text == tab.last_words


def test_who_is_told_that_the_process_died_says_it_again_and_gets_the_draft(
    visit: Open, project: Project, beside: Backroom
) -> None:
    tab = at(visit, beside)
    for update in tab.events.send("全部起草", tab.project, tab.desk, tab.request):
        tab.does(update)
        if tab.own.sheet and beside.processes():
            os.kill(beside.processes()[0], signal.SIGKILL)
            wait_until(lambda: not beside.processes() or not lives(beside.processes()[0]))
    assert "起草的进程意外中断" in tab.last_words
    assert project.messages()[-1].text == tab.last_words
    assert "写法：离线组稿" in tab.says("起草第五部分").last_words


def test_a_page_that_is_left_in_mid_draft_leaves_the_process_to_others(
    visit: Open, project: Project, beside: Backroom
) -> None:
    tab = at(visit, beside)
    going = tab.events.send("全部起草", tab.project, tab.desk, tab.request)
    while not tab.does(next(going)).own.sheet:
        pass
    (worker,) = beside.processes()
    going.close()
    assert "已停止" in project.messages()[-1].text
    assert "写法：离线组稿" in visit().says("起草第五部分").last_words
    assert beside.processes() == [worker]


def test_what_cannot_be_done_there_is_refused_here_in_the_same_words(backroom: Backroom) -> None:
    with pytest.raises(AssistantError, match="这件事办不了") as refused:
        list(backroom.stream(Refusing(), Event()))
    assert (refused.value.where, refused.value.cure) == ("某处", "换一种办法")
    assert list(backroom.stream(Count(3), Event())) == [0, 1, 2]


def test_a_job_ends_when_it_is_stopped_and_its_process_goes_on(backroom: Backroom) -> None:
    stop, told = Event(), []
    for number in backroom.stream(Count(10_000), stop):
        told.append(number)
        stop.set()
    assert len(told) < 100
    before = backroom.processes()
    assert list(backroom.stream(Count(2), Event())) == [0, 1]
    assert backroom.processes() == before


def test_a_job_that_does_not_stop_is_ended_with_its_process(backroom: Backroom) -> None:
    (before,) = backroom.processes()
    stop = Event()
    going = backroom.stream(Hanging(), stop)
    assert next(going) == 0
    stop.set()
    with pytest.raises(WorkerGone, match="意外中断"):
        next(going)
    wait_until(lambda: not lives(before))
    assert list(backroom.stream(Count(1), Event())) == [0]


def test_who_waits_for_a_process_can_stop_waiting(backroom: Backroom) -> None:
    first = backroom.stream(Count(10_000), Event())
    assert next(first) == 0
    stop = Event()
    stop.set()
    with pytest.raises(NotBegun, match="还没有开始"):
        list(backroom.stream(Count(1), stop))
    first.close()  # type: ignore[attr-defined]
    assert list(backroom.stream(Count(1), Event())) == [0]


_SERVER = """
from threading import Event
from tests.ui.jobs_aside import Count, Hanging, nothing
from ui.backroom.backroom import Backroom
if __name__ == "__main__":
    room = Backroom(nothing, most=2)
    busy, idle = room.stream(Hanging(), Event()), room.stream(Count(1), Event())
    next(busy), list(idle)
    print(*room.processes(), flush=True)
    for number in busy:
        pass
"""


def test_processes_die_with_a_server_that_is_killed(tmp_path: Path) -> None:
    program = tmp_path / "a_server.py"
    program.write_text(_SERVER, "utf-8")
    with subprocess.Popen(
        [sys.executable, program],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    ) as server:
        assert server.stdout is not None
        workers = [int(one) for one in server.stdout.readline().split()]
        assert len(workers) == 2
        assert all(map(lives, workers))
        server.kill()
        wait_until(lambda: not any(map(lives, workers)), seconds=20)
