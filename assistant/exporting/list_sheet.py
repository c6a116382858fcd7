"""A sheet of a workbook that is only to be read: a title, what it says, a list with heads."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListSheet:
    """A list; `widths` are those of its columns in digits, a number stands as a number."""

    name: str
    about: str
    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str | int, ...], ...]
