"""What one agency collects for one year: its units' files and what goes with them, in a private folder."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.exporting.saving import save
from assistant.report.model import FIRST_YEAR, LAST_YEAR
from assistant.rollup.folder import RECORD
from assistant.rollup.papers import LETTERS
from assistant.workspace.agencies import agency_name
from assistant.workspace.faults import NotThere
from assistant.workspace.permissions import Power
from assistant.workspace.workspace import PersonalView

KINDS = ("units", "past", "list", "parent")
_ABOUT = "collection.json"
_ID = re.compile(r"(\d{4})-([0-9a-f]{24})")


@dataclass(frozen=True, slots=True)
class Collection:
    """The units' reports of one year for one agency; everything that is kept of it lies in `folder`."""

    agency: str
    year: int
    folder: Path

    @property
    def id(self) -> str:
        """What addresses call it; it tells nothing of the agency."""
        return f"{self.year}-{self.folder.parent.parent.name}"

    def place(self, kind: str) -> Path:
        """Where the files of one kind lie: the units', last year's, the list, the parent's figures."""
        assert kind in KINDS
        return self.folder / kind

    @property
    def papers(self) -> Path:
        """Where a run writes."""
        return self.folder / "papers"

    @property
    def kept(self) -> Path:
        """What was read of the files, for the next run; of no other agency's concern."""
        return self.folder / "kept"

    def files(self, kind: str) -> tuple[str, ...]:
        """The files of one kind by their paths below their place, in the order of their names."""
        root = self.place(kind)
        return tuple(sorted(p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file()))

    def only(self, kind: str) -> Path | None:
        """The one file of a kind that has at most one."""
        return next((self.place(kind) / name for name in self.files(kind)), None)

    def state(self) -> str:
        """A digest that changes with any file: what a result was made of, or is not any more."""
        digest = hashlib.sha256()
        for kind in KINDS:
            for name in self.files(kind):
                state = (self.place(kind) / name).stat()
                digest.update(f"{kind}\0{name}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
        return digest.hexdigest()

    def note(self, name: str, document: object) -> None:
        """Keep something to be shown later."""
        save(self.folder, f"{name}.json", json.dumps(document, ensure_ascii=False).encode())

    def noted(self, name: str) -> object:
        """What was kept; None where nothing was, or nothing that can be read."""
        try:
            return json.loads((self.folder / f"{name}.json").read_bytes())
        except (OSError, ValueError):
            return None

    def written(self) -> tuple[str, ...]:
        """The papers of the last run, by their paths below `papers`."""
        names = (path.relative_to(self.papers).as_posix() for path in self.papers.rglob("*"))
        kept = (n for n in names if n != RECORD and (self.papers / n).is_file())
        return tuple(sorted(kept, key=lambda name: (name.startswith(f"{LETTERS}/"), name)))


def begun(view: PersonalView, agency: str, year: int) -> Collection:
    """The collection of an agency and a year; a new one if there is none yet.

    Raises:
        UnusableInput: The name cannot be right.
        NotAllowed: The agency is not one of the person's, or the role does not write.
    """
    name = agency_name(agency)
    home = view.collection_home(name, Power.WRITE)
    collection = Collection(name, year, home / f"{year}")
    if not (collection.folder / _ABOUT).is_file():
        collection.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        collection.note("collection", {"agency": name, "year": year})
    return collection


def opened(view: PersonalView, home: Path, id: str, power: Power = Power.READ) -> Collection:
    """The collection with this id in a workspace's home, if this person may know of it.

    Raises:
        NotThere: There is none, or it is another agency's: which of the two, nobody is told.
        NotAllowed: The role does not allow it.
    """
    found = _ID.fullmatch(id)
    folder = home / "agencies" / found[2] / "rollups" / found[1] if found else None
    collection = _collection_in(folder) if folder else None
    if collection is None or not view.belongs_to(collection.agency):
        raise NotThere("没有这个汇总", cure="从汇总的列表里重新选；它可能属于别的机关")
    view.collection_home(collection.agency, power)
    return collection


def all_of(view: PersonalView, home: Path) -> tuple[Collection, ...]:
    """Every collection of the person's agencies, the newest year first, then by agency."""
    folders = home.glob("agencies/*/rollups/*")
    found = [c for folder in folders if (c := _collection_in(folder)) and view.belongs_to(c.agency)]
    return tuple(sorted(found, key=lambda one: (-one.year, one.agency)))


def _collection_in(folder: Path) -> Collection | None:
    try:
        about = json.loads((folder / _ABOUT).read_bytes())
        agency, year = str(about["agency"]), int(about["year"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return Collection(agency, year, folder) if FIRST_YEAR <= year <= LAST_YEAR else None


def letters_of(collection: Collection) -> Iterator[tuple[str, bytes]]:
    """The letters to units, by their names."""
    for name in collection.written():
        if name.startswith(f"{LETTERS}/"):
            yield name, (collection.papers / name).read_bytes()
