"""One run over a collection: every file read and checked, added up, compared, the papers written."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import UnusableInput
from assistant.exporting.saving import save
from assistant.report.model import AnnualReport
from assistant.rollup.folder import folder_of
from assistant.rollup.kept import Kept
from assistant.rollup.looking import Look, look_at
from assistant.rollup.page import result_sections
from assistant.rollup.papers import write_papers
from assistant.rollup.pictures import pictures_of
from assistant.rollup.rollup import Asked, RollUp, rollup
from assistant.rollup.unit import Standing
from assistant.rollup.unit_list import ListedUnit, read_unit_list
from ui.projects import read_named
from ui.rollup.collection import Collection
from ui.rollup.running import Run

RESULT = "result.html"


@dataclass(frozen=True, slots=True)
class Beside:
    """What goes with the units' files: their list, the parent's own figures, last year's reports."""

    units: tuple[ListedUnit, ...] = ()
    parent: AnnualReport | None = None


def beside(collection: Collection) -> Beside:
    """The list and the parent's figures, as far as they were handed in.

    Raises:
        UnusableInput: One of them cannot be read.
    """
    listed, figures = collection.only("list"), collection.only("parent")
    return Beside(
        _read_list(listed) if listed else (),
        read_named(figures) if figures else None,
    )


def roll_up(collection: Collection, run: Run, when: str) -> None:
    """Read what has changed, keep the rest, write every paper and what the page shows of it.

    Raises:
        Stopped: Somebody asked for the end; what has been read is kept.
        UnusableInput: There is nothing to add up, or the list or the parent's figures are no good.
    """
    run.tell(0, 0, "")
    state, given = collection.state(), beside(collection)
    past, past_faults = _past(collection, run)
    found = folder_of(collection.place("units"))
    beside_kept = sorted(report.model_dump_json() for report in past)
    kept = Kept(collection.kept, beside_kept)
    asked = Asked(collection.agency, collection.year, past, found.left_out, found.hidden)
    result = rollup(found.files, given.parent, given.units, asked, kept=kept, progress=run.tell)
    pictures = pictures_of(result)
    written = write_papers(result, collection.papers)
    save(collection.folder, RESULT, result_sections(result, pictures, folded=True).encode())
    collection.note(
        "run",
        {
            "state": state,
            "when": when,
            "files": len(found.files),
            "reused": kept.reused,
            "told": [*past_faults, *written.told],
            "standings": _standings(result),
        },
    )


def _past(collection: Collection, run: Run) -> tuple[tuple[AnnualReport, ...], list[str]]:
    root = collection.place("past")
    if not root.is_dir():
        return (), []
    files = folder_of(root).files
    looked = look_at(files, Look(), Kept(collection.kept), run.tell)
    faults = [f"上年报告 {one.name} 没有用：{one.why}" for one in looked if one.report is None]
    return tuple(one.report for one in looked if one.report), faults


def _standings(result: RollUp) -> Sequence[tuple[str, int]]:
    return [(standing.label, len(result.standing(standing))) for standing in Standing]


def refuse_unfit(kind: str, path: Path) -> None:
    """Read the list or the parent's figures at once, so that a bad one is told when it is handed in.

    Raises:
        UnusableInput: It cannot be read as what it is to be; told without its folder.
    """
    if kind == "list":
        _read_list(path)
    elif kind == "parent":
        read_named(path)


def _read_list(path: Path) -> tuple[ListedUnit, ...]:
    try:
        return read_unit_list(path)
    except UnusableInput as error:
        raise UnusableInput(error.what, where=path.name, cure=error.cure) from error
