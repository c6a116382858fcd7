"""What people say is understood: utterances with what is meant, each by itself or after others."""

import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.chat.intent import Action, remembered, understand
from assistant.chat.memory import Memory
from assistant.chat.vocabulary import mended
from assistant.drafting.planning.plan import SECTION_IDS
from assistant.drafting.revising.revision import Target


def read(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name(name).read_text("utf-8"))
    return found


UTTERANCES = read("utterances.yaml")
LATER = read("utterances_held_out.yaml")
PROJECT = read("utterances_project.yaml")
PROJECT_LATER = read("utterances_project_held_out.yaml")
PROJECT_SECOND = read("utterances_project_second_look.yaml")
LOOKS = [read(f"utterances_{name}_look.yaml") for name in ("third", "fourth", "fifth")]
BLIND = read("utterances_project_blind.yaml")
AIM = 97  # percent
BLIND_FLOOR = 85  # percent of words that nothing was mended on


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
    found |= project_as_data(action)
    revision, target = action.revision, action.target
    if revision is not None:
        found["do"], target = revision.action, revision.target
        found |= {k: v for k in ("place", "words", "length") if (v := getattr(revision, k))}
        if revision.other is not None:
            found["with"] = target_as_data(revision.other)
    if target is not None:
        found |= target_as_data(target) | ({"section": target.section} if target.section else {})
    return found


def project_as_data(action: Action) -> dict[str, Any]:
    found: dict[str, Any] = {"words": action.words} if action.words else {}
    if action.kind == "fact" and action.sections:
        found["section"] = action.sections[0]
    if action.kind == "export":
        found["formats"] = list(action.formats)
    for wish in action.figures:
        value = str(wish.value) if isinstance(wish.value, Decimal) else wish.value
        if wish.blanks:
            found["cells"] = "blanks"
        elif len(wish.cells) > 1:
            found["cells"] = list(wish.cells)
        else:
            kind, name = ("cells", wish.cells[0]) if wish.cells else ("named", wish.words)
            found.setdefault(kind, {})[name] = value
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


@pytest.mark.parametrize(
    "utterances",
    [UTTERANCES, LATER, PROJECT, PROJECT_LATER, PROJECT_SECOND, *LOOKS],
    ids=["first", "later", "project", "project later", "project second look", "3", "4", "5"],
)
def test_what_people_say_is_understood(utterances: list[dict[str, Any]]) -> None:
    wrong = [u["say"] for u in utterances if not is_understood(u)]
    assert 100 * (len(utterances) - len(wrong)) >= AIM * len(utterances), wrong


def test_most_of_what_nothing_was_mended_on_is_understood() -> None:
    wrong = [u["say"] for u in BLIND if not is_understood(u)]
    assert 100 * (len(BLIND) - len(wrong)) >= BLIND_FLOOR * len(BLIND), wrong


@pytest.mark.parametrize(
    "said", [u["say"] for u in [*UTTERANCES, *LATER, *PROJECT, *PROJECT_LATER]]
)
def test_mending_slips_moves_no_character(said: str) -> None:
    assert len(mended(said)) == len(said)


def test_words_of_one_sentence_never_set_off_a_drafting_of_everything() -> None:
    for said in ("第二句没必要写", "第三句怎么写的", "最后一句写得不好", "写得太长", "写上培训"):
        assert understand(said).kind != "draft", said


@pytest.mark.parametrize(
    "said",
    ["第" * 2000, "再短点" * 600, "把" * 1000 + "加上" * 500, "version 1 and " * 150, "第一句" * 600,
     "cut " * 500, "(" * 2000, "\x00\u202e" * 900, "１" * 2000],
)  # fmt: skip
def test_an_odd_message_is_understood_as_something_and_soon(said: str) -> None:
    start = time.process_time()
    assert understand(said, Memory(section="1.2")).kind
    assert time.process_time() - start < 1


def test_a_persons_own_words_are_not_mended() -> None:
    revision = understand("第二句改成：较验已申请公开的撤消情况１件。").revision
    assert revision is not None
    assert revision.words == "较验已申请公开的撤消情况１件。"


def test_a_wish_may_leave_the_model_out() -> None:
    for said, asked in (("不用模型，再短点", False), ("再短点", True)):
        revision = understand(said).revision
        assert revision is not None
        assert revision.by_model is asked
