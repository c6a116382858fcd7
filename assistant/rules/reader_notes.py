"""What the reader of a file said about cells and tables, as rules ask for it."""

from collections.abc import Iterator

from assistant.report.model import AnnualReport, Note

NAMES = {"table2": "表二", "table3": "表三", "table4": "表四"}
WIDTH = "这一行的格数对不上"  # how the reader says that a row has other cells than the form


def notes_about(report: AnnualReport, what: str) -> list[Note]:
    """The notes of one kind, in reading order."""
    return [note for note in report.notes if note.what == what]


def cells_noted(report: AnnualReport, what: str) -> dict[str, str]:
    """For each address of the form with such a note, what the note says."""
    if not report.notes:
        return {}
    known = report.form.by_address
    return {n.where: n.text for n in report.notes if n.what == what and n.where in known}


def cells_noted_elsewhere(report: AnnualReport, start: str) -> str:
    """The values that stand where only the other form has cells, as printed; empty if all are 0."""
    found = (n for n in notes_about(report, "2019 cell") if n.where.startswith(start))
    values = [note.text.rpartition("值是 ")[2] for note in found]
    return " ".join(values) if any(v.strip("0./—- ") for v in values) else ""


def pictures(report: AnnualReport) -> frozenset[str]:
    """The tables (`table2` …) that stand in the file as pictures."""
    if not report.notes:
        return frozenset()
    found = (note.where for note in notes_about(report, "table as picture"))
    return frozenset(name for name in (f"table{where[-1:]}" for where in found) if name in NAMES)


def own_addresses(report: AnnualReport, table: str) -> list[str]:
    """The addresses of one table (`table2` …) for which the report can hold a value."""
    form = report.form
    return [c.address for c in form.cells if c.table == table and report.holds(c.address)]


def blank_by_table(report: AnnualReport) -> dict[str, tuple[list[str], int]]:
    """For each table: the addresses left blank, and how many cells the table has.

    A cell that the reader could not read is not blank, and neither is a picture.
    """
    unread = cells_noted(report, "not read")
    found: dict[str, tuple[list[str], int]] = {}
    for table, name in NAMES.items():
        own = own_addresses(report, table)
        blank = [a for a in own if report.cell(a) is None and a not in unread]
        found[name] = (blank, len(own))
    return found


def absent(report: AnnualReport) -> Iterator[str]:
    """The tables of which no cell was found in the file, pictures not among them."""
    unread = cells_noted(report, "not read")
    if not unread:
        return
    shown = pictures(report)
    for table in NAMES:
        own = own_addresses(report, table)
        missing = all("没有找到" in unread.get(address, "") for address in own)
        if missing and table not in shown:
            yield table
