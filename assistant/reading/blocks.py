"""A file as what stands in it, in reading order: paragraphs, grids with their spans, pictures.

Every reader of documents (html, docx, txt, md, and what comes after them) ends here; from
here on `form.py` is the one path to an `AnnualReport`.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from assistant.errors import UnusableInput
from assistant.report.model import Note


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of text; a line break inside it is `\\n`.

    `heading` is the level that the file gives it (1 to 6), 0 for body text.
    """

    text: str
    heading: int = 0


@dataclass(frozen=True, slots=True)
class TextCell:
    """A cell of a grid where it begins, with the rows and columns that it covers."""

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True)
class TextGrid:
    """A table: its cells where they begin, in reading order.

    `ragged` says that columns mean nothing: each row is a line of text, its cells the
    words of that line as they came out of a flattened table.
    """

    cells: tuple[TextCell, ...]
    ragged: bool = False

    @cached_property
    def lines(self) -> list[list[TextCell]]:
        """The cells that cover each row, left to right, also those that began above it."""
        count = max((cell.row + cell.rowspan for cell in self.cells), default=0)
        lines: list[list[TextCell]] = [[] for _ in range(count)]
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.rowspan):
                lines[row].append(cell)
        return [sorted(line, key=lambda cell: cell.column) for line in lines]

    @cached_property
    def text(self) -> str:
        """All that stands in it, a row a line."""
        rows: dict[int, list[str]] = {}
        for cell in self.cells:
            if cell.text.strip():
                rows.setdefault(cell.row, []).append(" ".join(cell.text.split()))
        return "\n".join("　".join(texts) for texts in rows.values())


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the text; what it shows is not known here."""

    name: str = ""


Block = Paragraph | TextGrid | Picture


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of one file is read: bytes, parts, nodes, cells, nesting of tables, seconds."""

    file_bytes: int = 20 * 1024**2
    unpacked_bytes: int = 200 * 1024**2
    entries: int = 5000
    ratio: int = 200
    nodes: int = 500_000
    blocks: int = 30_000
    lines: int = 30_000
    cells: int = 100_000
    columns: int = 200
    nesting: int = 32
    seconds: float = 30.0


@dataclass(frozen=True)
class Source:
    """What a file holds: its blocks in reading order, and what it says about itself.

    `title`, `agency` and `published` are what the file's own properties name (`meta`, Word
    properties), empty where they name nothing; the text decides before them.
    """

    where: str
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()
    title: str = ""
    agency: str = ""
    published: str = ""
    limits: Limits = Limits()


@dataclass(frozen=True)
class Budget:
    """What is left of the limits while one file is read."""

    where: str
    limits: Limits
    started: float = field(default_factory=time.monotonic)

    def check_time(self) -> None:
        """Raises:
        UnusableInput: The file has taken longer than its time.
        """
        if time.monotonic() - self.started > self.limits.seconds:
            raise self.refusal(f"读了 {self.limits.seconds:g} 秒还没有读完，已停下")

    def check(self, kind: str, count: int, most: int) -> None:
        """Raises:
        UnusableInput: There are more than `most`.
        """
        if count > most:
            raise self.refusal(f"{kind}超过 {most} 个，不像一份年报，没有读")

    def refusal(self, what: str) -> UnusableInput:
        """The error for a file that is too much."""
        return UnusableInput(
            what, where=self.where, cure="请确认没有选错文件；只留下年报正文和表格，另存后再试"
        )


def grid_of_rows(rows: Iterable[Iterable[str]], *, ragged: bool = False) -> TextGrid:
    """A grid without spans from rows of texts."""
    return TextGrid(
        tuple(TextCell(text, r, c) for r, row in enumerate(rows) for c, text in enumerate(row)),
        ragged,
    )
