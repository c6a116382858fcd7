"""`python -m ui.apart.process read FILE` or `… pdf REPORT.json OUT.pdf`: one piece of work, one line of JSON.

It ends, with all that it started, when its standard input is closed: the person called it off,
or the server is gone.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from types import FrameType
from typing import Never

from assistant.errors import AssistantError
from assistant.report.model import AnnualReport


def main(arguments: list[str]) -> None:
    """Do it and print what came of it: {"report": …}, {} or {"what": …, "where": …, "cure": …}."""
    signal.signal(signal.SIGTERM, _called_off)
    Thread(target=_end_with_input, daemon=True).start()
    work, *paths = arguments
    try:
        done = _WORKS[work](*map(Path, paths))
    except AssistantError as error:
        done = {"what": error.what, "where": error.where, "cure": error.cure}
    sys.stdout.write(json.dumps(done, ensure_ascii=False))


def _read(path: Path) -> dict[str, object]:
    from assistant.reading.open_file import Allowance, read_report
    from assistant.settings import Settings

    settings = Settings()
    allowed = Allowance(settings.read_max_bytes, settings.read_seconds)
    return {"report": read_report(path, allowed).model_dump(mode="json")}


def _pdf(report: Path, target: Path) -> dict[str, object]:
    from assistant.exporting.pdf import to_pdf

    target.write_bytes(to_pdf(AnnualReport.model_validate_json(report.read_bytes())))
    return {}


_WORKS: dict[str, Callable[..., dict[str, object]]] = {"read": _read, "pdf": _pdf}


def _called_off(number: int, frame: FrameType | None) -> Never:
    """Leave by an exception, so that whatever was started or written for a while is cleared away."""
    raise SystemExit(128 + number)


def _end_with_input() -> None:
    while os.read(0, 4096):  # below Python's buffer, whose lock would be held at the end
        pass
    if sys.platform == "win32":
        os._exit(1)
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    main(sys.argv[1:])
