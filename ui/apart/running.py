"""The server's end of a piece of work that is done in a process of its own."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event
from typing import IO, Any

import assistant
from assistant.errors import AssistantError, UnusableInput
from assistant.report.model import AnnualReport

_BEAT = 0.1  # seconds between two looks at whether it was called off
_TOLD = 1.0  # seconds between two words on how long it has taken
_GRACE = 5.0  # seconds in which a process that was called off clears away
_MODULE = "ui.apart.process"


class CalledOff(AssistantError):
    """The person called it off; nothing was changed."""


def read_apart(path: Path, stop: Event) -> Iterator[int | AnnualReport]:
    """Read a file of any kind: the seconds that it has taken so far, at last the report.

    Raises:
        UnusableInput: It cannot be read; told by the file's name, without its folder.
        CalledOff: `stop` was set; the process and all that it had started are gone.
    """
    done: dict[str, Any] = {}
    for told in _done_by(["read", str(path)], stop):
        if isinstance(told, int):
            yield told
        else:
            done = told
    if "report" not in done:
        words = {key: str(done[key]).replace(str(path), path.name) for key in _WORDS}
        raise UnusableInput(words["what"], where=words["where"], cure=words["cure"])
    yield AnnualReport.model_validate(done["report"])


def print_apart(report: AnnualReport, target: Path, stop: Event) -> Iterator[int]:
    """Print a report to the pdf `target`: the seconds that it has taken so far.

    Raises:
        UnusableInput: LibreOffice is not installed, or failed.
        CalledOff: `stop` was set; there is no file.
    """
    source = target.with_suffix(".printing.json")
    source.write_text(report.model_dump_json(), "utf-8")
    try:
        for told in _done_by(["pdf", str(source), str(target)], stop):
            if isinstance(told, int):
                yield told
            elif told:
                raise UnusableInput(told["what"], cure=told["cure"])
    finally:
        source.unlink(missing_ok=True)


_WORDS = ("what", "where", "cure")


def _done_by(arguments: list[str], stop: Event) -> Iterator[int | dict[str, Any]]:
    """The seconds so far, every second, then what the process says came of it."""
    begun, told = time.monotonic(), 0.0
    with tempfile.TemporaryFile() as said, _process(arguments, said) as process:
        while process.poll() is None:
            if stop.wait(_BEAT):
                raise CalledOff("已取消", cure="项目和原来一样；要做时再点一次")
            if time.monotonic() - begun - told >= _TOLD:
                told = time.monotonic() - begun
                yield int(told)
        said.seek(0)
        text = said.read().decode("utf-8")
    if process.returncode or not text:
        raise UnusableInput(
            "办这件事的进程意外中断", cure="请再试一次；还不行，换一种格式的文件，或告诉管理员"
        )
    done: dict[str, Any] = json.loads(text)
    yield done


@contextmanager
def _process(arguments: list[str], said: IO[bytes]) -> "Iterator[subprocess.Popen[bytes]]":
    """The process; whoever leaves before it is over ends it, and all that it started."""
    roots = [str(Path(assistant.__file__).parents[1]), os.environ.get("PYTHONPATH", "")]
    process = subprocess.Popen(  # noqa: S603  our own module
        [sys.executable, "-P", "-m", _MODULE, *arguments],
        stdin=subprocess.PIPE,
        stdout=said,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, roots))},
    )
    assert process.stdin is not None
    try:
        yield process
    finally:
        with suppress(OSError):
            process.stdin.close()  # it ends by itself, with its own children
        try:
            process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
