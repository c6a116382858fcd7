"""Files, folders and web addresses into the corpus, one after the other, none lost to a bad one."""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import AssistantError, UnusableInput
from assistant.reading.address import is_address
from assistant.reading.document import read_document
from assistant.reading.open_file import READABLE
from assistant.reading.regulation import Regulation
from assistant.retrieval.chunking import Article
from assistant.retrieval.corpus import Corpus
from assistant.retrieval.passages import Document
from assistant.review.decisions import SUFFIX

if TYPE_CHECKING:
    from assistant.reading.fetch import Fetched

_WHOSE = ("agency", "year")


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one file or address: a document, or the reason why there is none.

    `known` is the id of the document that the corpus has of the same content already;
    `replaced` is what this one took the place of.
    """

    origin: str
    document: Document | None = None
    known: str = ""
    replaced: str = ""
    why: str = ""


@dataclass
class Tally:
    """What became of all of them."""

    added: list[Added] = field(default_factory=list)
    known: list[Added] = field(default_factory=list)
    bad: list[Added] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many were counted in."""
        return len(self.added) + len(self.known) + len(self.bad)

    def take(self, one: Added) -> None:
        """Count one in."""
        kind = self.bad if one.why else self.known if one.known else self.added
        kind.append(one)


def origins(given: Iterable[str], readable: tuple[str, ...] = READABLE) -> list[str]:
    """The files and addresses meant by what was given, each once, folders looked through.

    In a folder only readable suffixes count; hidden files, Word's lock files, decisions on
    findings and links that lead out of the folder do not. A folder with nothing to read
    stays as it is, to be refused by name.
    """
    found: dict[str, str] = {}
    for word in given:
        if is_address(word) or not Path(word).is_dir():
            found.setdefault(word if is_address(word) else os.path.realpath(word), word)
            continue
        inside = list(_inside(Path(word), readable))
        for path in inside or [Path(word)]:
            found.setdefault(os.path.realpath(path), str(path))
    return list(found.values())


class Gatherer:
    """Puts files and addresses into a corpus; `fetch` gets what stands at an address.

    What was read from the same bytes before is left as it is, unless `again`.
    """

    def __init__(
        self, corpus: Corpus, fetch: "Callable[[str], Fetched]", *, again: bool = False
    ) -> None:
        self._corpus = corpus
        self._fetch = fetch
        self._again = again
        self._read_from: dict[str, str] = {}

    def add(self, origin: str) -> Added:
        """Put in what one file or address holds; an error becomes the reason why not."""
        try:
            if not is_address(origin):
                return self._add(origin, Path(origin), _digest(Path(origin)))
            page = self._fetch(origin)
            with page.as_file() as path:
                return self._add(origin, path, page.sha256)
        except AssistantError as error:
            return Added(origin, why=str(error))

    def _add(self, origin: str, path: Path, sha256: str) -> Added:
        held = None if self._again else self._corpus.manifest.with_content(sha256)
        if held is not None:
            return Added(origin, known=held.document_id)
        document = self._put(origin, path)
        whole = origin if is_address(origin) else os.path.realpath(origin)
        self._corpus.manifest.record(document.id, whole, sha256)
        replaced = self._read_from.get(document.id, "")
        self._read_from[document.id] = origin
        return Added(origin, document, replaced=replaced)

    def _put(self, origin: str, path: Path) -> Document:
        found = read_document(path)
        if not isinstance(found, Regulation):
            if any(n.where in _WHOSE and "not" in n.what for n in found.notes):
                raise UnusableInput(
                    "没有写明单位名称或年度，加入后分不清是谁的报告",
                    where=origin,
                    cure="在标题里写上单位名称和年度，如“某某局2024年政府信息公开工作年度报告”",
                )
            return self._corpus.add_report(found, origin)
        articles = [Article(p.locator, p.text, p.chapter) for p in found.provisions]
        return self._corpus.add_provisions(found.title, articles, origin)


def _digest(path: Path) -> str:
    """The SHA-256 of a file; empty if it is none, which its reader says better."""
    try:
        if not path.is_file():
            return ""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _inside(folder: Path, readable: tuple[str, ...]) -> Iterator[Path]:
    root = folder.resolve()
    for at, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(at) / name
            hidden = name.startswith((".", "~$")) or name.endswith(SUFFIX)
            if (
                not hidden
                and path.suffix.lower() in readable
                and path.resolve().is_relative_to(root)
            ):
                yield path
