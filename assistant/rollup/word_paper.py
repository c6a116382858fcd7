"""A short Word paper: a title, paragraphs, one table, who sends it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WordPaper:
    """What stands in it; `widths` are the shares of the columns, `year` dates its properties."""

    title: str
    before: tuple[str, ...]
    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    after: tuple[str, ...]
    sender: str
    year: int
