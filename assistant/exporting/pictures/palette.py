"""The look of every kind of number: the same colour in every picture, told apart in grey too.

The colours differ in lightness and each has a hatching, a marker and a dash of its own, so
that a black-and-white print and colour-blind eyes lose nothing.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """How one kind is drawn: fill, matplotlib's hatching, marker and dashes."""

    colour: str
    hatch: str = ""
    marker: str = "o"
    dash: str = "-"


INK, PAPER = "#1a1a1a", "#ffffff"

_LOOKS = {
    "granted": Look("#1f4e8c", ""),
    "partially_granted": Look("#6f9fd8", "//"),
    "denied": Look("#b0413e", "xx"),
    "unavailable": Look("#e0a458", ".."),
    "not_processed": Look("#6b6b6b", "\\\\"),
    "other": Look("#c9d3c0", "++"),
    "new": Look("#1f4e8c", "", "o", "-"),
    "result_total": Look("#e0a458", "..", "s", "--"),
    "reconsideration": Look("#b0413e", "xx", "^", "-."),
    "litigation": Look("#6b6b6b", "\\\\", "D", ":"),
}
_PLAIN = Look("#1f4e8c")


def look_of(key: str) -> Look:
    """The look of a kind; what has none of its own takes the first colour."""
    return _LOOKS.get(key, _PLAIN)
