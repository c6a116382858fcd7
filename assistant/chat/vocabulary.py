"""The words by which wishes are known, as data: `wishes.toml`."""

import re
import tomllib
from functools import cache
from pathlib import Path

from assistant.report.units import half_width

_FOLDER = Path(__file__).parent
_N = r"(\d{1,3}|[一二两三四五六七八九十]{1,3})"
_VERSION = rf"(?:第\s*{_N}\s*(?:个)?(?:版本?|稿)|versions?\s*(\d+))"


@cache
def pattern(name: str) -> re.Pattern[str]:
    """What one entry of the vocabulary finds."""
    return re.compile("|".join(_entries()[name]), re.I)


def says(name: str, plain: str) -> bool:
    """Whether a message has the words of an entry."""
    return pattern(name).search(plain) is not None


@cache
def _entries() -> dict[str, list[str]]:
    data = tomllib.loads((_FOLDER / "wishes.toml").read_text("utf-8"))
    named = {k: [w.format(n=_N, version=_VERSION) for w in v] for k, v in data["intents"].items()}
    return {**data["wishes"], **data["others"], **named}


def mended(said: str) -> str:
    """The message with known slips of the input method mended; every character keeps its place."""
    slips = _slips()
    return re.sub("|".join(map(re.escape, slips)), lambda m: slips[m[0]], half_width(said))


@cache
def _slips() -> dict[str, str]:
    data = tomllib.loads((_FOLDER / "slips.toml").read_text("utf-8"))
    return {str(k): str(v) for k, v in data["slips"].items()}
