"""What people say is understood: 205 utterances with what is meant, each by itself or after others."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.chat.intent import Action, remembered, understand
from assistant.chat.memory import Memory
from assistant.chat.vocabulary import mended
from assistant.drafting.planning.plan import SECTION_IDS
from assistant.drafting.revising.revision import Target

UTTERANCES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("utterances.yaml").read_text("utf-8")
)
AIM = 97  # percent


def meant(utterance: dict[str, Any]) -> Action:
    memory = Memory()
    for before in utterance.get("after", ()):
        memory = remembered(memory, understand(before, memory))
    return understand(utterance["say"], memory)


def target_as_data(target: Target) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if target.numbers:
        found[target.unit] = list(target.numbers)
    if target.paragraph:
        found["in_paragraph"] = target.paragraph
    return found


def action_as_data(action: Action) -> dict[str, Any]:
    found: dict[str, Any] = {"do": action.kind}
    if action.kind == "draft":
        found["sections"] = "all" if action.sections == SECTION_IDS else list(action.sections)
    if action.versions:
        found["versions"] = list(action.versions)
    revision, target = action.revision, action.target
    if revision is not None:
        found["do"], target = revision.action, revision.target
        found |= {k: v for k in ("place", "words", "length") if (v := getattr(revision, k))}
        if revision.other is not None:
            found["with"] = target_as_data(revision.other)
    if target is not None:
        found |= target_as_data(target) | ({"section": target.section} if target.section else {})
    return found


def expected(utterance: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in utterance.items() if key not in ("say", "after")}


def is_understood(utterance: dict[str, Any]) -> bool:
    """The section need not be named again where it was named before."""
    got, want = action_as_data(meant(utterance)), expected(utterance)
    if "after" in utterance and "section" not in want:
        got.pop("section", None)
    return got == want


def test_at_least_150_utterances_are_tried() -> None:
    assert len(UTTERANCES) >= 150
    assert len({u["say"] for u in UTTERANCES}) > 195


def test_what_people_say_is_understood() -> None:
    wrong = [u["say"] for u in UTTERANCES if not is_understood(u)]
    assert 100 * (len(UTTERANCES) - len(wrong)) >= AIM * len(UTTERANCES), wrong


@pytest.mark.parametrize("said", [u["say"] for u in UTTERANCES])
def test_mending_slips_moves_no_character(said: str) -> None:
    assert len(mended(said)) == len(said)
