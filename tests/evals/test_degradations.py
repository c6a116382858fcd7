"""The ruler measures: scores fall with the size of what was spoilt, and not on mere rewording.

A small version of `nianbao eval scorers`: two agencies, a few degradations; all of them over all
agencies are the gate's matter (`python -m evals.baseline scorers`).
"""

import random
from decimal import Decimal

import pytest

from evals.degrading.all_degradations import DEGRADATIONS
from evals.degrading.degradations import Degradation, Setting, another_number
from evals.degrading.rewrites import REWRITES, numeral
from evals.degrading.table import Alarm, Line, Table, as_json, in_words, measure
from evals.degrading.weak_models import WEAK_MODELS, as_recorded, recorded
from evals.drafting.cases import sample_cases
from evals.scoring.drafted import Drafted, Known
from evals.scoring.faithfulness import faithfulness
from evals.scoring.scorers import VALUES
from tests.evals.drafted_by_hand import case, drafted, offline

FEW = ("wrong_numbers", "padded", "english", "recited")
NAMES = ("qinglan-hedu-zhen-2024", "yanhu-zhuying-jiedao-2023")

OTHER = next(one for one in sample_cases() if one.name == "qinglan-xian-2024")
FOREIGN = dict(OTHER.reference.texts()) if OTHER.reference else {}


@pytest.fixture(scope="module")
def table() -> Table:
    cases = [one for one in sample_cases() if one.name in NAMES]
    return measure(cases, pairs=20, degradations=[d for d in DEGRADATIONS if d.name in FEW])


def test_every_score_falls_with_the_size_and_none_on_a_rewording(table: Table) -> None:
    assert table.faults() == []


def test_a_draft_with_one_wrong_number_is_told_from_a_right_one_every_time(table: Table) -> None:
    assert (table.told, table.pairs) == (20, 20)


def test_every_degradation_has_four_sizes_and_every_scorer_one_that_it_sees(table: Table) -> None:
    assert all(len(d.sizes) >= 4 for d in DEGRADATIONS)
    seen = {value.partition(".")[0] for d in DEGRADATIONS for value in d.falls}
    assert seen == {value.partition(".")[0] for value in VALUES}
    assert {alarm.rewrite for alarm in table.alarms} == {r.name for r in REWRITES}


def test_the_words_tell_every_line(table: Table) -> None:
    told = in_words(table)
    assert all(d.title in told for d in DEGRADATIONS if d.name in FEW)
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
    setting = Setting(case(), offline(), FOREIGN)
    first, second = (degradation.change(random.Random(3), offline(), setting, 2) for _ in range(2))
    assert first == second
    known_of_the_model = degradation.name != "recorded_1_5b" or case().name in list(recorded())[:2]
    assert (first != offline()) is known_of_the_model


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


@pytest.mark.parametrize(
    ("name", "text", "spoilt"),
    [
        ("boasting", "全年办结申请30件。", "全年办结申请30件，"),
        ("unqualified", "本年新收申请8件。", "本年办结申请8件。"),
        ("swapped", "予以公开4件、部分公开2件。", "予以公开2件、部分公开4件。"),
        ("stuttering", "镇" * 31, "镇" * 62),
        ("english", "全年办结申请30件。", "全年办结申请30件。"),
        ("broken_off", "镇" * 40, "镇" * 20),
    ],
)
def test_each_habit_of_weak_models_does_to_a_sentence_what_it_is_named_after(
    name: str, text: str, spoilt: str
) -> None:
    (habit,) = (d for d in WEAK_MODELS if d.name == name)
    draft = drafted(_1_2=text).draft
    changed = habit.change(random.Random(1), draft, Setting(case(), draft), 1)
    told = changed.sections[0].text
    assert told != text
    assert spoilt in told


def test_a_recited_passage_is_another_agencys_with_its_numbers() -> None:
    (habit,) = (d for d in WEAK_MODELS if d.name == "recited")
    draft = drafted(_1_2="全年办结申请30件。").draft
    told = habit.change(random.Random(1), draft, Setting(case(), draft, FOREIGN), 1)
    added = told.sections[0].text.removeprefix("全年办结申请30件。")
    assert added
    assert added in FOREIGN["1.2"]


def test_what_the_small_model_wrote_is_told_from_the_offline_draft_for_every_agency() -> None:
    assert len(recorded()) >= 6
    for name in recorded():
        one = next(c for c in sample_cases() if c.name == name)
        known = Known(one, ("1.2",))
        draft = drafted(_1_2="全年新收政府信息公开申请1件。").draft
        theirs = as_recorded(random.Random(1), draft, Setting(one, draft), len(recorded()))
        found = faithfulness(Drafted(known, theirs)).values
        assert (found["numbers"] or 0) < Decimal("0.8"), name
        assert (found["sentences"] or 0) < Decimal("0.8"), name
