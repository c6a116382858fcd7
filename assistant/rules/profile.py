"""What a place demands beyond the national form: its own deadlines and additional items."""

from dataclasses import dataclass


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
    reported on); `places` are names of places and organs that may occur in the text.
    """

    name: str = ""
    publish_by: str = ""
    basis: str = ""
    items: tuple[LocalItem, ...] = ()
    places: tuple[str, ...] = ()
