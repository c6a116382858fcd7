"""The slip finder: what it knows is up to date, it finds planted slips, and is silent on right text."""

import random
from collections.abc import Iterator

import pytest
from rule_examples import SAMPLES, base

from assistant.rules.narrative import Narrative
from assistant.rules.slips import learn
from assistant.rules.slips.finding import find_slips
from assistant.rules.slips.knowledge import DATA, knowledge_of, known, unpacked
from assistant.rules.slips.repeats import Overlay
from assistant.rules.slips.texts import phrase_bank

AGENCIES = ("lanzhou-shi-", "qinglan-xian", "yanhu")
RECALL = {"missing": 0.95, "swapped": 0.95, "wrong": 0.95}
SEED = 20240131
STRANGE = "湖鹰瓜跑绿晴猫窗琴帆"


def planted(kind: str, count: int) -> Iterator[tuple[str, str]]:
    """Phrases with a slip well inside that is none of the words of the dictionary."""
    rng = random.Random(f"{SEED}{kind}")
    phrases = [phrase for phrase in phrase_bank() if len(phrase) >= 6]
    while count:
        phrase = rng.choice(phrases)
        i = rng.randrange(2, len(phrase) - 3)
        after = {"missing": "", "swapped": phrase[i + 1] + phrase[i], "wrong": rng.choice(STRANGE)}
        end = i + 2 if kind == "swapped" else i + 1
        slip = phrase[:i] + after[kind] + phrase[end:]
        if learn.broken(slip) > learn.broken(phrase):
            count -= 1
            yield phrase, slip


@pytest.mark.parametrize("kind", RECALL)
def test_slips_planted_in_known_phrases_are_found(kind: str) -> None:
    total = 400
    missed = [
        pair for pair in planted(kind, total) if not find_slips(f"，{pair[1]}，并通报", known())
    ]
    assert 1 - len(missed) / total >= RECALL[kind], missed


def test_without_an_agencys_own_reports_its_text_still_shows_no_slip() -> None:
    found = []
    for agency in AGENCIES:
        knowledge = knowledge_of(learn.known_parts(agency))
        for path in SAMPLES:
            if path.stem.startswith(agency):
                slips = find_slips(Narrative.of(base(path.stem)).whole, knowledge)
                found += [(path.stem, slip) for slip in slips]
    assert len(found) <= 2, found


def test_what_it_knows_was_learned_from_the_texts_as_they_are() -> None:
    parts = learn.known_parts()
    assert unpacked(DATA.read_bytes()) == parts
    assert DATA.stat().st_size <= 500_000
    assert len(phrase_bank()) >= 1500


@pytest.mark.parametrize(
    "text",
    ["", "年", "\ud83d", "😀😀公开", "\u202e政府\u200b信息", "一" * 10, "公开开展\n公开"],
)
def test_no_text_is_too_strange(text: str) -> None:
    find_slips(text, known())
    for length in (1, 2, 8):
        assert all(
            text[at : at + length] == text[at + length : at + 2 * length]
            for at in Overlay(text).repeats(length)
        )


def test_repeats_are_found_where_they_stand() -> None:
    assert Overlay("重大政策的的出台").repeats(1) == [4]
    assert Overlay("😀进一步进一步完善").repeats(3) == [1]
    assert Overlay("资金资金资金").repeats(2) == [0]
