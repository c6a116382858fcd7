"""What differs between two documents, place by place, and how two people's changes go together."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.workspace.values import MISSING, Difference, Document

_ABSENT = object()


@dataclass(frozen=True, slots=True)
class Merged:
    """Two people's documents as one: `collisions` are the places that both changed differently."""

    document: Document
    collisions: tuple[str, ...]


def differences(before: Document, after: Document) -> tuple[Difference, ...]:
    """Every place where two documents differ, in the order of the second one."""
    return tuple(_differ(before, after, ""))


def merge(base: Document, mine: Document, theirs: Document) -> Merged:
    """Both sides' changes since `base`, cell by cell; where they collide, mine stands.

    Lists whose members have an `id` go member by member; any other list is one place.
    """
    collisions: list[str] = []
    document = _merge(base, mine, theirs, "", collisions)
    assert isinstance(document, dict)
    return Merged(document, tuple(collisions))


def _differ(before: object, after: object, path: str) -> Iterator[Difference]:
    if before == after and type(before) is type(after):
        return
    if isinstance(before, dict) and isinstance(after, dict):
        for key in _keys(after, before):
            yield from _differ(
                before.get(key, _ABSENT), after.get(key, _ABSENT), f"{path}.{key}" if path else key
            )
    elif isinstance(before, list) and isinstance(after, list):
        yield from _differ_lists(before, after, path)
    else:
        yield Difference(path, _shown(before), _shown(after))


def _differ_lists(before: list[object], after: list[object], path: str) -> Iterator[Difference]:
    old, new = _by_id(before), _by_id(after)
    if old is not None and new is not None and (old or new):
        for key in _keys(new, old):
            yield from _differ(old.get(key, _ABSENT), new.get(key, _ABSENT), f"{path}[{key}]")
        if [key for key in old if key in new] != [key for key in new if key in old]:
            yield Difference(path, list(old), list(new))
        return
    matcher = SequenceMatcher(
        a=[repr(one) for one in before], b=[repr(one) for one in after], autojunk=False
    )
    for tag, start, end, begin, finish in matcher.get_opcodes():
        if tag != "equal":
            yield from _runs(before[start:end], after[begin:finish], f"{path}[{begin + 1}]")


def _runs(before: list[object], after: list[object], path: str) -> Iterator[Difference]:
    if len(before) == len(after) == 1:
        yield from _differ(before[0], after[0], path)
    else:
        yield Difference(path, before or MISSING, after or MISSING)


def _merge(base: object, mine: object, theirs: object, path: str, found: list[str]) -> object:
    if mine == theirs or theirs == base:
        return mine
    if mine == base:
        return theirs
    if isinstance(mine, dict) and isinstance(theirs, dict):
        return _merge_members(base if isinstance(base, dict) else {}, mine, theirs, path, found)
    if isinstance(mine, list) and isinstance(theirs, list):
        parts = _by_id(base if isinstance(base, list) else []), _by_id(mine), _by_id(theirs)
        if all(part is not None for part in parts):
            old, ours, others = (part or {} for part in parts)
            return list(_merge_members(old, ours, others, path, found).values())
    found.append(path)
    return mine


def _merge_members(
    base: dict[str, object],
    mine: dict[str, object],
    theirs: dict[str, object],
    path: str,
    found: list[str],
) -> dict[str, object]:
    merged = {}
    for key in _keys(mine, theirs):
        value = _merge(
            base.get(key, _ABSENT),
            mine.get(key, _ABSENT),
            theirs.get(key, _ABSENT),
            f"{path}.{key}" if path else key,
            found,
        )
        if value is not _ABSENT:
            merged[key] = value
    return merged


def _by_id(members: list[object]) -> dict[str, object] | None:
    """Members by their `id`; None if one has none or two share one."""
    found: dict[str, object] = {}
    for member in members:
        key = member.get("id") if isinstance(member, dict) else None
        if not isinstance(key, str) or key in found:
            return None
        found[key] = member
    return found


def _keys(first: dict[str, object], second: dict[str, object]) -> list[str]:
    return [*first, *(key for key in second if key not in first)]


def _shown(value: object) -> object:
    return MISSING if value is _ABSENT else value
