"""The ruler measures: scores fall with the size of what was spoilt, and not on mere rewording.

A small version of `nianbao eval scorers`: two agencies, every degradation in every size.
"""

import random
from decimal import Decimal

import pytest

from evals.degrading.all_degradations import DEGRADATIONS
from evals.degrading.degradations import Degradation, Setting, another_number
from evals.degrading.rewrites import REWRITES, numeral
from evals.degrading.table import Alarm, Line, Table, as_json, in_words, measure
from evals.drafting.cases import sample_cases
from evals.scoring.scorers import VALUES
from tests.evals.drafted_by_hand import case, offline

NAMES = ("qinglan-hedu-zhen-2024", "yanhu-zhuying-jiedao-2023")


@pytest.fixture(scope="module")
def table() -> Table:
    return measure([one for one in sample_cases() if one.name in NAMES], pairs=20)


def test_every_score_falls_with_the_size_and_none_on_a_rewording(table: Table) -> None:
    assert table.faults() == []


def test_a_draft_with_one_wrong_number_is_told_from_a_right_one_every_time(table: Table) -> None:
    assert (table.told, table.pairs) == (20, 20)


def test_every_degradation_has_four_sizes_and_every_scorer_one_that_it_sees(table: Table) -> None:
    assert all(len(d.sizes) >= 4 for d in DEGRADATIONS)
    seen = {line.value.partition(".")[0] for line in table.lines}
    assert seen == {value.partition(".")[0] for value in VALUES}
    assert {alarm.rewrite for alarm in table.alarms} == {r.name for r in REWRITES}


def test_the_words_tell_every_line(table: Table) -> None:
    told = in_words(table)
    assert all(d.title in told for d in DEGRADATIONS)
    assert as_json(table)["one_wrong_number"] == {"told": 20, "of": 20}


def test_a_score_that_does_not_see_the_damage_breaks_the_gate() -> None:
    blind = Degradation(
        "blind", "什么也没改", lambda _, draft, __, ___: draft, ("faithfulness.numbers",)
    )
    found = measure([case()], pairs=1, degradations=[blind], rewrites=[])
    assert any("没有随程度依次下降" in fault for fault in found.faults())


def test_a_false_alarm_and_a_number_not_seen_break_the_gate() -> None:
    alarm = Alarm("wide", "全角数字", "faithfulness.numbers", Decimal(1), Decimal("0.9"))
    level = Line(
        "x", "改错数字", "faithfulness.numbers", (1, 2), (Decimal(1), Decimal(1), Decimal(0))
    )
    assert len(Table((level,), (alarm,), 99, 100).faults()) == 3


@pytest.mark.parametrize("degradation", DEGRADATIONS, ids=lambda one: one.name)
def test_the_same_seed_spoils_the_same(degradation: Degradation) -> None:
    setting = Setting(case(), offline())
    first, second = (degradation.change(random.Random(3), offline(), setting, 2) for _ in range(2))
    assert first == second != offline()


def test_a_changed_number_is_another_number() -> None:
    rng = random.Random(1)
    for written in ("8", "10", "465", "1450") * 50:
        new = another_number(rng, written)
        assert int(new) != int(written)
        assert len(str(int(new))) == len(written)


def test_numerals_are_as_they_are_written() -> None:
    assert [numeral(n) for n in (0, 8, 10, 15, 20, 94)] == [
        "零",
        "八",
        "十",
        "十五",
        "二十",
        "九十四",
    ]
