"""What was found for each address of the form, and what the notes say about the rest."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from assistant.reading.cell_value import CellValue, cell_value
from assistant.report.forms import LAYOUTS
from assistant.report.layout import LayoutId
from assistant.report.model import AnnualReport, Note, Value

_MONEY = frozenset({"t2.fees", "t2.procurement_amount"})
_SHOWN = 40


@dataclass
class FoundCells:
    """The cells of one report while its tables are read; the first value of a cell stays.

    Nothing is ever computed here: a cell has the value that stands in the file, or none.
    """

    layout: LayoutId
    cells: dict[str, tuple[CellValue, str]] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    def put(self, address: str, text: str) -> None:
        """The text that stands in a cell."""
        found = cell_value(text, money=address in _MONEY)
        known = self.cells.get(address)
        if known is None or (known[0].value is None and found.value is not None):
            self.cells[address] = (found, text)
        elif found.value is not None and known[0].value != found.value:
            shown = f"{self._name(address)}有两个不同的数：{known[0].value} 和 {found.value}，取了先出现的"
            self.note("cell found twice", address, shown)

    def put_row(self, addresses: Iterable[str], texts: Iterable[str | None]) -> None:
        """A row of texts; a text that is None belongs to no single cell and is not read."""
        for address, text in zip(addresses, texts, strict=True):
            if text is not None:
                self.put(address, text)

    def unread(self, addresses: Iterable[str], shown: str) -> None:
        """Cells whose row was found, but not which text stands in which cell."""
        for address in addresses:
            self.cells.setdefault(address, (CellValue(), shown))

    def note(self, what: str, where: str, text: str) -> None:
        """Say something about the tables once."""
        note = Note(what=what, where=where, text=text)
        if note not in self.notes:
            self.notes.append(note)

    def values(self, held: Iterable[str]) -> dict[str, Value]:
        """The values of the addresses that the model has fields for."""
        return {address: self.cells[address][0].value for address in held if address in self.cells}

    def all_notes(self, report: AnnualReport, pictures: frozenset[str]) -> list[Note]:
        """A note for every cell without a value, every doubtful one, and what was met besides.

        `pictures` are the tables that stand in the file as pictures; they have a note of
        their own, and their cells are “not read” like all that was not found.
        """
        notes = [*self.notes]
        held = [address for address in report.cells() if report.holds(address)]
        for address in held:
            notes += self._notes_of(address, address[:2] in pictures)
        for address, (found, text) in self.cells.items():
            if address not in held and (found.value is not None or not found.blank):
                notes.append(_of_another_form(address, text))
        return notes

    def _notes_of(self, address: str, as_picture: bool) -> list[Note]:
        name = self._name(address)
        found, text = self.cells.get(address, (CellValue(), ""))
        shown = " ".join(text.split())[:_SHOWN]
        if found.value is not None:
            return [Note(what="doubtful", where=address, text=found.doubt)] if found.doubt else []
        if found.blank:
            written = f"{name}写的是“{shown}”，不是数字" if shown else f"{name}未填"
            return [Note(what="blank cell", where=address, text=written)]
        if address in self.cells:
            return [Note(what="not read", where=address, text=f"{name}没有读懂：“{shown}”")]
        why = "，表格是图片" if as_picture else ""
        return [Note(what="not read", where=address, text=f"{name}在文件里没有找到{why}")]

    def _name(self, address: str) -> str:
        cell = LAYOUTS[self.layout].by_address.get(address)
        return cell.label if cell else address


def _of_another_form(address: str, text: str) -> Note:
    cell = LAYOUTS["2019"].by_address.get(address) or LAYOUTS["2021"].by_address.get(address)
    label = cell.label if cell else address
    shown = " ".join(text.split())[:_SHOWN]
    form = "2019 年格式" if address in LAYOUTS["2019"].by_address else "2021 年格式"
    return Note(what="2019 cell", where=address, text=f"{form}独有的格：{label}，值是 {shown}")
