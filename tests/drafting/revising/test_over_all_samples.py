"""Long runs of wishes over all built-in figures: whatever is asked, the draft stays sound."""

import random
import re
from decimal import Decimal

import pytest

from assistant.drafting.draft import Draft, DraftSection
from assistant.drafting.revising.reviser import Reviser
from assistant.drafting.revising.revision import Revision, RevisionAction, Target
from assistant.errors import UnusableInput
from assistant.report.quantities import find_quantities
from tests.drafting.conftest import SAMPLES
from tests.drafting.revising.desk import basis_of, drafted

NAMES = ["yuanzhou-2022", *sorted(path.stem for path in SAMPLES)[::4]]
ACTIONS: tuple[RevisionAction, ...] = (
    "drop", "move", "swap", "shorten", "expand", "merge", "split", "formal", "restore",
)  # fmt: skip
STEPS = 40
CHAINS = ("STR601", "STR602", "STR603", "STR604")


def a_wish(dice: random.Random, draft: Draft) -> Revision:
    section = dice.choice(draft.sections).id
    action = dice.choice(ACTIONS)
    unit = dice.choice(("sentence", "sentence", "sentence", "paragraph", "section"))
    first = dice.choice((1, 2, 3, -1))
    numbers = (first, first + 1 if first > 0 else first - 1) if action == "merge" else (first,)
    target = Target.model_validate(
        {"section": section, "unit": unit, "numbers": () if unit == "section" else numbers}
    )
    other = target.model_copy(update={"numbers": (2,)}) if action == "swap" else None
    return Revision(action=action, target=target, other=other, place=dice.choice(("first", "last")))


def untrue_numbers(draft: Draft, section: DraftSection) -> list[str]:
    """Sentences with a number that is in none of the facts that they are said to rest on."""
    found = []
    for sentence in section.sentences():
        facts = [draft.facts[f] for f in sentence.facts if f in draft.facts]
        stated = {(q.value, q.unit) for f in facts for q in find_quantities(f.value)}
        values = {
            Decimal(f.value).copy_abs() for f in facts if re.fullmatch(r"-?\d+(\.\d+)?", f.value)
        }
        for quantity in find_quantities(sentence.text):
            known = Decimal(quantity.value).copy_abs() in values
            if not known and (quantity.value, quantity.unit) not in stated:
                found.append(f"{quantity.text} in {sentence.text}")
    return found


@pytest.mark.parametrize("name", NAMES)
def test_after_any_wishes_numbers_are_true_chains_whole_and_paragraphs_closed(name: str) -> None:
    dice = random.Random(name)
    reviser, draft, done = Reviser(basis_of(name)), drafted(name)[1], 0
    untrue = {t for s in draft.sections for t in untrue_numbers(draft, s)}
    broken = {f["fingerprint"] for f in draft.findings if f["code"] in CHAINS}
    for _ in range(STEPS):
        wish = a_wish(dice, draft)
        try:
            revised = reviser.revise(draft, wish)
        except UnusableInput:  # what the dice named is not there
            continue
        assert revised.changes or revised.refused, wish
        done += revised.draft is not draft
        draft = revised.draft
        for section in draft.sections:
            assert set(untrue_numbers(draft, section)) <= untrue, wish
            assert all(p.text[-1] in "。！？" for p in section.paragraphs), (wish, section.text)
        now = {f["fingerprint"] for f in draft.findings if f["code"] in CHAINS}
        assert now <= broken, (wish, draft.findings)
    assert done >= STEPS / 5


def test_the_same_wishes_give_the_same_bytes() -> None:
    def run() -> str:
        dice, draft = random.Random(7), drafted("qinglan-xian-2024")[1]
        for _ in range(15):
            try:
                draft = (
                    Reviser(basis_of("qinglan-xian-2024")).revise(draft, a_wish(dice, draft)).draft
                )
            except UnusableInput:
                continue
        return draft.model_dump_json()

    assert run() == run()
