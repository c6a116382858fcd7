"""Faults that only last year's report shows."""

import random
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from assistant.report.model import AnnualReport, Value
from evals.rules.planting import (
    Clean,
    Fault,
    Plant,
    Planted,
    another_number,
    appended,
    matches,
    number_of,
)

Rng = random.Random
_OF_NATURAL = ("natural_person", "total")


def _against_last_year(make: Callable[[Rng, AnnualReport, AnnualReport], str | None]) -> Plant:
    def plant(rng: Rng, clean: Clean) -> Planted | None:
        if clean.previous is None:
            return None
        words = make(rng, clean.report, clean.previous)
        if words is None:
            return None
        planted = appended(clean.report, "1.2", words)
        return Planted(planted.report, spots=planted.spots, previous=clean.previous)

    return plant


def _growth_against_last_year(rng: Rng, now: AnnualReport, last: AnnualReport) -> str | None:
    new, old = number_of(now, "t3.new.total"), number_of(last, "t3.new.total")
    if old < 10 or new == old:
        return None
    right = (Decimal(new - old) * 100 / old).quantize(Decimal("0.1"), ROUND_HALF_UP)
    wrong = abs(right) + rng.choice([Decimal("3.3"), Decimal("11.7"), Decimal("27.4")])
    word = "增长" if new > old else "下降"
    return f"新收政府信息公开申请数量同比{word}{wrong}%。"


def _difference_against_last_year(rng: Rng, now: AnnualReport, last: AnnualReport) -> str | None:
    new, old = number_of(now, "t3.new.total"), number_of(last, "t3.new.total")
    received = new + number_of(now, "t3.carried_in.total")
    before = old + number_of(last, "t3.carried_in.total")
    if new == old:
        return None
    wrong = abs(new - old) + rng.randint(2, 40)
    if wrong in (abs(received - before), abs(received - old), abs(new - before)):
        wrong += 53
    word = "增加" if new > old else "减少"
    return f"新收政府信息公开申请{new}件，较上年{word}{wrong}件。"


def _direction(rng: Rng, now: AnnualReport, last: AnnualReport) -> str | None:
    new, old = number_of(now, "t3.new.total"), number_of(last, "t3.new.total")
    if new == old:
        return None
    word = "减少" if new > old else "增加"
    return f"新收政府信息公开申请{new}件，比上年{word}{abs(new - old)}件。"


def _value_of_last_year(rng: Rng, now: AnnualReport, last: AnnualReport) -> str | None:
    old = number_of(last, "t3.new.total")
    if old < 5:
        return None
    return f"{last.year}年新收政府信息公开申请{another_number(rng, old)}件。"


def _carried_over(rng: Rng, clean: Clean) -> Planted | None:
    """Last year's report carries out another number than this one carries in, each balanced."""
    if clean.previous is None:
        return None
    more = rng.randint(1, 6)
    changes: dict[str, Value] = {
        f"t3.{row}.{kind}": number_of(clean.previous, f"t3.{row}.{kind}") + more
        for row in ("carried_in", "carried_out")
        for kind in _OF_NATURAL
    }
    cells = frozenset(f"t3.carried_in.{kind}" for kind in _OF_NATURAL)
    return Planted(clean.report, cells, previous=clean.previous.with_cells(changes))


def _applicants_shifted(rng: Rng, clean: Clean) -> Planted | None:
    """Last year's carried-out requests belong to other applicants, the total agrees."""
    if clean.previous is None or number_of(clean.previous, "t3.carried_out.natural_person") < 1:
        return None
    last = clean.previous
    other = rng.choice(["business", "other_org"])
    changes: dict[str, Value] = {}
    for row in ("carried_out", "carried_in"):
        for kind, step in (("natural_person", -1), (other, 1)):
            address = f"t3.{row}.{kind}"
            changes[address] = number_of(last, address) + step
    cells = frozenset(f"t3.carried_in.{kind}" for kind in ("natural_person", other))
    return Planted(clean.report, cells, previous=last.with_cells(changes))


def _in_force_chain(rng: Rng, clean: Clean) -> Planted | None:
    """现行有效 that does not follow from last year's, without a word of explanation."""
    address = "t2.normative_documents.in_force"
    if clean.previous is None or matches(clean.report, "失效|清理|划转|移交|转为|口径|上年末"):
        return None
    more = rng.choice([7, 12, 25])
    last = clean.previous.with_cells({address: number_of(clean.previous, address) + more})
    return Planted(clean.report, frozenset({address}), previous=last)


YEAR_FAULTS = (
    Fault("growth-against-last-year", _against_last_year(_growth_against_last_year)),
    Fault("difference-against-last-year", _against_last_year(_difference_against_last_year)),
    Fault("direction-against-last-year", _against_last_year(_direction)),
    Fault("value-of-last-year", _against_last_year(_value_of_last_year)),
    Fault("carried-over", _carried_over),
    Fault("applicants-shifted", _applicants_shifted),
    Fault("in-force-chain", _in_force_chain, slight=True),
)
