"""Messages that are not clear: a model picks among the known actions, or the nearest are offered.

A model never words what is done. It picks from a closed list, or calls tools that are the same
list; the message that is then understood in its place stands in `choices.toml`. So the worst that
it can do is to pick another line.
"""

import json
import tomllib
from collections.abc import Generator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from assistant.drafting.planning.plan import SECTION_IDS
from assistant.drafting.prompts import Prompt, quoted, render
from assistant.drafting.writer import Writer
from assistant.drafting.writing.servers import Servers
from assistant.settings import Settings

_NONE = "none"
_MOST_MESSAGE = 400
_MOST_TOKENS = 60
_NEAREST = 3


Wishes = Generator[str, str, None]


class Chooser(Protocol):
    """Anything that says what an unclear message means."""

    def wishes(self, message: str) -> Wishes:
        """Clear messages that mean the same, one after the other; none where no action fits.

        What came of each is sent back in, so that the next can rest on it.

        Raises:
            ModelUnavailable: The model cannot be asked.
        """


class ListChooser:
    """Asks any model, also one that cannot call tools, for a line of a closed list as JSON."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    def wishes(self, message: str) -> Wishes:
        """The one clear message for the line that the model picked."""
        clear = self.choose(message)
        if clear:
            yield clear

    def choose(self, message: str) -> str:
        """The clear message for the line that the model picked; empty where it picked none."""
        answer = "".join(self._writer.write(choice_prompt(message)))
        start, end = answer.find("{"), answer.rfind("}")
        try:
            picked = json.loads(answer[start : end + 1])
        except ValueError:
            return ""
        if not isinstance(picked, dict):
            return ""
        return clear_message(picked.get("action"), picked.get("section"))


def choice_prompt(message: str) -> Prompt:
    """What a model is asked, with the schema of its answer."""
    lines = [f"{name}：{choice['tells']}" for name, choice in choices().items()]
    prompt = render(
        "choose_action", {"actions": lines, "message": quoted(message[:_MOST_MESSAGE], "话")}
    )
    schema: dict[str, Any] = {
        "type": "object",
        "properties": {
            "action": {"type": "string", "enum": [*choices(), _NONE]},
            "section": {"type": "string", "enum": ["", *SECTION_IDS]},
        },
        "required": ["action", "section"],
        "additionalProperties": False,
    }
    return Prompt(prompt.name, prompt.sha256, prompt.system, prompt.user, schema, _MOST_TOKENS)


def clear_message(action: object, section: object) -> str:
    """How an action is said clearly; empty for one that is unknown or that only a person can word."""
    choice = choices().get(action) if isinstance(action, str) else None
    if choice is None:
        return ""
    named = section if isinstance(section, str) and section in SECTION_IDS else ""
    if not named and "says_all" in choice:
        return str(choice["says_all"])
    shown = "前言" if named == "preface" else named
    return str(choice.get("says", "")).format(section=shown)


def nearest_in_words(message: str) -> str:
    """The ways of saying that are most like a message, to be offered where there is no model."""
    pairs = _pairs(message)
    scored = [
        (-len(pairs & _pairs(way)), order, f"{choice['tells']}：说“{choice['nearest'][0]}”")
        for order, choice in enumerate(choices().values())
        for way in (*choice["nearest"], choice["tells"])
    ]
    best: dict[str, None] = {}
    for score, _, told in sorted(scored):
        if score < 0 and len(best) < _NEAREST:
            best.setdefault(told)
    return "\n".join(f"· {told}" for told in best)


def _pairs(text: str) -> set[str]:
    plain = "".join(text.lower().split())
    return {plain[i : i + 2] for i in range(len(plain) - 1)}


@cache
def choices() -> Mapping[str, dict[str, Any]]:
    """The known actions by name, as `choices.toml` has them."""
    found: dict[str, dict[str, Any]] = tomllib.loads(
        Path(__file__).with_name("choices.toml").read_text("utf-8")
    )
    return found


def chooser_for(settings: Settings, writer: Writer) -> Chooser:
    """Tool calls for a model that can call tools, a closed list for one that cannot.

    NIANBAO_TOOL_CALLS decides; at “auto” what `nianbao model test` found out of this model, and
    where it was not tried, its size: small models cannot call tools (measured).
    """
    known = Servers(settings.home).of(settings).tool_calls
    able = writer.sizing.size == "large" if known is None else known
    if not {"on": True, "off": False}.get(settings.tool_calls, able):
        return ListChooser(writer)
    from assistant.chat.tool_choosing import ToolChooser

    return ToolChooser(settings, ListChooser(writer))
