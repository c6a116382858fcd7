"""A history as one JSON document and back; what versions share is written once.

Each section, fact, source, finding and the like lies in `pool`, and a version names
its places there: 500 versions of one draft are little more than what was changed.
"""

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from assistant.drafting.draft import Draft, DraftSection
from assistant.drafting.revising.history import DraftHistory
from assistant.drafting.revising.version import Version
from assistant.errors import UnusableInput

FORMAT = 1


class _Pool:
    """Values by their JSON, in the order in which they were met."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self._places: dict[str, int] = {}
        self._texts: dict[int, tuple[object, int]] = {}

    def place_of(self, value: Any) -> int:
        """Where a value lies; entered if it is new."""
        seen = self._texts.get(id(value))
        if seen is not None:
            return seen[1]
        plain = value.model_dump(mode="json") if isinstance(value, BaseModel) else value
        text = json.dumps(plain, ensure_ascii=False, sort_keys=True)
        if text not in self._places:
            self._places[text] = len(self.values)
            self.values.append(plain)
        # The value is kept beside its place, so that its id stays its own.
        self._texts[id(value)] = (value, self._places[text])
        return self._places[text]


def history_as_json(history: DraftHistory) -> str:
    """The history as text: the same history, the same bytes."""
    pool = _Pool()
    versions = [_version_as_json(version, pool) for version in history.versions]
    document = {
        "format": FORMAT,
        "current": history.current,
        "undone": list(history.undone),
        "versions": versions,
        "pool": pool.values,
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def _version_as_json(version: Version, pool: _Pool) -> dict[str, Any]:
    shown = {name: _in_pool(getattr(version.draft, name), pool) for name in Draft.model_fields}
    rest = version.model_dump(mode="json", exclude={"draft"}, exclude_defaults=True)
    return {**rest, "draft": shown}


def _in_pool(value: Any, pool: _Pool) -> Any:
    """A list or a table as the place of its places; what is neither stands as it is."""
    if isinstance(value, tuple):
        return {"at": pool.place_of([pool.place_of(one) for one in value])}
    if isinstance(value, dict):
        return {"at": pool.place_of({key: pool.place_of(one) for key, one in value.items()})}
    return {"is": value.model_dump(mode="json") if isinstance(value, BaseModel) else value}


def history_from_json(text: str) -> DraftHistory:
    """The history that `history_as_json` wrote.

    Raises:
        UnusableInput: It is no such text, or one that was damaged or written by a later program.
    """
    try:
        document = json.loads(text)
        if document["format"] != FORMAT:
            raise UnusableInput(
                f"这份修改记录的格式是 {document['format']}，本程序只读格式 {FORMAT}",
                cure="用写出它的程序打开，或升级 nianbao",
            )
        read = _Reading(document["pool"])
        versions = tuple(read.version(value) for value in document["versions"])
        history = DraftHistory(versions, document["current"], tuple(document["undone"]))
        _refuse_strays(history)
    except (ValueError, ValidationError, KeyError, TypeError, IndexError, RecursionError) as error:
        raise UnusableInput(
            f"这份修改记录读不出来（{type(error).__name__}）", cure="换一份备份；原文件没有被改动"
        ) from error
    return history


class _Reading:
    """Takes a pool's values up once, so that versions share them as they did before."""

    def __init__(self, pool: list[Any]) -> None:
        self._pool = pool
        self._sections: dict[int, DraftSection] = {}

    def version(self, value: Mapping[str, Any]) -> Version:
        """One version with its draft put together again."""
        shown = {name: self._unpooled(written) for name, written in value["draft"].items()}
        draft = Draft.model_validate_json(json.dumps(shown))
        places = self._value(value["draft"]["sections"]["at"])
        sections = tuple(map(self._section, places, draft.sections))
        draft = draft.model_copy(update={"sections": sections})
        rest = {k: v for k, v in value.items() if k != "draft"}
        version = Version.model_validate_json(json.dumps({**rest, "draft": _EMPTY}))
        return version.model_copy(update={"draft": draft})

    def _unpooled(self, written: Mapping[str, Any]) -> Any:
        if "at" not in written:
            return written["is"]
        places = self._value(written["at"])
        if isinstance(places, dict):
            return {key: self._value(one) for key, one in places.items()}
        return [self._value(one) for one in places]

    def _value(self, place: int) -> Any:
        if place < 0:
            raise IndexError(place)
        return self._pool[place]

    def _section(self, place: int, section: DraftSection) -> DraftSection:
        return self._sections.setdefault(place, section)


_EMPTY = {"agency": "", "year": 0, "engine": ""}


def _refuse_strays(history: DraftHistory) -> None:
    """A number that leads nowhere, or a version that is its own forebear, is damage."""
    numbers = [version.number for version in history.versions]
    known = range(len(numbers) + 1)
    places = [history.current, *history.undone]
    if numbers != list(known)[1:] or any(type(p) is not int or p not in known for p in places):
        raise ValueError("numbers")
    if any(not 0 <= version.parent < version.number for version in history.versions):
        raise ValueError("parents")
