"""Faults in the three tables."""

import itertools
import random
from decimal import Decimal

from assistant.report.labels import APPLICANTS, COLUMNS
from assistant.report.model import Value
from evals.rules.planting import Clean, Fault, Plant, Planted, another_number, number_of

_KINDS = [kind.id for kind in APPLICANTS]
_GROUPS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")


def _changed(clean: Clean, changes: dict[str, Value]) -> Planted:
    return Planted(clean.report.with_cells(changes), frozenset(changes))


def _rows(clean: Clean) -> list[str]:
    form = clean.report.form
    return [*form.result_rows]


def _one_cell(where: str) -> Plant:
    """A cell of table three or four that a slip of the finger changed."""

    def plant(rng: random.Random, clean: Clean) -> Planted | None:
        cells = [a for a, v in clean.report.cells().items() if a.startswith(where) and v]
        if not cells:
            return None
        address = rng.choice(cells)
        return _changed(clean, {address: another_number(rng, number_of(clean.report, address))})

    return plant


def _zero_filled_in(rng: random.Random, clean: Clean) -> Planted:
    """A number where 0 stood, in one result row of one applicant kind."""
    zeros = [f"t3.{row}.{kind}" for row in _rows(clean) for kind in _KINDS]
    address = rng.choice([a for a in zeros if clean.report.cell(a) == 0])
    return _changed(clean, {address: rng.randint(1, 30)})


def _total_wrong(rng: random.Random, clean: Clean) -> Planted | None:
    totals = [a for a in clean.report.cells() if a.endswith(".total") and clean.report.cell(a)]
    if not totals:
        return None
    address = rng.choice(totals)
    return _changed(clean, {address: another_number(rng, number_of(clean.report, address))})


def _moved_between_columns(rng: random.Random, clean: Clean) -> Planted | None:
    """One request counted under another applicant in one row only: 总计 still balances."""
    rows = ["new", "carried_in", *_rows(clean), "carried_out"]
    places = [(r, k) for r in rows for k in _KINDS if number_of(clean.report, f"t3.{r}.{k}") > 0]
    if not places:
        return None
    row, kind = rng.choice(places)
    other = rng.choice([k for k in _KINDS if k != kind])
    one, two = f"t3.{row}.{kind}", f"t3.{row}.{other}"
    return _changed(
        clean, {one: number_of(clean.report, one) - 1, two: number_of(clean.report, two) + 1}
    )


def _moved_between_rows(rng: random.Random, clean: Clean) -> Planted | None:
    """One request counted under another result for one applicant, totals of rows untouched."""
    places = [
        (r, k) for r in _rows(clean) for k in _KINDS if number_of(clean.report, f"t3.{r}.{k}") > 0
    ]
    if not places:
        return None
    row, kind = rng.choice(places)
    other = rng.choice([r for r in _rows(clean) if r != row])
    one, two = f"t3.{row}.{kind}", f"t3.{other}.{kind}"
    changes: dict[str, Value] = {
        one: number_of(clean.report, one) - 1,
        two: number_of(clean.report, two) + 1,
    }
    report = clean.report.with_cells(changes)
    return Planted(report, frozenset({*changes, f"t3.{row}.total", f"t3.{other}.total"}))


def _split_cell(rng: random.Random, clean: Clean) -> Planted | None:
    """A number of two digits read as two cells, the next one swallowed."""
    rows = ["new", *_rows(clean)]
    places = [
        (f"t3.{row}.{one}", f"t3.{row}.{two}")
        for row in rows
        for one, two in itertools.pairwise(_KINDS)
        if 10 <= number_of(clean.report, f"t3.{row}.{one}") <= 99
        and clean.report.cell(f"t3.{row}.{two}") == 0
    ]
    if not places:
        return None
    one, two = rng.choice(places)
    tens, ones = divmod(number_of(clean.report, one), 10)
    return _changed(clean, {one: tens, two: ones}) if tens + ones else None


def _carried_out_too_many(rng: random.Random, clean: Clean) -> Planted:
    column = rng.choice([c.id for c in COLUMNS])
    received = number_of(clean.report, f"t3.new.{column}") + number_of(
        clean.report, f"t3.carried_in.{column}"
    )
    return _changed(clean, {f"t3.carried_out.{column}": received + rng.randint(1, 9)})


def _negative(rng: random.Random, clean: Clean) -> Planted:
    address = rng.choice(list(clean.report.cells()))
    return _changed(clean, {address: -rng.randint(1, 20)})


def _fraction(rng: random.Random, clean: Clean) -> Planted:
    address = rng.choice([a for a in clean.report.cells() if a != "t2.fees"])
    return _changed(clean, {address: Decimal(rng.randint(1, 99)) + Decimal("0.5")})


def _blank(rng: random.Random, clean: Clean) -> Planted:
    return _changed(clean, {rng.choice(list(clean.report.cells())): None})


def _table_blank(rng: random.Random, clean: Clean) -> Planted:
    table = rng.choice(["t2", "t3", "t4"])
    return _changed(clean, {a: None for a in clean.report.cells() if a.startswith(table)})


def _fees_in_yuan(rng: random.Random, clean: Clean) -> Planted | None:
    """The amount in 元 where 万元 is printed."""
    fees = clean.report.cell("t2.fees")
    if not fees or fees < 20:
        return None
    return _changed(clean, {"t2.fees": Decimal(fees) * 10000})


def _in_force_too_few(rng: random.Random, clean: Clean) -> Planted:
    issued = rng.randint(8, 30)
    return _changed(
        clean,
        {
            "t2.normative_documents.issued": issued,
            "t2.normative_documents.repealed": 0,
            "t2.normative_documents.in_force": rng.randint(0, issued - 1),
        },
    )


def _regulations_without_power(rng: random.Random, clean: Clean) -> Planted | None:
    if not clean.report.agency.endswith(("局", "镇人民政府", "县人民政府", "街道办事处")):
        return None
    which = rng.choice(["issued", "in_force"])
    return _changed(clean, {f"t2.regulations.{which}": rng.randint(1, 5)})


def _case_total(rng: random.Random, clean: Clean) -> Planted:
    group = rng.choice(_GROUPS)
    address = f"t4.{group}.total"
    return _changed(clean, {address: number_of(clean.report, address) + rng.randint(1, 5)})


def _case_outcome(rng: random.Random, clean: Clean) -> Planted:
    address = f"t4.{rng.choice(_GROUPS)}.{rng.choice(['upheld', 'corrected', 'other', 'pending'])}"
    return _changed(clean, {address: number_of(clean.report, address) + rng.randint(1, 5)})


def _two_columns_swapped(rng: random.Random, clean: Clean) -> Planted | None:
    """Two numbers of one row typed into each other's column."""
    rows = ["new", *_rows(clean)]
    places = [
        (f"t3.{row}.{one}", f"t3.{row}.{two}")
        for row in rows
        for i, one in enumerate(_KINDS)
        for two in _KINDS[i + 1 :]
        if number_of(clean.report, f"t3.{row}.{one}") != number_of(clean.report, f"t3.{row}.{two}")
    ]
    if not places:
        return None
    one, two = rng.choice(places)
    return _changed(clean, {one: clean.report.cell(two), two: clean.report.cell(one)})


TABLE_FAULTS = (
    Fault("cell-of-table-three", _one_cell("t3.")),
    Fault("cell-of-table-four", _one_cell("t4.")),
    Fault("number-instead-of-zero", _zero_filled_in),
    Fault("total-wrong", _total_wrong),
    Fault("moved-between-columns", _moved_between_columns),
    Fault("moved-between-rows", _moved_between_rows),
    Fault("cell-split-in-two", _split_cell),
    Fault("columns-swapped", _two_columns_swapped),
    Fault("carried-out-too-many", _carried_out_too_many),
    Fault("negative", _negative),
    Fault("fraction", _fraction),
    Fault("cell-blank", _blank, slight=True),
    Fault("table-blank", _table_blank),
    Fault("fees-in-yuan", _fees_in_yuan),
    Fault("in-force-too-few", _in_force_too_few),
    Fault("regulations-without-power", _regulations_without_power),
    Fault("case-total", _case_total),
    Fault("case-outcome", _case_outcome),
)
