"""Two people's changes as one, and going back and forth, for any documents and any order."""

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.workspace.comparing import differences, merge
from assistant.workspace.history import moment
from assistant.workspace.timeline import redo_target, undo_target
from assistant.workspace.values import Document, Version

CELLS = st.one_of(st.none(), st.integers(0, 3), st.sampled_from(["0", "甲"]))
ROWS = st.dictionaries(st.sampled_from("abc"), CELLS, max_size=3)
FACTS = st.lists(
    st.fixed_dictionaries({"id": st.sampled_from("xyz"), "text": CELLS}),
    unique_by=lambda fact: str(fact["id"]),
    max_size=3,
)
# What a report always has is always there: who adds a whole table has changed every cell of it.
DOCUMENTS = st.fixed_dictionaries(
    {"t": ROWS, "u": ROWS, "facts": FACTS}, optional={"title": CELLS, "lines": st.lists(CELLS)}
)
SAME_EVERY_TIME = settings(derandomize=True, deadline=None, max_examples=200)


@SAME_EVERY_TIME
@given(DOCUMENTS, DOCUMENTS, DOCUMENTS)
def test_where_nothing_collides_each_sides_changes_all_stand(
    base: Document, mine: Document, theirs: Document
) -> None:
    merged = merge(base, mine, theirs)
    if merged.collisions:
        return
    again = merge(base, theirs, merged.document)
    assert not again.collisions
    assert differences(merged.document, again.document) in ((), _orders(merged.document, again))
    for side in (mine, theirs):
        changed = {one.path: one.after for one in differences(base, side)}
        standing = {one.path: one.after for one in differences(base, merged.document)}
        assert _without_lists(changed).items() <= _without_lists(standing).items()


@SAME_EVERY_TIME
@given(DOCUMENTS, DOCUMENTS)
def test_who_alone_changed_something_has_their_document(base: Document, mine: Document) -> None:
    assert merge(base, mine, base).document == mine
    assert merge(base, base, mine).document == mine
    assert merge(base, mine, mine).document == mine


@SAME_EVERY_TIME
@given(DOCUMENTS, DOCUMENTS)
def test_documents_differ_exactly_where_a_difference_is_told(
    before: Document, after: Document
) -> None:
    assert (differences(before, after) == ()) == (before == after)


@SAME_EVERY_TIME
@given(st.lists(st.sampled_from(["save", "undo", "redo"]), max_size=40))
def test_undo_and_redo_go_over_the_saves_as_an_editors_do(acts: list[str]) -> None:
    versions: list[Version] = []
    past: list[int] = []
    future: list[int] = []
    for act in acts:
        if act == "save":
            past, future = [*past, len(versions) + 1], []
            versions.append(_version(len(versions) + 1, "save", len(versions) + 1))
            continue
        target = undo_target(versions) if act == "undo" else redo_target(versions)
        expected = past[-2] if act == "undo" and len(past) > 1 else None
        if act == "redo" and future:
            expected = future[-1]
        assert target == expected
        if target is None:
            continue
        if act == "undo":
            future.append(past.pop())
        else:
            past.append(future.pop())
        versions.append(_version(len(versions) + 1, act, target))


def _version(number: int, how: str, of: int) -> Version:
    when = moment("2026-01-15T01:00:00+00:00")
    return Version("figures", number, "王五", when, "", how, of)  # type: ignore[arg-type]


def _orders(document: Document, again: object) -> object:
    """Two sides that each add a fact may see them in another order; nothing else."""
    found = differences(document, again.document)  # type: ignore[attr-defined]
    return found if all(one.path == "facts" for one in found) else None


def _without_lists(changes: dict[str, object]) -> dict[str, object]:
    # The order of facts is told as a list of ids, which the other side's facts lengthen.
    return {path: value for path, value in changes.items() if path != "facts"}
