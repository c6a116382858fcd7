"""Long work in a process of its own: watched, called off, and gone with all that it had started."""

import asyncio
import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event, Timer

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message

from assistant.errors import UnusableInput
from assistant.exporting.export import export
from assistant.report.model import AnnualReport
from assistant.workspace.values import LOCAL
from assistant.workspace.workspace import Workspace
from ui.apart.leaving import unless_left
from ui.apart.running import CalledOff, print_apart, read_apart
from ui.office import Office
from ui.projects import read_upload


def grandchildren() -> list[str]:
    """The command lines of this process's children and theirs, as the system lists them."""
    listed = subprocess.run(["ps", "-eo", "pid,ppid,args"], capture_output=True, text=True).stdout
    rows = [line.split(None, 2) for line in listed.splitlines()[1:]]
    ours, known = [], {os.getpid()}
    for _ in range(4):
        for pid, parent, *command in rows:
            if int(parent) in known and int(pid) not in known and "ps -eo" not in command[0]:
                known.add(int(pid))
                ours.append(command[0])
    return ours


def test_a_file_is_read_as_it_is_read_here(yuanzhou: AnnualReport, tmp_path: Path) -> None:
    (file,) = export(yuanzhou, ["docx"], tmp_path, "上年")
    *seconds, report = read_apart(file, Event())
    assert isinstance(report, AnnualReport)
    assert report.cells() == yuanzhou.cells()
    assert seconds == sorted(seconds)  # type: ignore[type-var]


def test_what_is_wrong_with_a_file_is_told_without_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "隐私路径"
    folder.mkdir()
    bad = folder / "坏.yaml"
    bad.write_text("agency: 某局\nyear: 20222\n", "utf-8")
    with pytest.raises(UnusableInput) as refused:
        list(read_apart(bad, Event()))
    assert "写四位年份" in str(refused.value)
    assert "隐私路径" not in str(refused.value)


@pytest.mark.skipif(sys.platform == "win32", reason="looks at the list of processes of a Unix")
def test_printing_that_is_called_off_leaves_no_process_and_no_file(
    needs: Callable[[str], None], yuanzhou: AnnualReport, tmp_path: Path
) -> None:
    needs("soffice")
    stop, target = Event(), tmp_path / "年报.pdf"
    printing = print_apart(yuanzhou, target, stop)

    def soffice_is_up() -> bool:
        return any("soffice.bin" in one or "soffice" in one for one in grandchildren())

    def called_off_once_it_prints() -> None:
        for _ in printing:  # a second or more each
            if soffice_is_up():
                stop.set()

    with pytest.raises(CalledOff):
        called_off_once_it_prints()
    assert stop.is_set()
    deadline = time.monotonic() + 10
    while soffice_is_up() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not soffice_is_up()
    assert list(tmp_path.iterdir()) == []


def test_a_report_is_printed_to_a_pdf(
    needs: Callable[[str], None], yuanzhou: AnnualReport, tmp_path: Path
) -> None:
    needs("soffice")
    target = tmp_path / "年报.pdf"
    assert all(isinstance(seconds, int) for seconds in print_apart(yuanzhou, target, Event()))
    assert target.read_bytes().startswith(b"%PDF")


def test_reading_called_off_raises_at_once_though_the_reader_hangs(tmp_path: Path) -> None:
    pipe = tmp_path / "永远读不完.yaml"
    os.mkfifo(pipe)  # a reader waits for whoever writes to it
    stop = Event()
    Timer(1.5, stop.set).start()
    begun = time.monotonic()
    with pytest.raises(CalledOff):
        list(read_apart(pipe, stop))
    assert time.monotonic() - begun < 8
    assert not any(str(pipe) in one for one in grandchildren())


def test_who_stops_listening_ends_the_work(tmp_path: Path) -> None:
    pipe = tmp_path / "永远读不完.yaml"
    os.mkfifo(pipe)
    reading = read_apart(pipe, Event())
    assert next(reading) >= 1  # type: ignore[operator]
    reading.close()
    assert not any(str(pipe) in one for one in grandchildren())
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


def test_who_leaves_while_a_file_is_read_makes_no_project(
    workspace: Workspace, office: Office, tmp_path: Path
) -> None:
    pipe = tmp_path / "永远读不完.yaml"
    os.mkfifo(pipe)
    begun: list[bool] = []

    async def gone() -> Message:
        return {"type": "http.disconnect"}

    def work(stop: Event) -> Response:
        begun.append(True)
        with pytest.raises(CalledOff):
            list(read_apart(pipe, stop))
        return Response("gone")

    request = Request({"type": "http", "headers": []}, receive=gone)
    answer = asyncio.run(unless_left(request, work))
    assert (begun, answer.body) == ([True], b"gone")
    upload = io.BytesIO(b"agency: x")
    stop = Event()
    stop.set()
    with pytest.raises(CalledOff):
        read_upload(upload, "上年.yaml", office.folder, stop)
    assert workspace.as_person(LOCAL).projects() == ()
