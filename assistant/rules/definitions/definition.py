"""A quantity that can be worked out from the tables, with a name in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import cast

from assistant.report.model import Value

Cells = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Term:
    """Cells that are added up under one name: “不予公开” stands for eight of them."""

    name: str
    cells: tuple[str, ...]

    def value(self, cells: Cells) -> int | Decimal | None:
        """What the tables say; None where a cell is blank or the form lacks it."""
        return _filled(map(cells.get, self.cells))


@dataclass(frozen=True)
class Definition:
    """The sum of the terms of `plus` less those of `minus`: one thing that a mention may mean.

    `usual` says that people who write it so mean it without a word of explanation; an unusual
    one comes with `advice`, what to add to the text. `table` is 表二, 表三 or 表四.
    """

    table: str
    plus: tuple[Term, ...]
    minus: tuple[Term, ...] = ()
    usual: bool = True
    advice: str = ""

    @property
    def name(self) -> str:
        """In words: 表四“行政复议总计 − 尚未审结”."""
        words = " + ".join(term.name for term in self.plus)
        return f"{self.table}“{''.join((words, *(f' − {term.name}' for term in self.minus)))}”"

    @cached_property
    def cells(self) -> tuple[str, ...]:
        return self._added + self._taken_off

    @cached_property
    def _added(self) -> tuple[str, ...]:
        return tuple(address for term in self.plus for address in term.cells)

    @cached_property
    def _taken_off(self) -> tuple[str, ...]:
        return tuple(address for term in self.minus for address in term.cells)

    def fits(self, cells: Cells) -> bool:
        """Whether the form has these cells (the one of 2019 lacks some)."""
        return all(address in cells for address in self.cells)

    def blanks(self, cells: Cells) -> list[str]:
        """The addresses that are blank, so that nothing can be said."""
        return [address for address in self.cells if cells[address] is None]

    def value(self, cells: Cells) -> int | Decimal | None:
        """What the tables say; None where a cell is blank or the form lacks it."""
        added = _filled(map(cells.get, self._added))
        if added is None:
            return None
        taken_off = _filled(map(cells.get, self._taken_off))
        return None if taken_off is None else added - taken_off

    def shown(self, cells: Cells) -> str:
        """The name with its numbers: 表四“行政复议总计 60 − 尚未审结 8”."""
        words = " + ".join(_shown(term, cells) for term in self.plus)
        less = "".join(f" − {_shown(term, cells)}" for term in self.minus)
        return f"{self.table}“{words}{less}”"

    @property
    def is_plain(self) -> bool:
        """Whether it is one term alone, so that its number need not be given twice."""
        return len(self.plus) == 1 and not self.minus


def _sum(term: Term, cells: Cells) -> int | Decimal:
    return sum((v for a in term.cells if (v := cells[a]) is not None), start=0)


def _shown(term: Term, cells: Cells) -> str:
    return f"{term.name} {_sum(term, cells)}"


def _filled(values: Iterable[Value]) -> int | Decimal | None:
    """Their sum; None where one of them is blank."""
    found = list(values)
    return None if None in found else sum(cast(list[int | Decimal], found))
