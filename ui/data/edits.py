"""What was typed into the form, put into the report place by place; what cannot be used is said."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.errors import UnusableInput
from assistant.reading.cell_value import cell_value
from assistant.report.model import AnnualReport, Note, Value
from assistant.rules.identities import sums_of
from ui.data.typed_fact import fresh_id, typed_fact

Fill = Literal["", "zeros:table2", "zeros:table3", "zeros:table4", "totals"]
MOST_EDITS = 2000
_MONEY = frozenset({"t2.fees"})
_LONGEST_LIST = 20_000


class TypedFact(BaseModel):
    """A card of the form."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    section: str
    text: str = Field(max_length=5000)
    source: str = Field(default="", max_length=500)


class Edits(BaseModel):
    """What a browser sends: the version that it shows, and what was changed on it.

    `cells` by address; `facts` by id, None to take one away, `new…` as id for one that is new;
    `problems` and `improvements` a line each; `fill` is a button's wish, carried out last.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    base: int = Field(ge=0)
    cells: dict[str, str] = Field(default_factory=dict, max_length=MOST_EDITS)
    facts: dict[str, TypedFact | None] = Field(default_factory=dict, max_length=500)
    published: str | None = Field(default=None, max_length=30)
    problems: str | None = Field(default=None, max_length=_LONGEST_LIST)
    improvements: str | None = Field(default=None, max_length=_LONGEST_LIST)
    fill: Fill = ""


@dataclass(frozen=True, slots=True)
class Edited:
    """The report with what could be used; `refused` says by place why the rest could not.

    `doubts` are values that were taken otherwise than typed; `named` are the ids of new facts.
    """

    report: AnnualReport
    refused: Mapping[str, str]
    doubts: Mapping[str, str]
    named: Mapping[str, str]


def edited(report: AnnualReport, edits: Edits) -> Edited:
    """The report after these edits; a cell that cannot be read keeps the value that it had."""
    refused, doubts, named = dict[str, str](), dict[str, str](), dict[str, str]()
    cells = _typed_cells(report, edits.cells, refused, doubts)
    changed = report.with_cells(cells) if cells else report
    changed = _with_facts(changed, edits.facts, refused, named)
    changed = _with_lines(changed, edits)
    changed = _with_date(changed, edits.published, refused)
    if edits.fill:
        changed = changed.with_cells(_filled(changed, edits.fill))
    return Edited(_without_answered_notes(report, changed, cells), refused, doubts, named)


def _typed_cells(
    report: AnnualReport,
    typed: Mapping[str, str],
    refused: dict[str, str],
    doubts: dict[str, str],
) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for address, text in typed.items():
        if not report.holds(address):
            refused[address] = "表里没有这一格"
            continue
        read = cell_value(text[:60], money=address in _MONEY)
        if read.value is None and not read.blank:
            refused[address] = f"“{text[:20]}”不是数字，没有保存；请填数字，没有发生填 0"
            continue
        found[address] = read.value
        if read.doubt:
            doubts[address] = read.doubt
    return found


def _with_facts(
    report: AnnualReport,
    typed: Mapping[str, TypedFact | None],
    refused: dict[str, str],
    named: dict[str, str],
) -> AnnualReport:
    facts = {fact.id: fact for fact in report.facts}
    for key, card in typed.items():
        if card is None:
            facts.pop(key, None)
            continue
        own = fresh_id(facts) if key.startswith("new") and key not in facts else key
        try:
            facts[own] = typed_fact(own, card.section, card.text, card.source, facts.get(own))
        except UnusableInput as error:
            refused[f"facts.{key}"] = f"{error.what}：{error.cure}"
            continue
        if own != key:
            named[key] = own
    return report.model_copy(update={"facts": tuple(facts.values())})


def _with_lines(report: AnnualReport, edits: Edits) -> AnnualReport:
    given = {"problems": edits.problems, "improvements": edits.improvements}
    lines = {
        name: tuple(filter(None, (line.strip() for line in text.splitlines())))
        for name, text in given.items()
        if text is not None
    }
    return report.model_copy(update=lines) if lines else report


def _with_date(
    report: AnnualReport, published: str | None, refused: dict[str, str]
) -> AnnualReport:
    if published is None:
        return report
    data = report.model_dump() | {"published": published.strip() or None}
    try:
        return AnnualReport.model_validate(data)
    except ValidationError:
        refused["published"] = f"“{published}”不是日期，没有保存；请写成 2026-01-20 的样子"
        return report


def _filled(report: AnnualReport, fill: Fill) -> dict[str, Value]:
    """The blanks that a button fills: what is no total with 0, then totals by adding up."""
    before = report.cells()
    cells = dict(before)
    sums = [i for i in sums_of(report.layout).identities if i.kind != "balance"]
    totals = {identity.right[-1] for identity in sums}
    if fill != "totals":
        table = fill.removeprefix("zeros:")
        mine = [c.address for c in report.form.cells if c.table == table]
        cells |= {a: 0 for a in mine if cells[a] is None and report.holds(a) and a not in totals}
        sums = [identity for identity in sums if identity.right[-1] in mine]
    for identity in sums:
        parts = [cells[address] for address in identity.left]
        if cells[identity.right[-1]] is None and None not in parts:
            cells[identity.right[-1]] = sum(part for part in parts if part is not None)
    return {a: v for a, v in cells.items() if before[a] is None and v is not None}


def _without_answered_notes(
    before: AnnualReport, after: AnnualReport, typed: Collection[str]
) -> AnnualReport:
    """What a reader noted of a cell is over once a person typed or filled that cell."""
    over = {n.where for n in before.notes if n.where in typed}
    over |= {n.where for n in after.notes if after.holds(n.where) and _now_filled(before, after, n)}
    kept = tuple(n for n in after.notes if n.where not in over or n.what == "last year")
    return after if len(kept) == len(after.notes) else after.model_copy(update={"notes": kept})


def _now_filled(before: AnnualReport, after: AnnualReport, note: Note) -> bool:
    return before.cell(note.where) is None and after.cell(note.where) is not None
