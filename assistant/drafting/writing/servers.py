"""What was found out about model servers, remembered from run to run."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from assistant.drafting.writing.private_files import write_private
from assistant.settings import Settings


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one model on one server; None is: not tried yet.

    `billions` are its parameters, `context_tokens` its context, as the server states them.
    """

    json_schema: bool | None = None
    billions: int | None = None
    context_tokens: int | None = None
    tool_calls: bool | None = None


class Servers:
    """A small file in the person's home; losing it costs one more try of each server."""

    def __init__(self, home: Path) -> None:
        self._path = home / "cache" / "servers.json"

    def of(self, settings: Settings) -> Known:
        """What is known of the model that is set."""
        entry = self._entries().get(_name(settings))
        if not isinstance(entry, dict):
            return Known()
        schema, billions, context, tools = (
            entry.get(n) for n in ("json_schema", "billions", "context_tokens", "tool_calls")
        )
        return Known(
            schema if isinstance(schema, bool) else None,
            billions if type(billions) is int else None,
            context if type(context) is int else None,
            tools if isinstance(tools, bool) else None,
        )

    def remember(self, settings: Settings, **found: bool | int | None) -> None:
        """Keep what was found; what is not named stays as it was."""
        known = replace(self.of(settings), **found)  # type: ignore[arg-type]
        entries = {**self._entries(), _name(settings): asdict(known)}
        text = json.dumps(entries, ensure_ascii=False, indent=1, sort_keys=True)
        write_private(self._path, text.encode())

    def _entries(self) -> Mapping[str, Any]:
        try:
            entries = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return entries if isinstance(entries, dict) else {}


def _name(settings: Settings) -> str:
    return f"{settings.model} @ {settings.base_url}"
