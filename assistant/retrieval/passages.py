"""What the corpus holds: documents, and the passages that search finds in them."""

import hashlib
from dataclasses import dataclass
from typing import Literal

Kind = Literal["report", "regulation"]
Origin = Literal["built-in", "user"]
OWN = "u"  # how the id of a document begins that the user added


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a document that can be found and cited by itself.

    `id` is made of document and place, so it stays the same when a document is read
    again. `locator` is what a citation prints: “第四十九条” of a regulation, “1.2” of
    a report; `heading` is the section's or article's own title, if it has words; `section` is "preface", "1" to "6" or "1.1" to "1.5" (None in a
    regulation). `level` is the value of the agency's kind, `year` the year reported on.
    """

    id: str
    document_id: str
    kind: Kind
    origin: Origin
    title: str
    heading: str
    locator: str
    section: str | None
    year: int | None
    agency: str
    level: str
    text: str

    @property
    def search_text(self) -> str:
        """What is embedded and cut into words: the heading of its place, then its text."""
        return f"{self.heading}\n{self.text}" if self.heading else self.text

    @property
    def sha256(self) -> str:
        """Digest of `search_text`, in hex: the key under which its vector is kept."""
        return text_sha256(self.search_text)


@dataclass(frozen=True, slots=True)
class Document:
    """One report or regulation of the corpus; `source` is a path or an address.

    `sha256` is of its passages, `added` an ISO time in UTC, `passages` their number.
    """

    id: str
    title: str
    kind: Kind
    origin: Origin
    source: str
    sha256: str
    added: str
    agency: str
    year: int | None
    passages: int


def text_sha256(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hex; lone surrogates count as they stand."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def document_id(kind: Kind, origin: Origin, name: str) -> str:
    """A short ASCII id that a person can type; the same thing always gets the same one.

    `name` says which document it is: a title, or agency and year. A report of the
    same agency and year therefore takes the place of the former one.
    """
    prefix = "b" if origin == "built-in" else OWN
    return f"{prefix}{kind[:3]}-{text_sha256(name)[:10]}"


def passages_sha256(passages: tuple[Passage, ...]) -> str:
    """Digest of everything that a document's passages say, in hex."""
    return text_sha256("\x1e".join(repr(passage) for passage in passages))
