"""The benchmark of the rules measures, and can fail; its floors are held by `python -m evals.baseline`."""

import random
from decimal import Decimal

import pytest

from evals.rules.benchmark import FAULTS, KindScore, Result, below_floors, in_words, run
from evals.rules.clean_reports import clean_reports, variants
from evals.rules.planting import Clean, Fault, Planted


@pytest.fixture(scope="module")
def result() -> Result:
    return run(of_each=2, untouched=16)


def test_nearly_all_of_few_faults_are_found_and_clean_reports_raise_no_alarm(
    result: Result,
) -> None:
    assert result.recall >= Decimal("0.97")
    assert not result.untouched_errors
    assert not result.untouched_warnings


def test_every_kind_is_planted_at_random_places(result: Result) -> None:
    assert len(result.kinds) == len(FAULTS) >= 40
    assert {score.planted for score in result.kinds.values()} == {2}


def test_the_words_tell_every_kind(result: Result) -> None:
    told = in_words(result)
    assert all(fault.name in told for fault in FAULTS)
    assert str(result.recall) in told


def test_a_fault_that_nobody_finds_breaks_the_floors() -> None:
    def nothing(_: random.Random, clean: Clean) -> Planted:
        return Planted(clean.report, frozenset({"t3.new.total"}))

    told: list[str] = []
    result = run(20, 0, faults=[Fault("invisible", nothing)], tell=told.append)
    assert result.recall == 0
    assert len(told) == 20
    assert any("invisible" in line for line in below_floors(result))


def test_a_false_alarm_breaks_the_floors() -> None:
    result = Result(kinds={f.name: KindScore(20, 20) for f in FAULTS}, untouched_runs=200)
    assert below_floors(result) == []
    result.untouched_errors["XXX101"] = 1
    assert len(below_floors(result)) == 1
    result.untouched_warnings["XXX102"] = 41
    assert len(below_floors(result)) == 2


def test_a_share_is_never_rounded_up_to_one() -> None:
    assert KindScore(100000, 99999).recall < 1
    assert KindScore(20, 20).recall == Decimal(1)


def test_a_variant_says_the_same_in_other_notations() -> None:
    names = {clean.report.full_title: clean.report for clean in clean_reports()}
    for clean in variants(32, 7):
        assert clean.report.has_narrative
        assert clean.report.cells() in [report.cells() for report in names.values()]


def test_the_same_seed_plants_the_same() -> None:
    few = FAULTS[:6]
    assert run(3, 3, faults=few).as_json()["kinds"] == run(3, 3, faults=few).as_json()["kinds"]
