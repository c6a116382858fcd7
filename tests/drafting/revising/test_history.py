"""Versions: none is lost, undoing is undone, the same wishes give the same bytes, 500 are no burden."""

import json
import time

import pytest

from assistant.drafting.revising.difference import differences
from assistant.drafting.revising.history import DraftHistory
from assistant.drafting.revising.history_file import history_as_json, history_from_json
from assistant.drafting.revising.reviser import Reviser
from assistant.drafting.revising.revision import Revision, RevisionAction, Target
from assistant.errors import UnusableInput
from tests.drafting.revising.desk import basis_of, drafted, texts

WISHES: list[tuple[RevisionAction, str, tuple[int, ...]]] = [
    ("drop", "1.2", (2,)),
    ("merge", "1.2", (1, 2)),
    ("expand", "1.2", ()),
    ("shorten", "1.4", ()),
    ("split", "1.5", (1,)),
]


def begun() -> DraftHistory:
    draft = drafted("yuanzhou-2022")[1]
    return DraftHistory().enter(draft, asked="全部起草", by="李", at="2023-01-03 09:00")


def wish(action: RevisionAction, section: str, numbers: tuple[int, ...]) -> Revision:
    unit = "sentence" if numbers else "section"
    return Revision(action=action, target=Target(section=section, unit=unit, numbers=numbers))


def after(
    history: DraftHistory, *wishes: tuple[RevisionAction, str, tuple[int, ...]]
) -> DraftHistory:
    reviser = Reviser(basis_of("yuanzhou-2022"))
    for at, one in enumerate(wishes):
        assert history.draft is not None
        revision = wish(*one)
        revised = reviser.revise(history.draft, revision)
        history = history.apply(revised, asked=one[0], by="李", at=f"第{at}分", revision=revision)
    return history


def test_each_change_is_a_version_that_says_what_was_asked_and_what_became_of_it() -> None:
    history = after(begun(), *WISHES)
    assert [v.number for v in history.versions] == [1, 2, 3, 4, 5, 6]
    assert [v.asked for v in history.versions[1:]] == [w[0] for w in WISHES]
    assert all(v.changes for v in history.versions)
    assert history.version(2).revision == wish(*WISHES[0])
    assert history.version(3).by == "李"


def test_undo_leads_back_and_redo_forward_to_the_very_same_drafts() -> None:
    history = after(begun(), *WISHES)
    drafts = [v.draft for v in history.versions]
    for expected in drafts[-2::-1]:
        history = history.undo()
        assert history.draft is expected
    with pytest.raises(UnusableInput, match="没有可以撤销"):
        history.undo()
    for expected in drafts[1:]:
        history = history.redo()
        assert history.draft is expected
    with pytest.raises(UnusableInput, match="没有可以重做"):
        history.redo()


def test_a_change_after_an_undo_loses_no_version() -> None:
    history = after(begun(), *WISHES[:2])
    undone = history.undo()
    other = after(undone, WISHES[3])
    assert len(other.versions) == 4
    assert other.version(4).parent == 2
    assert other.version(3).draft is history.draft
    again = other.go_to(3, asked="回到第3版", by="李", at="")
    assert again.draft is history.draft
    assert again.undo().draft is other.draft


def test_a_wish_that_changes_nothing_makes_no_version() -> None:
    history = begun()
    assert after(history, ("formal", "1.2", ())) is history


def test_two_versions_are_compared_sentence_by_sentence() -> None:
    history = after(begun(), *WISHES[:1])
    forth, back = history.compare(1, 2), history.compare(2, 1)
    assert [c.kind for c in forth] == ["removed"]
    assert [c.kind for c in back] == ["added"]
    assert forth[0].before == back[0].after
    assert history.compare(2, 2) == ()
    with pytest.raises(UnusableInput, match="没有第 7 版"):
        history.compare(1, 7)


def test_a_moved_sentence_is_told_as_moved_and_a_new_number_as_such() -> None:
    draft = drafted("yuanzhou-2022")[1]
    target = Target(section="1.5", unit="sentence", numbers=(3,))
    revision = Revision(action="move", target=target, place="first")
    changed = Reviser(basis_of("yuanzhou-2022")).revise(draft, revision).draft
    kinds = [(c.kind, c.why) for c in differences(draft, changed, "移动")]
    assert ("moved", "移动") in kinds
    assert ("changed", "序号和标点随之调整") in kinds


def test_a_history_comes_back_from_its_json_and_gives_the_same_bytes() -> None:
    history = after(begun(), *WISHES).undo()
    text = history_as_json(history)
    again = history_from_json(text)
    assert again == history
    assert history_as_json(again) == text
    assert history_as_json(after(begun(), *WISHES).undo()) == text
    shared = again.versions[0].draft.section("6"), again.versions[5].draft.section("6")
    assert shared[0] is shared[1]


@pytest.mark.parametrize(
    "damage",
    [
        lambda d: d | {"format": 2},
        lambda d: d | {"current": 9},
        lambda d: d | {"current": -1},
        lambda d: d | {"undone": ["1"]},
        lambda d: d | {"pool": d["pool"][:3]},
        lambda d: d | {"versions": [v | {"parent": v["number"]} for v in d["versions"]]},
        lambda d: d | {"versions": d["versions"][1:]},
        lambda d: {},
        lambda d: [],
    ],
)
def test_a_damaged_history_is_refused_in_words(damage: object) -> None:
    whole = json.loads(history_as_json(after(begun(), *WISHES[:2])))
    with pytest.raises(UnusableInput, match="修改记录"):
        history_from_json(json.dumps(damage(whole)))  # type: ignore[operator]


@pytest.mark.parametrize("text", ["", "{", "null", '"版本"', "[" * 100_000])
def test_what_is_no_history_is_refused_in_words(text: str) -> None:
    with pytest.raises(UnusableInput, match="修改记录"):
        history_from_json(text)


def test_500_versions_are_kept_small_and_undone_at_once() -> None:
    """The bound on size is ten times below 500 drafts; the times are those of a loaded machine."""
    history = begun()
    reviser = Reviser(basis_of("yuanzhou-2022"))
    sections = ("1.2", "1.4", "1.5", "1.1")
    number, begin = 0, time.perf_counter()
    while len(history.versions) < 500:
        action: RevisionAction = ("drop", "restore")[number % 2]  # type: ignore[assignment]
        section = sections[number // 2 % len(sections)]
        revision = wish(action, section, (1,) if action == "drop" else ())
        assert history.draft is not None
        revised = reviser.revise(history.draft, revision)
        history = history.apply(revised, asked=action, by="李", at=str(number), revision=revision)
        number += 1
        assert number < 2000
    text = history_as_json(history)
    one = len(history.versions[0].draft.model_dump_json().encode())
    assert len(text.encode()) < 500 * one / 10
    start = time.perf_counter()
    while history.current > 1:
        history = history.undo()
    undone = time.perf_counter() - start
    print(f"500 versions: {len(text.encode()) // 1000} kB, one draft {one // 1000} kB")
    print(
        f"{number} wishes in {start - begin:.1f} s with reading and writing, all undone in {undone:.3f} s"
    )
    assert undone < 1
    assert texts(history.draft, "1.2") == texts(drafted("yuanzhou-2022")[1], "1.2")  # type: ignore[arg-type]
    assert history_from_json(text).version(500).draft.sections
