"""The wordings of `wordings.toml`: patterns with their conditions, read once and strictly."""

import re
import tomllib
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

_SLOT = re.compile(r"\{([A-Za-z_]+)(:abs)?\}")

RESULTS = "t3.result_total.total"
REVIEWS, LAWSUITS = "t4.reconsideration.total", "sum.t4.litigation.total"


class Pattern(BaseModel):
    """Wordings for one situation: these facts are above zero, those are zero, those below zero.

    `also` names facts that the wording rests on without printing them (“无上年结转”). All
    names are ids of facts.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    wordings: tuple[str, ...]
    positive: tuple[str, ...] = ()
    zero: tuple[str, ...] = ()
    negative: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@cache
def patterns(group: str) -> tuple[Pattern, ...]:
    """The patterns of a group such as `received`, in the order in which they are tried.

    Raises:
        KeyError: There is no such group, or a pattern names a fact that `names` does not.
    """
    data = _data()
    names: dict[str, str] = data["names"]
    return tuple(_pattern(entry, names) for entry in data[group])


def groups() -> tuple[str, ...]:
    """The names of all groups."""
    return tuple(name for name in _data() if name != "names")


@cache
def _data() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("wordings.toml").read_text("utf-8"))


def _pattern(entry: object, names: dict[str, str]) -> Pattern:
    written = Pattern.model_validate(entry)
    signs = {
        field: tuple(names.get(name, name) if "." in name else names[name] for name in values)
        for field in ("positive", "zero", "negative", "also")
        if (values := getattr(written, field))
    }
    filled = tuple(
        _SLOT.sub(lambda m: f"{{{names[m[1]]}{m[2] or ''}}}", text) for text in written.wordings
    )
    return written.model_copy(update={**signs, "wordings": filled})
