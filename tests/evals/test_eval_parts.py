"""Chosen parts: facts, key points and structure are those of the parts that were to be drafted."""

from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.errors import UnusableInput
from evals.drafting.arms import OfflineArm
from evals.harness.running import Run, run
from evals.reporting.comparing import compare
from evals.reporting.page import page, suite_of
from evals.scoring.alignment import Aligner
from evals.scoring.drafted import Drafted, Known
from evals.scoring.scored import Scored
from evals.scoring.scorers import scorers
from evals.suites import drafting_in_words
from tests.evals.drafted_by_hand import case, drafted

PART = ("1.2",)
REFERENCE = dict(case().reference.texts() if case().reference else ())


def scored(part: str, text: str, name: str, parts: tuple[str, ...]) -> Scored:
    draft = drafted(**{f"_{part.replace('.', '_')}": text}).draft
    return scorers(Aligner())[name](Drafted(Known(case(), parts), draft))


@pytest.fixture(scope="module")
def done() -> Run:
    return run([replace(case(), name="a")], [OfflineArm(sections=PART)])


def test_a_draft_of_one_part_is_not_punished_for_the_parts_that_nobody_wanted(done: Run) -> None:
    means = done.record.arms[0].means()
    whole = run([replace(case(), name="a")], [OfflineArm()]).record.arms[0].means()
    assert means["coverage.must"] == means["form.structure"] == 1
    assert (means["content.stated"] or 0) >= (whole["content.stated"] or 0) / 2
    assert (means["form.length"] or 0) > Decimal("0.5")


def test_the_published_part_has_all_key_points_and_the_length_of_itself() -> None:
    found = scored("1.2", REFERENCE["1.2"], "content", PART).values
    assert found["stated"] == 1
    assert scored("1.2", REFERENCE["1.2"], "likeness", PART).values == {"rouge_l": 1, "chrf": 1}
    assert scored("1.2", REFERENCE["1.2"], "form", PART).values["length"] == 1


def test_against_the_whole_report_the_same_part_is_a_fraction() -> None:
    every = tuple(REFERENCE)
    assert (scored("1.2", REFERENCE["1.2"], "content", every).values["stated"] or 0) < Decimal("0.5")  # fmt: skip
    assert (scored("1.2", REFERENCE["1.2"], "form", every).values["structure"] or 0) < Decimal("0.5")  # fmt: skip


def test_what_the_chosen_part_leaves_out_still_counts() -> None:
    found = scored("1.2", "全年新收政府信息公开申请8件。", "coverage", PART)
    assert (found.values["must"] or 0) < 1
    assert found.reasons
    assert all(reason.startswith("1.2 部分") for reason in found.reasons)
    two = scored("1.2", "全年新收政府信息公开申请8件。", "form", ("1.2", "1.3"))
    assert two.values["structure"] == Decimal("0.5")


def test_the_result_says_which_parts_were_scored(done: Run) -> None:
    assert done.record.parts == PART
    assert "只评了 1.2" in drafting_in_words(done.record)
    assert "只评了 1.2" in page([suite_of("起草", "", held=True, record=done.record, run=done)])
    whole = done.record.model_copy(update={"parts": tuple(REFERENCE)})
    with pytest.raises(UnusableInput, match="两次评的部分不同"):
        compare(done.record, whole)
