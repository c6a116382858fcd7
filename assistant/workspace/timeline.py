"""Undo and redo over versions that are never taken back: each is a new version of an old content."""

from collections.abc import Iterable

from assistant.workspace.values import Version


def undo_target(versions: Iterable[Version]) -> int | None:
    """The version whose content stood before the newest change; None if there is nothing to undo."""
    past, _, _ = _walk(versions)
    return past[-1] if past else None


def redo_target(versions: Iterable[Version]) -> int | None:
    """The version whose content the newest undo took away; None if a change came after it."""
    _, _, future = _walk(versions)
    return future[-1] if future else None


def _walk(versions: Iterable[Version]) -> tuple[list[int], int | None, list[int]]:
    past: list[int] = []
    current: int | None = None
    future: list[int] = []
    for version in versions:
        if version.how == "undo" and past and current is not None:
            future.append(current)
            current = past.pop()
        elif version.how == "redo" and future and current is not None:
            past.append(current)
            current = future.pop()
        else:
            if current is not None:
                past.append(current)
            current, future = version.of, []
    return past, current, future
