"""A module of ours that reads one file in a process of its own, with its time and no more."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import assistant
from assistant.errors import UnusableInput
from assistant.reading.pdf_page import Page, page_from_json


@dataclass(frozen=True, slots=True)
class Refusals:
    """What the exit codes of a reader mean: (what, cure) for each; `damaged` for any other."""

    by_code: Mapping[int, tuple[str, str]]
    damaged: tuple[str, str]
    slow: str


def pages_by(
    module: str, path: Path, arguments: tuple[str, ...], seconds: float, refusals: Refusals
) -> list[Page]:
    """The pages that `python -m module path …` prints as lines of JSON.

    Raises:
        UnusableInput: It took longer than `seconds`, or ended with a code; a crash counts
            as a damaged file, for that is what makes parsers crash.
    """
    roots = [str(Path(assistant.__file__).parents[1]), os.environ.get("PYTHONPATH", "")]
    try:
        done = subprocess.run(  # noqa: S603  our own module
            [sys.executable, "-P", "-m", module, str(path.resolve()), *arguments],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, roots))},
        )
    except subprocess.TimeoutExpired:
        what = f"读了 {seconds:g} 秒还没有读完，已停下"
        raise UnusableInput(what, where=str(path), cure=refusals.slow) from None
    if done.returncode:
        what, cure = refusals.by_code.get(done.returncode, refusals.damaged)
        raise UnusableInput(what, where=str(path), cure=cure)
    return [page_from_json(json.loads(line)) for line in done.stdout.splitlines()]
