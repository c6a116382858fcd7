"""What the pages of the roll-up show, as HTML and as the progress that their script asks for."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from markupsafe import Markup

from assistant.errors import AssistantError
from assistant.exporting.packing import repack
from assistant.rollup.papers import LETTERS
from assistant.rollup.unit_list import read_unit_list
from assistant.workspace.values import Person
from ui.rollup.collection import Collection, letters_of
from ui.rollup.running import Going
from ui.rollup.taking_in import MOST_FILES
from ui.rollup.working import RESULT
from ui.templating import plainly, template

STOPPING = "正在停止，读完手上的文件就停……"
_STATES = {
    "none": "",
    "waiting": "正在准备……前面还有别的汇总的话，要等它先做完。",
    "running": "正在核对",
    "done": "",
    "stopped": "已停止",
    "failed": "没有汇总成",
}


def list_page(
    person: Person,
    collections: Sequence[Collection],
    year: int,
    years: tuple[int, int],
    error: AssistantError | None,
) -> str:
    """The agency's collections, and a form to begin one."""
    return template("rollups.html.jinja").render(
        person=person, collections=collections, year=year, years=years, error=error
    )


def collection_page(
    person: Person,
    collection: Collection,
    going: Going,
    may_write: bool,
    error: AssistantError | None,
) -> str:
    """One collection: what was handed in, the run, its result and papers."""
    run = collection.noted("run")
    written = collection.written() if isinstance(run, dict) else ()
    told = collection.noted("told")
    return template("rollup.html.jinja").render(
        person=person,
        collection=collection,
        units=collection.files("units"),
        past=collection.files("past"),
        listed=_named(collection.only("list")),
        listed_units=_count(collection),
        parent=_named(collection.only("parent")),
        most=MOST_FILES,
        going=going,
        state=_state(going),
        may_write=may_write,
        error=error,
        told=told if isinstance(told, list) else [],
        run=run if isinstance(run, dict) else None,
        stale=isinstance(run, dict) and run.get("state") != collection.state(),
        papers=[name for name in written if not name.startswith(f"{LETTERS}/")],
        letters=sum(name.startswith(f"{LETTERS}/") for name in written),
        result=_result(collection),
    )


def progress_of(going: Going) -> dict[str, Any]:
    """How far a run is, for the script of the page."""
    return {
        "under_way": going.under_way,
        "done": going.done,
        "total": going.total,
        "words": _state(going),
        "stopping": going.stopping,
        "name": going.name,
    }


def letters_as_zip(collection: Collection) -> bytes:
    """All letters in one zip, the same bytes for the same letters; nothing where there are none."""
    letters = list(letters_of(collection))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in letters:
            archive.writestr(name, content)
    return repack(packed.getvalue()) if letters else b""


def _state(going: Going) -> str:
    return STOPPING if going.under_way and going.stopping else _STATES[going.state]


def _named(path: Path | None) -> str:
    return path.name if path else ""


def _count(collection: Collection) -> int:
    path = collection.only("list")
    return len(read_unit_list(path)) if path else 0


def _result(collection: Collection) -> Markup:
    try:
        kept = (collection.folder / RESULT).read_text("utf-8")
    except OSError:
        kept = ""
    return Markup(plainly(kept))  # noqa: S704  written by our own template, which escapes
