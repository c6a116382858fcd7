"""What a place demands beyond the national form: its own deadlines and additional items."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

SeverityName = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class LocalItem:
    """Something that a local notice wants reported: where, under which name, told by which words.

    `section` is the id of a section or part, or empty for anywhere; one of `words` must occur.
    """

    name: str
    words: tuple[str, ...]
    section: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """The demands of one place or superior; the empty one demands nothing.

    `publish_by` is a day (`2025-01-28`) or a month and day (`01-28`, of the year after the one
    reported on); `places` are names of places and organs that may occur in the text. Findings
    of a rule take the severity that `severity` gives its code; codes of `ignore` are not used,
    which the engine says.
    """

    name: str = ""
    publish_by: str = ""
    basis: str = ""
    items: tuple[LocalItem, ...] = ()
    places: tuple[str, ...] = ()
    severity: Mapping[str, SeverityName] = field(default_factory=dict, hash=False)
    ignore: tuple[str, ...] = ()
