"""Which row or column of the official form a printed label names, however it is written.

The labels themselves come from `assistant.report`; here stands only what people do to
them: spaces and line breaks, other numbering (“1、”, “（1）”, none), other quotes, words
left out (“逾期不补正”), pieces cut off at a page's end.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from assistant.report.forms import LAYOUTS
from assistant.report.labels import APPLICANTS, CASE_GROUPS, CASE_OUTCOMES, TOTAL_COLUMN
from assistant.report.layout import LayoutId, TableId

_NUMERAL = "一二三四五六七八九十"
_ENUMERATOR = re.compile(
    rf"^(?:[（(](?:[{_NUMERAL}]{{1,2}}|\d{{1,2}})[）)]|[{_NUMERAL}]{{1,2}}[、.．]|\d{{1,2}}[.．、](?!\d))+"
)
_CIRCLED = re.compile(r"^\s*[①-⑳⑴-⒇]")
_PIECES = re.compile(
    rf"(?=[（(][{_NUMERAL}]{{1,2}}[）)])|(?<![\d（(])(?=\d{{1,2}}[.．、](?!\d))|(?<![{_NUMERAL}“])(?=[{_NUMERAL}]、)"
)
_LONGEST = 300
_TRAILING = ("合计", "总计")


@dataclass(frozen=True, slots=True)
class Label:
    """An official label: the id that it stands for and its comparable letters."""

    id: str
    letters: str


@dataclass(frozen=True, eq=False)
class LabelSet:
    """The labels that a printed one may mean; compared by identity, so that looking up is quick."""

    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """An official label found in a printed one; `tier` 4 is the same, 1 only alike."""

    id: str
    tier: float
    length: int


@lru_cache(maxsize=16384)
def letters(text: str) -> str:
    """A label as it is compared: no number before it, no spaces, quotes or punctuation."""
    plain = "".join(unicodedata.normalize("NFKC", _CIRCLED.sub("", text[:400])).split())
    plain = _ENUMERATOR.sub("", plain)
    plain = re.sub(r"[“”\"'‘’:：,，、。.;；()（）《》<>*_#|/]", "", plain)
    return plain.replace("合计", "总计") if plain in _TRAILING else plain


def is_numbered(text: str) -> bool:
    """Whether a printed label has a number of its own."""
    return _ENUMERATOR.match("".join(unicodedata.normalize("NFKC", text[:20]).split())) is not None


def pieces(text: str) -> list[str]:
    """The printed labels that a run of text is made of, each with its own number."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    return [piece for piece in _PIECES.split(plain) if piece]


def best_match(text: str, among: LabelSet) -> Match | None:
    """The official label that a printed one means, or None where it is not clear."""
    if len(text) < 2 or len(text) > _LONGEST or text.isdigit():
        return None
    return _best_match(text, among)


@lru_cache(maxsize=16384)
def _best_match(text: str, among: LabelSet) -> Match | None:
    found = letters(text)
    matches = [m for label in among.labels if (m := _compared(found, label))]
    if not matches:
        return None
    matches.sort(key=lambda match: (match.tier, match.length), reverse=True)
    first = matches[0]
    rivals = {m.id for m in matches if (m.tier, m.length) == (first.tier, first.length)}
    return first if len(rivals) == 1 else None


def _compared(found: str, label: Label) -> Match | None:
    known = label.letters
    if not found or not known:
        return None
    if found == known:
        return Match(label.id, 4, len(known))
    if found.endswith(known):
        return Match(label.id, 3.5, len(known))
    if known in found and len(known) >= 4:
        return Match(label.id, 3, len(known))
    if len(found) >= 3 and found in known:
        return Match(label.id, 2, len(found))
    if len(found) >= 4 and _in_order(found, known):
        return Match(label.id, 1.5, len(found))
    shared = _shared_pairs(found, known)
    return Match(label.id, 1, shared) if shared else None


def _in_order(short: str, whole: str) -> bool:
    rest = iter(whole)
    return all(letter in rest for letter in short)


def _shared_pairs(found: str, known: str) -> int:
    """How many pairs of neighbouring letters are in both; 0 unless they are most of one."""
    if len(found) < 4 or len(known) < 4:
        return 0
    mine = {found[i : i + 2] for i in range(len(found) - 1)}
    theirs = {known[i : i + 2] for i in range(len(known) - 1)}
    shared = len(mine & theirs)
    enough = shared >= 0.7 * len(theirs) or (shared >= 0.75 * len(mine) and len(found) >= 5)
    return shared if enough else 0


@cache
def row_labels(layout: LayoutId) -> LabelSet:
    """The rows of tables two and three with values, and the headings of groups of rows.

    Ids are `t2.regulations`, `t3.new`; a heading without values of its own is `group.…`.
    """
    form = LAYOUTS[layout]
    rows: dict[str, str] = {}
    for table in ("table2", "table3"):
        grid = form.grid(_TABLES[table])
        for cell in grid.cells:
            if cell.address and (row := row_of(cell.address)) not in rows:
                line = [c for c in grid.cells if c.header and _covers(c.row, c.rowspan, cell.row)]
                before = [c for c in line if c.column < cell.column]
                rows[row] = letters(max(before, key=lambda c: c.column).text)
    groups = {f"group.{group.id}": letters(group.label) for group in form.groups}
    groups["group.results"] = letters("三、本年度办理结果")
    taken = set(rows.values())
    known = [*rows.items(), *((i, text) for i, text in groups.items() if text not in taken)]
    return LabelSet(tuple(Label(i, text) for i, text in known))


_TABLES: dict[str, TableId] = {"table2": "table2", "table3": "table3"}


def row_of(address: str) -> str:
    """The row that an address stands in: `t2.regulations`, `t2.licensing`, `t3.new`."""
    table, row, *_ = address.split(".")
    return f"{table}.{row.removesuffix('_items').removesuffix('_change').removesuffix('_amount')}"


def _covers(start: int, span: int, row: int) -> bool:
    return start <= row < start + span


APPLICANT_LABELS = LabelSet(
    (
        *(Label(named.id, letters(named.label)) for named in (*APPLICANTS, TOTAL_COLUMN)),
        Label("organisations", "法人或其他组织"),
    )
)
OUTCOME_LABELS = LabelSet(tuple(Label(named.id, letters(named.label)) for named in CASE_OUTCOMES))
CASE_LABELS = LabelSet(
    (
        *(Label(named.id, letters(named.label)) for named in CASE_GROUPS),
        Label("litigation", "行政诉讼"),
    )
)


@cache
def column_labels(layout: LayoutId) -> tuple[tuple[str, LabelSet], ...]:
    """The columns of each row of table two, in official order: (row, labels of its cells)."""
    columns: dict[str, list[Label]] = {}
    for cell in LAYOUTS[layout].cells:
        if cell.table == "table2":
            label = Label(cell.address, letters(cell.column))
            columns.setdefault(row_of(cell.address), []).append(label)
    return tuple((row, LabelSet(tuple(labels))) for row, labels in columns.items())


@lru_cache(maxsize=16384)
def is_form_label(text: str) -> bool:
    """Whether a cell's text is one of the form's own labels, of a row or of a column."""
    plain = letters(text)
    if len(plain) < 2 or plain.isdigit():
        return False
    if plain in ("其他", "总计"):
        return True
    match = best_match(text.rpartition(" / ")[2], _all_labels())
    return match is not None and match.tier >= 2


@cache
def _all_labels() -> LabelSet:
    sets = (row_labels("2021"), APPLICANT_LABELS, OUTCOME_LABELS, CASE_LABELS)
    return LabelSet(tuple({label.letters: label for s in sets for label in s.labels}.values()))


def is_form_text(text: str) -> bool:
    """Whether a paragraph is nothing but words printed on the form, such as 第二十条第（一）项."""
    return len(text) <= 60 and letters(text) in _form_words()


@cache
def _form_words() -> frozenset[str]:
    cells = (cell for form in LAYOUTS.values() for grid in form.grids for cell in grid.cells)
    return frozenset(letters(cell.text) for cell in cells if len(cell.text) > 3)
